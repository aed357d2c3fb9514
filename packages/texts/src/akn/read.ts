import type { Footnote, Group, Item, Language, Outline, Text, TextKind, Trace, Warning } from '../model/text.ts';
import { rawOf, textIn } from '../model/words.ts';
import type { XmlVocabulary } from '../outline/index.ts';
import { PROFILES } from '../profiles/index.ts';
import { parseXml, type Element } from '../read/xml/tree.ts';
import { ReadError } from '../read/errors.ts';
import { findReferences } from '../references/index.ts';
import { itemsIn } from '../structure/items.ts';
import { languageOf, openingVerb } from '../structure/words.ts';
import { checkTree } from './check.ts';
import { addressMissing } from './ids.ts';
import { languageFrom } from './names.ts';
import { readWords } from './read-inline.ts';
import { assemble, blank, groupOf, piecesOf, type Piece } from './read-tree.ts';
import { charactersIn, childOf, childrenOf, idOf, lineIn, ownPrefix, Reading, within } from './reading.ts';
import { headerFrom, moreOf, referenceFrom, repairFrom, warningFrom } from './record.ts';
import { viewOfTree } from './view.ts';

const DOCUMENTS = new Set(
  `act amendment amendmentList bill debate debateReport doc documentCollection judgment officialGazette portion
  statement`.split(/\s+/),
);
const BODIES = ['body', 'mainBody', 'judgmentBody', 'debateBody', 'amendmentBody', 'portionBody', 'collectionBody'];

/** What the reader knows better than the file. */
export interface AknReadOptions {
  language?: Language;
}

/** Akoma Ntoso of any version, for `outline` to know. */
export const akn: XmlVocabulary = {
  root: 'akomaNtoso',
  outline: (root, view, options) => readTree(viewOfTree(root, view), options),
};

/**
 * Reads Akoma Ntoso 3.0, or 2.0 and the drafts between, valid or not. In: the bytes or the characters of a file.
 *
 * A file that `writeAkn` made gives back the very texts. In one of others the marked-up structure is kept as it is (ids as
 * addresses, numbers, headings, nested paragraphs), verbs and references are found in the words, and what is odd is a
 * warning that names line and element. Throws ReadError as all XML does, and `no-text` where there is no paragraph.
 */
export function readAkn(source: Uint8Array | string, options: AknReadOptions = {}): Outline {
  const root = parseXml(typeof source === 'string' ? new TextEncoder().encode(source) : source);
  if (root.name !== akn.root) throw new ReadError('not-supported', 'The file is XML, but not Akoma Ntoso.');
  return readTree(root, options);
}

function readTree(root: Element, options: AknReadOptions): Outline {
  const prefix = ownPrefix(root);
  const found: Warning[] = checkTree(root);
  const documents = documentsOf(root);
  const texts = documents.map((one) => readDocument(one, prefix, options));
  const worded = texts.filter((one) => one.own || one.text.groups.length > 0);
  const [first, ...others] = worded.map((one) => one.text);
  if (first === undefined) throw new ReadError('no-text', 'The Akoma Ntoso file holds no paragraph of text.');
  const ours = worded.every((one) => one.own);
  const all = [ours ? first : { ...first, warnings: [...found, ...first.warnings] }, ...others];
  const headers = [...within(root)]
    .filter((element) => element.name === 'header' && element.attributes['line'] !== undefined && prefix !== null)
    .map((element) => headerFrom(element.attributes));
  return { texts: all, headers, trace: traceOf(all, headers) };
}

/** The documents of a file that are texts by themselves: the components of a collection, else the one there is. */
function documentsOf(root: Element): Element[] {
  const [main] = childrenOf(root).filter((child) => DOCUMENTS.has(child.name));
  if (main === undefined) return [];
  const components = new Map(
    [...within(root)]
      .filter((one) => one.name === 'component')
      .map((one) => [idOf(one) ?? one.attributes['wId'] ?? '', one]),
  );
  const body = childOf(main, 'collectionBody');
  if (body === undefined) return [main];
  const inner = childrenOf(body, 'component').flatMap((component) => {
    const given = childrenOf(component).find((child) => DOCUMENTS.has(child.name));
    const reference = childOf(component, 'documentRef', 'componentRef');
    const target = components.get(
      (reference?.attributes['src'] ?? reference?.attributes['href'] ?? '').replace(/^#/, ''),
    );
    const there = target === undefined ? undefined : childrenOf(target).find((child) => DOCUMENTS.has(child.name));
    return given ?? there ?? [];
  });
  const said =
    inner.length === 0 || ['coverPage', 'preface', 'preamble', 'conclusions'].some((name) => childOf(main, name));
  return said ? [main, ...inner] : inner;
}

function readDocument(document: Element, prefix: string | null, options: AknReadOptions): { text: Text; own: boolean } {
  const proprietary = childOf(childOf(document, 'meta'), 'proprietary');
  const data = prefix === null || proprietary === undefined ? undefined : childOf(proprietary, 'text');
  const language = data ? languageFrom(data.attributes['language']) : undefined;
  if (proprietary !== undefined && data !== undefined && language !== undefined) {
    const reading = new Reading(document, true, prefix, language);
    return { text: ownText(document, proprietary, data, language, reading), own: true };
  }
  return { text: foreignText(document, prefix, options), own: false };
}

function ownText(document: Element, proprietary: Element, data: Element, language: Language, reading: Reading): Text {
  const said = data.attributes;
  const ats = new Map(
    childrenOf(proprietary, 'note').map((one) => [Number(one.attributes['n']), one.attributes['at'] ?? null]),
  );
  const records = <T>(name: string, made: (attributes: Element['attributes']) => T): T[] =>
    childrenOf(proprietary, name).map((one) => made(one.attributes));
  const groups = [
    ...zone(childOf(document, 'preface'), 'front', reading),
    ...zone(joined(childOf(document, 'preamble'), true), 'preamble', reading),
    ...zone(childOf(document, 'mainBody'), 'operative', reading),
    ...attached(document, reading),
    ...zone(childOf(document, 'conclusions'), 'front', reading),
  ];
  return {
    kind: kindOf(said['kind']) ?? 'document',
    number: said['number'] ?? null,
    title: said['title'] ?? '',
    status: said['status'] ?? null,
    body: said['body'] ?? null,
    language,
    profile: said['profile'] ?? 'report',
    groups,
    footnotes: footnotesOf(reading, (n) => ats.get(n) ?? null),
    references: records('reference', referenceFrom),
    repairs: records('repair', repairFrom),
    warnings: records('warning', warningFrom),
    ...moreOf(said['more']),
  };
}

function foreignText(document: Element, prefix: string | null, options: AknReadOptions): Text {
  const coded = childOf(childOf(childOf(document, 'meta'), 'identification'), 'FRBRExpression');
  const code = childOf(coded, 'FRBRlanguage')?.attributes['language'] ?? document.attributes['xml:lang'];
  const known = options.language ?? languageFrom(code);
  const language = known ?? languageOf(charactersIn(document));
  const reading = new Reading(document, false, prefix, language);
  if (known === undefined)
    reading.warn(document, 'language', `its language (${code ?? 'not given'}) is none of the six; read as ${language}`);
  const body = childrenOf(document).find((child) => BODIES.includes(child.name));
  if (body === undefined) reading.warn(document, 'no-body', 'it has no body');
  const speaks = document.name === 'statement' || childOf(document, 'preamble') !== undefined;
  const groups = [
    ...front([childOf(document, 'coverPage'), childOf(document, 'preface', 'header')], reading),
    ...recitals(childOf(document, 'preamble'), reading),
    ...zone(body?.name === 'collectionBody' ? undefined : body, speaks ? 'operative' : 'section', reading),
    ...front([childOf(document, 'conclusions')], reading),
    ...attached(document, reading),
  ];
  addressMissing(groups);
  const named = nameOf(document, groups);
  const profile = PROFILES.find((one) =>
    groups.some((group) => group.part === 'preamble' && one.opening.test(group.heading)),
  );
  const footnotes = footnotesOf(reading, (_n, id) => bearerOf(groups, id));
  return {
    ...named,
    status: statusOf(document),
    body: profile?.body ?? null,
    language,
    profile: profile?.id ?? 'report',
    groups,
    footnotes,
    references: [...itemsIn(groups)]
      .filter(({ item }) => item.state !== 'deleted')
      .flatMap(({ item }) => findReferences(item.text, language).map((one) => ({ ...one, eId: item.eId }))),
    repairs: [],
    warnings: reading.warnings,
  };
}

/** The groups of one part of the document; paragraphs that stand by themselves get a group. */
function zone(element: Element | undefined, part: Group['part'], reading: Reading): Group[] {
  return element === undefined ? [] : grouped(piecesOf(element, part, reading), part, element, reading);
}

function grouped(pieces: readonly Piece[], part: Group['part'], element: Element, reading: Reading): Group[] {
  const { items, groups, table } = assemble(pieces, part, reading);
  return [
    ...(items.length === 0 ? [] : [blank(items[0]?.lines[0] ?? element.line, part, { items })]),
    ...(table === undefined ? [] : [blank(element.line, 'table', { table })]),
    ...groups,
  ];
}

/** Cover and preface of others, or their conclusions: one group, whatever containers they use. */
function front(elements: readonly (Element | undefined)[], reading: Reading): Group[] {
  const given = elements.filter((one) => one !== undefined);
  const [first] = given;
  if (first === undefined) return [];
  const flat = (piece: Piece): Piece[] =>
    piece.kind === 'group' && piece.group.part === 'front'
      ? [
          ...piece.group.items.map((item): Piece => ({ kind: 'item', item, bare: false })),
          ...piece.group.groups.flatMap((group) => flat({ kind: 'group', group })),
        ]
      : [piece];
  const pieces = given.flatMap((one) => piecesOf(one, 'front', reading)).flatMap(flat);
  return grouped(pieces, 'front', first, reading);
}

/** Recitals that name nothing of their own go with the formula before them: ours have no id then, others no heading. */
function joined(preamble: Element | undefined, own: boolean): Element | undefined {
  if (preamble === undefined) return undefined;
  const children: Element['children'] = [];
  let formula = -1;
  for (const child of preamble.children) {
    if (typeof child === 'string') {
      if (child.trim() !== '') formula = -1;
      children.push(child);
      continue;
    }
    const nameless = own ? idOf(child) === undefined : childOf(child, 'intro', 'num', 'heading') === undefined;
    const before = children[formula];
    if (child.name === 'recitals' && nameless && before !== undefined && typeof before !== 'string')
      children[formula] = { ...before, children: [...before.children, ...child.children] };
    else children.push(child);
    formula = child.name === 'formula' ? children.length - 1 : -1;
  }
  return { ...preamble, children };
}

/** A preamble of others: where no formula is marked, the first words that end in a comma are those of the body that speaks. */
function recitals(element: Element | undefined, reading: Reading): Group[] {
  const [first, ...others] = zone(joined(element, false), 'preamble', reading);
  if (first === undefined) return [];
  const [opening, ...items] = first.items;
  return first.heading === '' && opening !== undefined && opens(opening, reading)
    ? [{ ...first, heading: opening.text, headingRuns: opening.runs, items }, ...others]
    : [first, ...others];
}
const opens = (item: Item, reading: Reading): boolean =>
  /[,،，]$/.test(item.text) &&
  item.text.length < 160 &&
  item.label === null &&
  openingVerb(item.text, reading.language) === null;

/** Annexes: the documents attached, each under its heading. */
function attached(document: Element, reading: Reading): Group[] {
  const holders = childrenOf(document, 'attachments', 'components').flatMap((one) =>
    childrenOf(one, 'attachment', 'component'),
  );
  return holders.map((holder) => {
    const inner = childrenOf(holder).find((child) => DOCUMENTS.has(child.name));
    const head = groupOf({ ...holder, children: holder.children.filter((child) => child !== inner) }, 'annex', reading);
    if (inner === undefined) return head;
    const parts = childrenOf(inner).filter((child) => !['meta', 'attachments', 'components'].includes(child.name));
    const group = {
      ...head,
      ...assemble(
        parts.flatMap((part) => piecesOf(part, 'annex', reading)),
        'annex',
        reading,
      ),
    };
    return { ...group, groups: [...group.groups, ...attached(inner, reading)] };
  });
}

function footnotesOf(reading: Reading, at: (n: number, id: string) => string | null): Footnote[] {
  return reading.notes.map(({ n, id, label, element }) => {
    const blocks = paragraphsOf(element);
    const read = (blocks.length === 0 ? [element] : blocks).map((one) => readWords(one, reading).runs);
    const runs = read.flat();
    const none = reading.ours(element, 'runs') === 'none';
    const lines = reading.ours(element, 'lines');
    return {
      id,
      label,
      text: none ? rawOf(runs) : (reading.ours(element, 'text') ?? read.map((one) => textIn(one)).join('\n')),
      runs: none ? [] : runs,
      at: at(n, id),
      lines: reading.own ? (lines ?? '').split(' ').filter(Boolean).map(Number) : [element.line],
      ...moreOf(reading.ours(element, 'more')),
    };
  });
}

/** The paragraphs of a note, those of notes within it left to them. */
const paragraphsOf = (note: Element): Element[] =>
  childrenOf(note).flatMap((one) =>
    one.name === 'p' || one.name === 'block' ? [one] : one.name === 'authorialNote' ? [] : paragraphsOf(one),
  );

const bearerOf = (groups: readonly Group[], id: string): string | null =>
  [...itemsIn(groups)].find(({ item }) => item.runs.some((run) => run.note === id))?.item.eId ?? null;

const KINDS = new Set<string>(
  'resolution decision recommendation opinion declaration statement report terms-of-reference document'.split(' '),
);
const kindOf = (name: string | undefined): TextKind | undefined =>
  name !== undefined && isKind(name) ? name : undefined;
const isKind = (name: string): name is TextKind => KINDS.has(name);

/** Kind, number and title from the marked-up preface, else from the metadata. */
function nameOf(document: Element, groups: readonly Group[]): Pick<Text, 'kind' | 'number' | 'title'> {
  const preface = childOf(document, 'preface', 'header', 'coverPage');
  const work = childOf(childOf(childOf(document, 'meta'), 'identification'), 'FRBRWork');
  const marked = (name: string): string | undefined => {
    const found = preface === undefined ? undefined : [...within(preface)].find((one) => one.name === name);
    const words = found === undefined ? '' : lineIn(found);
    return words === '' ? undefined : words;
  };
  const titled =
    preface === undefined ? [] : childrenOf(preface, 'container').filter((one) => one.attributes['name'] === 'title');
  const uri = childOf(work, 'FRBRuri')?.attributes['value'] ?? '';
  const kinds = [document.attributes['name'] ?? '', marked('docType') ?? '', ...uri.split('/')].map((one) =>
    one.toLowerCase(),
  );
  const kind =
    document.name === 'judgment'
      ? undefined
      : kinds.map((one) => kindOf(one.replace(/draft$/, ''))).find((one) => one !== undefined);
  const title =
    marked('docTitle') ??
    titled.map(lineIn).find((words) => words !== '') ??
    marked('shortTitle') ??
    marked('longTitle') ??
    childOf(work, 'FRBRname')?.attributes['value'] ??
    groups.map((group) => group.heading).find((words) => words !== '') ??
    '';
  const numbered = childOf(work, 'FRBRnumber')?.attributes;
  return {
    kind:
      kind ?? (document.name === 'statement' ? 'statement' : document.name === 'debateReport' ? 'report' : 'document'),
    number: marked('docNumber')?.replace(/\s*\(.*\)$/, '') ?? numbered?.['showAs'] ?? numbered?.['value'] ?? null,
    title,
  };
}

/** What is printed after the number, or the stage that the preface names. */
function statusOf(document: Element): string | null {
  const preface = childOf(document, 'preface');
  const elements = preface === undefined ? [] : [...within(preface)];
  const number = elements.find((one) => one.name === 'docNumber');
  const stage = elements.find((one) => one.name === 'docStage');
  const after = number === undefined ? undefined : /\(([^()]*)\)$/.exec(lineIn(number))?.[1];
  return after ?? (stage === undefined ? null : lineIn(stage) || null);
}

/** Where each line of the file went. */
function traceOf(texts: readonly Text[], headers: Outline['headers']): Trace[] {
  const trace = new Map<number, Trace>();
  const put = (lines: readonly number[], place: string, printed: string): void => {
    for (const line of lines) {
      const before = trace.get(line);
      trace.set(line, {
        line,
        place: before?.place ?? place,
        printed: before === undefined ? printed : `${before.printed}\n${printed}`,
        edits: [],
      });
    }
  };
  const headings = (groups: readonly Group[]): void => {
    for (const group of groups) {
      if (group.heading !== '') put(group.lines, group.eId, group.heading);
      headings(group.groups);
    }
  };
  for (const text of texts) {
    headings(text.groups);
    for (const { item } of itemsIn(text.groups))
      put(item.lines, item.eId, item.label === null ? item.text : `${item.label}\t${item.text}`);
    for (const note of text.footnotes) put(note.lines, `footnote:${note.id}`, note.text);
  }
  for (const header of headers) put([header.line], 'header', header.text);
  return [...trace.values()].sort((a, b) => a.line - b.line);
}
