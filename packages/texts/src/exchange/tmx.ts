import { LANGUAGES } from '../model/text.ts';
import type { Language, Run } from '../model/text.ts';
import { ReadError } from '../read/errors.ts';
import { parseXml, type Element } from '../read/xml/tree.ts';
import { escapeXml } from '../write/docx/xml.ts';
import { codeNamed, nest, Numbering, plainOf, readInline, type Code, type Piece } from './codes.ts';
import type { ExchangeWarning, Memory, MemoryEntry } from './model.ts';
import { languageOf } from './read-xliff.ts';

/**
 * A translation memory as TMX 1.4b (LISA OSCAR). `source` is the language in which the words were first written. An entry
 * without words in any language says nothing and is not written.
 * Errors: RangeError where an id holds white space, which TMX forbids (`tuid`).
 */
export function toTmx(entries: readonly MemoryEntry[], options: { source: Language }): string {
  const out = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<tmx version="1.4">',
    `  <header creationtool="Suivi" creationtoolversion="1" segtype="paragraph" o-tmf="suivi" adminlang="en" srclang="${options.source}" datatype="xml"/>`,
    '  <body>',
  ];
  for (const { id, from, words } of entries) {
    if (!LANGUAGES.some((lang) => words[lang])) continue;
    if (id !== undefined && /\s/.test(id)) throw new RangeError(`an entry has an id with white space: "${id}"`);
    const numbering = new Numbering();
    out.push(`    <tu${id === undefined ? '' : ` tuid="${attribute(id)}"`}>`);
    if (from !== undefined) out.push(`      <prop type="x-from">${textXml(from)}</prop>`);
    for (const lang of LANGUAGES) {
      const runs = words[lang];
      if (!runs) continue;
      const seg = nest(runs, numbering.otherSide()).map(pieceXml).join('');
      out.push(`      <tuv xml:lang="${lang}"><seg>${seg}</seg></tuv>`);
    }
    out.push('    </tu>');
  }
  return [...out, '  </body>', '</tmx>', ''].join('\n');
}

const textXml = (words: string): string => escapeXml(words).replace(/\r/g, '&#13;');
const attribute = (words: string): string =>
  escapeXml(words).replace(/[\t\n\r]/g, (sign) => `&#${sign.charCodeAt(0)};`);

const TYPES: Partial<Record<Code['kind'], string>> = { bold: 'bold', italic: 'italic', underline: 'underlined' };

function pieceXml(piece: Piece): string {
  if ('text' in piece) return textXml(piece.text);
  const { code, id, inside } = piece;
  const type = TYPES[code.kind] ?? `x-suivi-${code.kind}`;
  // A note's printed reference goes before its id, since TMX has one place for both.
  if (inside === null)
    return `<ph x="${id}" type="${type}">${textXml(`${(code.text ?? '').replaceAll('\n', ' ')}\n${code.value ?? ''}`)}</ph>`;
  return `<bpt i="${id}" x="${id}" type="${type}">${textXml(code.value ?? '')}</bpt>${inside.map(pieceXml).join('')}<ept i="${id}"/>`;
}

/**
 * Reads a translation memory, TMX 1.1 to 1.4b. Entries without two languages that are known are left out with a warning.
 * Errors: ReadError as `parseXml`, and `not-supported` where the file is no TMX.
 */
export function fromTmx(bytes: Uint8Array): Memory {
  const root = parseXml(bytes, { doctype: 'bare' });
  if (root.name !== 'tmx')
    throw new ReadError('not-supported', `The file is no TMX: it begins with <${root.name}>.`, { place: 'line 1' });
  const header = find(root, 'header')[0];
  const memory: Memory = { source: languageOf(header?.attributes['srclang']), entries: [], warnings: [] };
  const units = find(root, 'body').flatMap((body) => find(body, 'tu'));
  for (const [i, tu] of units.entries()) {
    const id = tu.attributes['tuid'];
    const name = id ?? String(i + 1);
    const warn = (code: ExchangeWarning['code'], line: number, message: string): void => {
      memory.warnings.push({ unit: name, line, code, message: `Entry ${name}: ${message}.` });
    };
    const words: MemoryEntry['words'] = {};
    for (const tuv of find(tu, 'tuv')) {
      const tag = tuv.attributes['xml:lang'] ?? tuv.attributes['lang'];
      const lang = languageOf(tag);
      if (!lang) {
        warn('unknown-language', tuv.line, `the language "${tag ?? ''}" is none of the six and is left out`);
        continue;
      }
      const [seg] = find(tuv, 'seg');
      const runs = seg ? readInline(seg, { codeOf, known: new Map(), warn }).runs : [];
      if (plainOf(runs).trim() === '') warn('no-words', tuv.line, `its ${lang} has no words`);
      else words[lang] ??= runs satisfies Run[];
    }
    const from = find(tu, 'prop').find((prop) => prop.attributes['type'] === 'x-from');
    if (Object.keys(words).length < 2)
      warn('no-words', tu.line, 'it has fewer than two of the six languages and is left out');
    else
      memory.entries.push({
        ...(id === undefined ? {} : { id }),
        ...(from === undefined ? {} : { from: textOf(from) }),
        words,
      });
  }
  return memory;
}

const find = (element: Element, name: string): Element[] =>
  element.children.filter((child): child is Element => typeof child !== 'string' && child.name === name);
const textOf = (element: Element): string =>
  element.children.map((child) => (typeof child === 'string' ? child : textOf(child))).join('');

function codeOf(element: Element): Code | null {
  const type = element.attributes['type'] ?? '';
  const held = textOf(element);
  const [text = '', value = ''] = /^x-suivi-(?:note|image)$/.test(type) ? held.split('\n') : ['', held];
  return codeNamed(type, value, text);
}
