import type { Language } from '@suivi/texts';
import { labelIn, translator } from '#lib/i18n/index.ts';

interface Grid {
  name: string;
  rows: readonly { code: string; short: string; name: { value: string } | null }[];
  columns: readonly { code: string; short: string; name: { value: string } | null }[];
  cells: readonly { from: string; to: string; standing: 'official' | 'to-confirm' }[];
}

const SIZE = 26;
const LABEL = 420;
const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/**
 * A grid of correspondences as SVG: a full disc where it is official, a ring where it is to be confirmed. Right to left in
 * Arabic. Names stand on their rows, codes over the columns; the table that says the same stands on the page.
 * @param legend words for the two signs
 */
export function matrixAsSvg(grid: Grid, lang: Language, legend: { official: string; toConfirm: string }): string {
  const rtl = lang === 'ar';
  const width = LABEL + grid.columns.length * SIZE + 12;
  const height = 96 + grid.rows.length * SIZE;
  const x = (at: number): number => (rtl ? width - at : at);
  const side = rtl ? 'rtl' : 'ltr';
  const column = new Map(grid.columns.map(({ code }, i) => [code, LABEL + i * SIZE + SIZE / 2]));
  const row = new Map(grid.rows.map(({ code }, i) => [code, 60 + i * SIZE + SIZE / 2]));
  const disc = (cx: number, cy: number, standing: string): string =>
    standing === 'official'
      ? `<circle cx="${cx}" cy="${cy}" r="8"/>`
      : `<circle cx="${cx}" cy="${cy}" r="7" fill="none" stroke="currentColor" stroke-width="2"/>`;
  const text = (at: number, y: number, words: string, anchor = 'start'): string =>
    `<text x="${x(at)}" y="${y}" text-anchor="${anchor}">${escaped(words)}</text>`;
  const t = translator(lang);
  const short = (words: string): string => (words.length > 62 ? `${words.slice(0, 61)}…` : words);
  const codeOf = (words: string): string => words.replace(/^\p{L}+ /u, '');
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" direction="${side}" font-family="sans-serif" font-size="12" role="img" xml:lang="${lang}">`,
    `<title>${escaped(grid.name)}</title>`,
    `<rect width="100%" height="100%" fill="#fff"/>`,
    `<text x="${x(0)}" y="20" font-size="16" font-weight="bold">${escaped(grid.name)}</text>`,
    // "4.a" is read from the left in every language.
    ...grid.columns.map(
      ({ code, short: label }) =>
        `<text x="${x(column.get(code) ?? 0)}" y="50" text-anchor="middle" direction="ltr">${escaped(codeOf(label))}</text>`,
    ),
    ...grid.rows.map(({ code, name }) => text(0, (row.get(code) ?? 0) + 4, short(labelIn(t, code, name?.value)))),
    ...grid.rows.map(
      ({ code }) =>
        `<path d="M${x(0)} ${(row.get(code) ?? 0) - SIZE / 2}H${x(width)}" stroke="currentColor" stroke-opacity=".2"/>`,
    ),
    ...grid.cells.flatMap(({ from, to, standing }) => {
      const [cx, cy] = [column.get(to), row.get(from)];
      return cx === undefined || cy === undefined ? [] : [disc(x(cx), cy, standing)];
    }),
    disc(x(10), height - 14, 'official'),
    text(24, height - 10, legend.official),
    disc(x(LABEL), height - 14, 'to-confirm'),
    text(LABEL + 14, height - 10, legend.toConfirm),
    '</svg>',
  ].join('\n');
}
