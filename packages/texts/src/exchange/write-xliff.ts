import type { Language, Run } from '../model/text.ts';
import { escapeXml } from '../write/docx/xml.ts';
import { nest, Numbering, type Code, type Piece } from './codes.ts';
import type { Unit } from './model.ts';

export interface XliffOptions {
  source: Language;
  target: Language;
  /** What the units were taken from: "council-1332/2024". */
  original: string;
}

/**
 * Units as an XLIFF 2.0 document (OASIS, 4.2). 2.0 and not 2.1, since what is used here is the same in both and more
 * tools open 2.0. Words keep their spaces; control signs, which XML cannot hold, become `<cp>` in them and U+FFFD in notes,
 * where 2.0 has no place for `<cp>`.
 * Errors: RangeError where a unit has no id or two bear one, which no tool could tell apart.
 */
export function toXliff(units: readonly Unit[], options: XliffOptions): string {
  const seen = new Set<string>();
  const written = units.map((unit) => {
    if (unit.id === '') throw new RangeError('a unit has no id');
    if (seen.has(unit.id)) throw new RangeError(`two units have the id ${unit.id}`);
    seen.add(unit.id);
    return unitXml(unit);
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="${options.source}" trgLang="${options.target}">`,
    `  <file id="f1" original="${attribute(options.original)}" xml:space="preserve">`,
    // A file without a unit is not valid; a unit may be empty and is not for translation then.
    ...(written.length > 0
      ? written
      : ['    <unit id="none" translate="no"><segment><source></source></segment></unit>']),
    '  </file>',
    '</xliff>',
    '',
  ].join('\n');
}

function unitXml(unit: Unit): string {
  const numbering = new Numbering();
  const data = new Map<string, string>();
  const refOf = (code: Code): string => {
    const value = code.value ?? '';
    const id = data.get(value) ?? `d${data.size + 1}`;
    data.set(value, id);
    return id;
  };
  const side = (runs: readonly Run[]): string =>
    nest(runs, numbering.otherSide())
      .map((piece) => pieceXml(piece, refOf))
      .join('');
  const source = side(unit.source);
  const target = unit.target === null ? null : side(unit.target);
  const notes = unit.notes.map(
    (note) =>
      `<note${note.category === undefined ? '' : ` category="${attribute(note.category)}"`}>${noteXml(note.text)}</note>`,
  );
  return [
    `    <unit id="${token(unit.id)}"${unit.place === undefined ? '' : ` name="${attribute(unit.place)}"`}>`,
    ...(notes.length > 0 ? [`      <notes>${notes.join('')}</notes>`] : []),
    ...(data.size > 0
      ? [
          `      <originalData>${[...data].map(([value, id]) => `<data id="${id}">${textXml(value)}</data>`).join('')}</originalData>`,
        ]
      : []),
    `      <segment id="s1" state="${target === null ? 'initial' : unit.state}">`,
    `        <source>${source}</source>`,
    ...(target === null ? [] : [`        <target>${target}</target>`]),
    '      </segment>',
    '    </unit>',
  ].join('\n');
}

const FORM: Partial<Record<Code['kind'], string>> = {
  bold: 'type="fmt" subType="xlf:b"',
  italic: 'type="fmt" subType="xlf:i"',
  underline: 'type="fmt" subType="xlf:u"',
  link: 'type="link" subType="suivi:link"',
  note: 'type="other" subType="suivi:note"',
  image: 'type="image" subType="suivi:image"',
};

function pieceXml(piece: Piece, refOf: (code: Code) => string): string {
  if ('text' in piece) return textXml(piece.text);
  const { code, id, inside } = piece;
  const form = FORM[code.kind] ?? `type="fmt" subType="suivi:${code.kind}"`;
  if (inside === null)
    return `<ph id="${id}" ${form} canDelete="no" dataRef="${refOf(code)}" disp="${attribute(code.text ?? '')}"/>`;
  const data = code.value === undefined ? '' : ` dataRefStart="${refOf(code)}"`;
  return `<pc id="${id}" ${form}${data}>${inside.map((one) => pieceXml(one, refOf)).join('')}</pc>`;
}

const noteXml = (words: string): string => escapeXml(words).replace(/\r/g, '&#13;');
const CONTROL = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;
const textXml = (words: string): string =>
  words
    .split(/([^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}])/u)
    .map((part) =>
      part.match(CONTROL)
        ? `<cp hex="${part.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}"/>`
        : noteXml(part),
    )
    .join('');
/** An attribute's white space would be read as spaces. */
const attribute = (words: string): string =>
  escapeXml(words).replace(/[\t\n\r]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** An id as an NMTOKEN: any other sign, and what would be taken for one of ours, as `_x2F_`. */
export const token = (id: string): string =>
  id.replace(/_(?=x)|[^A-Za-z0-9._-]/gu, (sign) => `_x${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase()}_`);
/** What `token` was made of. */
export const fromToken = (id: string): string =>
  id.replace(/_x([0-9A-F]{1,6})_/g, (all, hex: string) => {
    const point = Number.parseInt(hex, 16);
    return point <= 0x10ffff ? String.fromCodePoint(point) : all;
  });
