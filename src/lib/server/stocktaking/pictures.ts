import { TILES } from '@suivi/frameworks';
import type { Language } from '@suivi/texts';
import { direction, formatNumber } from '#lib/i18n/index.ts';

/*
 * Pictures as SVG, to be saved and to be shown as they are: no script, no font, no address of another site. Colours are those
 * of paper; on a page of ours the same figures are drawn with the page's own.
 */

const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** A country's square: where it stands, how many entries, how dark. */
export interface Tile {
  code: string;
  iso: string;
  name: string;
  column: number;
  row: number;
  n: number;
  /** 0 for none; 1 to 4, each step about four times the last. */
  shade: number;
}

/** 1–3, 4–15, 16–63, 64 and more: few countries have very many, so steps grow by factors. */
const shadeOf = (n: number): number => (n === 0 ? 0 : n < 4 ? 1 : n < 16 ? 2 : n < 64 ? 3 : 4);

/** Squares of all countries that have one. */
export const tilesOf = (countries: readonly { code: string; iso: string; name: string; n: number }[]): Tile[] =>
  countries.flatMap((one) => {
    const at = TILES[one.code];
    return at ? [{ ...one, column: at[0], row: at[1], shade: shadeOf(one.n) }] : [];
  });

const SIDE = 24;
const FILLS = ['none', '#d5e6ea', '#9cc6d1', '#4a93a6', '#0b5568'];

/** The squares as a file of their own: ISO's two letters on each, the number in its title. */
export function tilesAsSvg(tiles: readonly Tile[], title: string, note: string, lang: Language): string {
  const width = (Math.max(...tiles.map(({ column }) => column)) + 1) * SIDE + 4;
  const height = (Math.max(...tiles.map(({ row }) => row)) + 1) * SIDE + 4;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height + 80}" font-family="sans-serif" font-size="10" xml:lang="${lang}">`,
    `<title>${escaped(title)}</title><desc>${escaped(note)}</desc>`,
    `<rect width="100%" height="100%" fill="#fff"/>`,
    ...tiles.map(
      ({ column, row, shade, iso, name, n }) =>
        `<g transform="translate(${column * SIDE + 2} ${row * SIDE + 2})"><title>${escaped(name)}: ${escaped(formatNumber(n, lang))}</title><rect width="${SIDE - 2}" height="${SIDE - 2}" fill="${FILLS[shade]}" stroke="#8a8f96"/><text x="${SIDE / 2 - 1}" y="15" text-anchor="middle" fill="${shade > 2 ? '#fff' : '#1a1d21'}">${iso}</text></g>`,
    ),
    ...wrapped(note, Math.floor(width / 6)).map(
      (line, i) =>
        `<text x="${direction(lang) === 'rtl' ? width - 4 : 4}" y="${height + 14 + i * 14}" direction="${direction(lang)}" fill="#1a1d21">${escaped(line)}</text>`,
    ),
    '</svg>',
  ].join('\n');
}

/** Words on lines of about so many signs; Chinese is cut anywhere. */
function wrapped(text: string, signs: number): string[] {
  const parts = text.includes(' ') ? text.split(' ').map((word) => `${word} `) : [...text];
  const lines = [''];
  for (const part of parts) {
    if ((lines.at(-1) ?? '').length + part.length > signs) lines.push('');
    lines[lines.length - 1] += part;
  }
  return lines.map((line) => line.trim());
}

/** About how wide a sign is drawn at 12 px, in the scripts of the six languages: nothing here measures type. */
const widthOf = (sign: string): number =>
  /\p{Script=Han}/u.test(sign)
    ? 12.5
    : /[\p{Script=Cyrillic}\p{Lu}]/u.test(sign)
      ? 8
      : /[ .,'’il]/u.test(sign)
        ? 4.2
        : 7;

/** The beginning of a name that a picture has room for, with an ellipsis where it is cut. */
function within(words: string, room: number): string {
  const signs = [...words];
  let taken = 0;
  const fits = signs.findIndex((sign) => (taken += widthOf(sign)) > room);
  return fits === -1
    ? words
    : `${signs
        .slice(0, Math.max(1, fits - 2))
        .join('')
        .trimEnd()}…`;
}

/** Bars as a file of their own, each with its name before it and its number after it; mirrored right to left. */
export function barsAsSvg(bars: readonly { name: string; n: number }[], title: string, lang: Language): string {
  const rtl = direction(lang) === 'rtl';
  const [label, room, line] = [280, 340, 22];
  const width = label + room + 70;
  const x = (at: number, length = 0): number => (rtl ? width - at - length : at);
  const longest = Math.max(1, ...bars.map(({ n }) => n));
  const short = (words: string): string => within(words, label - 12);
  const height = 40 + bars.length * line;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" direction="${direction(lang)}" font-family="sans-serif" font-size="12" role="img" xml:lang="${lang}">`,
    `<title>${escaped(title)}</title><rect width="100%" height="100%" fill="#fff"/>`,
    `<text x="${x(4)}" y="20" font-size="15" font-weight="bold" fill="#1a1d21">${escaped(title)}</text>`,
    ...bars.flatMap(({ name, n }, i) => {
      const y = 36 + i * line;
      const length = (n / longest) * room;
      return [
        `<text x="${x(4)}" y="${y + 13}" fill="#1a1d21">${escaped(short(name))}</text>`,
        `<rect x="${x(label, length)}" y="${y + 2}" width="${length}" height="14" fill="#0b5568"/>`,
        `<text x="${x(label + length + 4)}" y="${y + 13}" fill="#1a1d21">${escaped(formatNumber(n, lang))}</text>`,
      ];
    }),
    '</svg>',
  ].join('\n');
}
