import { LANGUAGES } from '../model/text.ts';
import type { Language, Run } from '../model/text.ts';
import { ReadError } from '../read/errors.ts';
import { parseXml, type Element } from '../read/xml/tree.ts';
import { codeNamed, nest, Numbering, plainOf, readInline, settled, type Code, type Dialect } from './codes.ts';
import { UNIT_STATES, type Exchange, type ExchangeWarning, type Unit, type UnitState } from './model.ts';
import { fromToken } from './write-xliff.ts';

export interface ReadXliffOptions {
  /** The source of a unit as it was sent, for tools that keep the ids of codes and nothing else. */
  sent?: (id: string) => readonly Run[] | undefined;
}

/** States of XLIFF 1.2 (2.3, `state`) as those of 2.0. */
const STATES: Readonly<Record<string, UnitState>> = {
  new: 'initial',
  'needs-translation': 'initial',
  'needs-adaptation': 'initial',
  'needs-l10n': 'initial',
  translated: 'translated',
  'needs-review-translation': 'translated',
  'needs-review-adaptation': 'translated',
  'needs-review-l10n': 'translated',
  'signed-off': 'reviewed',
  final: 'final',
  initial: 'initial',
  reviewed: 'reviewed',
};

/**
 * Reads an XLIFF document, 1.2 or 2.x, as translators' tools write them back. Segments of one unit are put together; what
 * cannot be taken is told by a warning that names the unit.
 * Errors: ReadError as `parseXml`, and `not-supported` where the file is no XLIFF.
 */
export function fromXliff(bytes: Uint8Array, options: ReadXliffOptions = {}): Exchange {
  const root = parseXml(bytes, { doctype: 'bare' });
  if (root.name !== 'xliff')
    throw new ReadError('not-supported', `The file is no XLIFF: it begins with <${root.name}>.`, { place: 'line 1' });
  const version = root.attributes['version'] ?? '';
  const files = childrenOf(root, 'file');
  const old = version.startsWith('1.');
  const [first] = files;
  const exchange: Exchange = {
    version,
    source: languageOf(old ? first?.attributes['source-language'] : root.attributes['srcLang']),
    target: languageOf(old ? first?.attributes['target-language'] : root.attributes['trgLang']),
    original: first?.attributes['original'] ?? null,
    units: [],
    warnings: [],
  };
  const seen = new Set<string>();
  for (const file of files)
    for (const element of unitsIn(file, old ? 'trans-unit' : 'unit')) {
      if (element.attributes['translate'] === 'no') continue;
      const id = fromToken(element.attributes['id'] ?? '');
      const warn = (code: ExchangeWarning['code'], line: number, message: string): void => {
        exchange.warnings.push({
          unit: id || null,
          line,
          code,
          message: `Unit ${id || `at line ${line}`}: ${message}.`,
        });
      };
      if (id === '') warn('no-id', element.line, 'it has no id and is left out');
      else if (seen.has(id)) warn('duplicate-id', element.line, 'the id stands twice; the second is left out');
      else {
        seen.add(id);
        const sent = options.sent?.(id);
        exchange.units.push((old ? readOld : readNew)(element, id, sent, warn));
      }
    }
  return exchange;
}

/** Codes that a translation should not lose; formats come and go with the language. */
const STAYS = new Set<Code['kind']>(['note', 'link', 'image']);
type Warn = Dialect['warn'];

const childrenOf = (element: Element, name: string): Element[] =>
  element.children.filter((child): child is Element => typeof child !== 'string' && child.name === name);

/** Units in reading order; groups and the body hold more. */
function* unitsIn(element: Element, name: string): Generator<Element> {
  for (const child of element.children) {
    if (typeof child === 'string') continue;
    if (child.name === name) yield child;
    else if (child.name === 'group' || child.name === 'body') yield* unitsIn(child, name);
  }
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
  for (const part of parts) {
    if (!part.source) continue;
    const read = readInline(part.source, dialect);
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
    const read = readInline(words, { ...dialect, known });
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
  const least = Math.min(...states.map((state) => UNIT_STATES.indexOf(state)));
  return {
    id,
    ...(place === undefined ? {} : { place }),
    source: settled(source),
    target: translated ? settled(target) : null,
    state: translated ? (UNIT_STATES[least] ?? 'initial') : 'initial',
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

function readNew(element: Element, id: string, sent: readonly Run[] | undefined, warn: Warn): Unit {
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
    const [target = null] = childrenOf(segment, 'target');
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
    .map((segment) => STATES[segment.attributes['state'] ?? 'initial'] ?? 'initial');
  const notes = childrenOf(element, 'notes').flatMap((one) => childrenOf(one, 'note'));
  return unitOf(id, element.attributes['name'], parts, states, notesIn(notes), dialect);
}

function readOld(element: Element, id: string, sent: readonly Run[] | undefined, warn: Warn): Unit {
  const dialect: Dialect = {
    known: sentCodes(sent),
    warn,
    codeOf: (one) => codeNamed(one.attributes['ctype'] ?? '', wordsOf(one), one.attributes['equiv-text'] ?? ''),
  };
  const [target = null] = childrenOf(element, 'target');
  const parts = [{ source: childrenOf(element, 'source')[0] ?? null, target, ignorable: false, order: 1 }];
  const approved = element.attributes['approved'] === 'yes';
  // Many tools write a target and no state (1.2 gives it no default).
  const state = approved ? 'final' : (STATES[target?.attributes['state'] ?? 'translated'] ?? 'initial');
  return unitOf(id, element.attributes['resname'], parts, [state], notesIn(childrenOf(element, 'note')), dialect);
}
