import { LANGUAGES } from '../model/text.ts';
import type { Language, Run } from '../model/text.ts';
import { ReadError } from '../read/errors.ts';
import { parseXml, type Element } from '../read/xml/tree.ts';
import { codeNamed, nest, Numbering, plainOf, readInline, settled, type Code, type Dialect } from './codes.ts';
import type { Exchange, Unit, UnitState } from './model.ts';
import { childrenOf, least, oldStateOf, stateOf } from './states.ts';
import { fromToken } from './write-xliff.ts';

export interface ReadXliffOptions {
  /** The source of a unit as it was sent, for tools that keep the ids of codes and nothing else. */
  sent?: (id: string) => readonly Run[] | undefined;
}

/**
 * Reads an XLIFF document, 1.2 or 2.x, as translators' tools write them back (memoQ, Trados, Phrase, OmegaT, Okapi). Segments of
 * one unit are put together; what cannot be taken is told by a warning that names the unit, or the file where it concerns all.
 * Units that are not for translation are left out, as are those of a file into another language than the first.
 * Errors: ReadError as `parseXml`, and `not-supported` where the file is no XLIFF.
 */
export function fromXliff(bytes: Uint8Array, options: ReadXliffOptions = {}): Exchange {
  if (bytes[0] === 0x50 && bytes[1] === 0x4b)
    throw new ReadError('not-supported', 'The file is a package of a tool (zip); the XLIFF file in it is wanted.');
  const root = parseXml(bytes, { doctype: 'bare' });
  if (root.name !== 'xliff')
    throw new ReadError('not-supported', `The file is no XLIFF: it begins with <${root.name}>.`, { place: 'line 1' });
  const version = root.attributes['version'] ?? '';
  const files = childrenOf(root, 'file');
  const [first] = files;
  const old =
    version.startsWith('1.') || (!version.startsWith('2.') && files.some((file) => childrenOf(file, 'body')[0]));
  const languages = (file: Element | undefined): Record<'source' | 'target', string | undefined> => {
    const { 'source-language': source, 'target-language': target } = file?.attributes ?? {};
    return old ? { source, target } : { source: root.attributes['srcLang'], target: root.attributes['trgLang'] };
  };
  const named = languages(first);
  const exchange: Exchange = {
    version,
    source: languageOf(named.source),
    target: languageOf(named.target),
    original: first?.attributes['original'] ?? null,
    units: [],
    warnings: [],
  };
  const warnOf =
    (id: string | null): Warn =>
    (code, line, message) => {
      const whose = id === null ? 'The file' : `Unit ${id || `at line ${line}`}`;
      exchange.warnings.push({ unit: id || null, line, code, message: `${whose}: ${message}.` });
    };
  const seen = new Set<string>();
  for (const file of files) {
    const { source, target } = languages(file);
    if (target !== undefined && languageOf(target) === null) {
      warnOf(null)(
        'unknown-language',
        file.line,
        `it is translated into "${target}", none of the six, and is left out`,
      );
      continue;
    }
    const differs = (one: string | undefined, other: string | undefined): boolean =>
      one !== undefined && other !== undefined && languageOf(one) !== languageOf(other);
    if (differs(target, named.target) || differs(source, named.source)) {
      const words = `"${file.attributes['original'] ?? ''}" is from "${source ?? ''}" into "${target ?? ''}" and is left out`;
      warnOf(null)('other-language', file.line, words);
      continue;
    }
    for (const element of unitsIn(file, old ? 'trans-unit' : 'unit', true)) {
      const id = fromToken(element.attributes['id'] ?? '');
      const warn = warnOf(id);
      if (id === '') warn('no-id', element.line, 'it has no id and is left out');
      else if (seen.has(id)) warn('duplicate-id', element.line, 'the id stands twice; the second is left out');
      else {
        seen.add(id);
        const sent = options.sent?.(id);
        exchange.units.push((old ? readOld : readNew)(element, { id, sent, warn, target: exchange.target }));
      }
    }
  }
  if (exchange.units.length === 0) warnOf(null)('no-words', root.line, 'it holds no unit to translate');
  return exchange;
}

/** A unit to be read: its id, its source as it was sent, and the language that it is to be in, where the file says. */
interface Asked {
  id: string;
  sent: readonly Run[] | undefined;
  warn: Warn;
  target: Language | null;
}

/** Codes that a translation should not lose; formats come and go with the language. */
const STAYS = new Set<Code['kind']>(['note', 'link', 'image']);
type Warn = Dialect['warn'];

/** Units in reading order that are for translation; groups and the body hold more, and hand down whether they are. */
function* unitsIn(element: Element, name: string, above: boolean): Generator<Element> {
  const { translate } = element.attributes;
  const wanted = translate === undefined ? above : translate !== 'no';
  if (element.name === name) {
    if (wanted) yield element;
    return;
  }
  for (const child of element.children)
    if (typeof child !== 'string' && (child.name === name || child.name === 'group' || child.name === 'body'))
      yield* unitsIn(child, name, wanted);
}

/** The translation that a segment bears; none where it says itself that it is in another language. */
function targetIn(element: Element, { target: wanted, warn }: Asked): Element | null {
  const [target = null] = childrenOf(element, 'target');
  const tag = target?.attributes['xml:lang'];
  if (!target || tag === undefined || wanted === null || languageOf(tag) === wanted) return target;
  warn('other-language', target.line, `its translation is in "${tag}", not in "${wanted}", and is left out`);
  return null;
}

export const languageOf = (tag: string | undefined): Language | null =>
  LANGUAGES.find((one) => one === tag?.toLowerCase().split(/[-_]/)[0]) ?? null;

function sentCodes(sent: readonly Run[] | undefined): ReadonlyMap<string, Code> {
  const numbering = new Numbering();
  if (sent) nest(sent, numbering);
  return numbering.codes;
}

/** What the parts of one unit come to: words of both sides, and whether all of it is translated. */
function unitOf(
  id: string,
  place: string | undefined,
  parts: readonly { source: Element | null; target: Element | null; ignorable: boolean; order: number }[],
  states: readonly UnitState[],
  notes: Unit['notes'],
  dialect: Dialect,
): Unit {
  const known = new Map(dialect.known);
  const source: Run[] = [];
  const open = { source: [], target: [] };
  for (const part of parts) {
    if (!part.source) continue;
    const read = readInline(part.source, dialect, open.source);
    source.push(...read.runs);
    for (const [code, meaning] of read.codes) known.set(code, meaning);
  }
  const wanted = new Map(known);
  const target: Run[] = [];
  let done = 0;
  const here = new Set<string>();
  for (const part of [...parts].sort((a, b) => a.order - b.order)) {
    const words = part.target ?? (part.ignorable ? part.source : null);
    if (part.target && part.target.children.length > 0) done++;
    if (!words) continue;
    const read = readInline(words, { ...dialect, known }, open.target);
    target.push(...read.runs);
    for (const code of read.codes.keys()) here.add(code);
  }
  const line = parts[0]?.source?.line ?? 0;
  const whole = parts.filter((part) => !part.ignorable && part.source && part.source.children.length > 0).length;
  const translated = done > 0 && plainOf(target).trim() !== '';
  if (
    translated &&
    parts.some((part) => !part.ignorable && !part.target?.children.length && part.source?.children.length)
  )
    dialect.warn('partly-translated', line, `${done} of its ${whole} segments are translated`);
  if (translated) {
    for (const [code, meaning] of wanted)
      if (!here.has(code) && STAYS.has(meaning.kind))
        dialect.warn(
          'code-missing',
          line,
          `the translation lacks the ${meaning.kind} "${meaning.text ?? meaning.value ?? ''}"`,
        );
    for (const code of here)
      if (!wanted.has(code))
        dialect.warn('code-added', line, `the translation has a code ${code} that its source has not`);
  }
  return {
    id,
    ...(place === undefined ? {} : { place }),
    source: settled(source),
    target: translated ? settled(target) : null,
    state: translated ? least(states) : 'initial',
    notes,
  };
}

const notesIn = (elements: readonly Element[]): Unit['notes'] =>
  elements.map((note) => {
    const category = note.attributes['category'] ?? note.attributes['from'];
    return { ...(category === undefined ? {} : { category }), text: wordsOf(note) };
  });
function wordsOf(element: Element): string {
  return element.children
    .map((child) => {
      if (typeof child === 'string') return child;
      const sign = Number.parseInt(child.attributes['hex'] ?? '', 16);
      return child.name === 'cp' && sign >= 0 && sign <= 0xffff ? String.fromCharCode(sign) : wordsOf(child);
    })
    .join('');
}

const unknownState =
  (warn: Warn, line: number) =>
  (state: string): void =>
    warn('unknown-state', line, `its state "${state}" is not known; it is taken for a draft`);

function readNew(element: Element, asked: Asked): Unit {
  const { id, sent, warn } = asked;
  const data = new Map(
    childrenOf(element, 'originalData')
      .flatMap((one) => childrenOf(one, 'data'))
      .map((one) => [one.attributes['id'] ?? '', wordsOf(one)]),
  );
  const dialect: Dialect = {
    known: sentCodes(sent),
    warn,
    codeOf: ({ attributes }) =>
      codeNamed(
        attributes['subType'] ?? '',
        data.get(attributes['dataRefStart'] ?? attributes['dataRef'] ?? '') ?? '',
        attributes['disp'] ?? '',
      ),
  };
  const segments = element.children.filter(
    (child): child is Element => typeof child !== 'string' && (child.name === 'segment' || child.name === 'ignorable'),
  );
  const parts = segments.map((segment, i) => {
    const target = targetIn(segment, asked);
    const order = Number(target?.attributes['order'] ?? i + 1);
    return {
      source: childrenOf(segment, 'source')[0] ?? null,
      target,
      ignorable: segment.name === 'ignorable',
      order: Number.isFinite(order) ? order : i + 1,
    };
  });
  const states = segments
    .filter((segment) => segment.name === 'segment')
    .map((segment) => stateOf(segment.attributes['state'], unknownState(warn, segment.line)));
  const notes = childrenOf(element, 'notes').flatMap((one) => childrenOf(one, 'note'));
  return unitOf(id, element.attributes['name'], parts, states, notesIn(notes), dialect);
}

function readOld(element: Element, asked: Asked): Unit {
  const { id, sent, warn } = asked;
  const dialect: Dialect = {
    known: sentCodes(sent),
    warn,
    codeOf: (one) => codeNamed(one.attributes['ctype'] ?? '', wordsOf(one), one.attributes['equiv-text'] ?? ''),
  };
  const target = targetIn(element, asked);
  const parts = [{ source: childrenOf(element, 'source')[0] ?? null, target, ignorable: false, order: 1 }];
  const state = oldStateOf(element, target, unknownState(warn, element.line));
  const read = unitOf(id, element.attributes['resname'], parts, [state], notesIn(childrenOf(element, 'note')), dialect);
  const [wanted, done] = [childrenOf(element, 'seg-source')[0], target].map((side) => (side ? segmentsIn(side) : []));
  const left = wanted?.filter((mid) => !done?.includes(mid)).length ?? 0;
  if (read.target && wanted && left > 0)
    warn('partly-translated', element.line, `${wanted.length - left} of its ${wanted.length} segments are translated`);
  const [tags] = TYPED.exec(plainOf(read.target ?? [])) ?? [];
  if (
    tags !== undefined &&
    (element.attributes['m:confirmed'] ?? childrenOf(element, 'tunit-metadata')[0]) !== undefined
  )
    warn('typed-codes', element.line, `the code "${tags}" that its tool writes among the words is taken for words`);
  return read;
}

/** Segments of 1.2 that have words, by the `mid` of their marks. */
function segmentsIn(element: Element): string[] {
  return element.children.flatMap((child) => {
    if (typeof child === 'string') return [];
    if (child.name !== 'mrk' || child.attributes['mtype'] !== 'seg') return segmentsIn(child);
    return wordsOf(child).trim() === '' ? [] : [child.attributes['mid'] ?? ''];
  });
}

/** Codes as Phrase types them among the words: "{1}", "{1>words<1}", "{b>words<b}". */
const TYPED = /\{\d+\}|\{\w+>|<\w+\}/;
