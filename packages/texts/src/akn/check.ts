import type { Warning } from '../model/text.ts';
import { parseXml, type Element } from '../read/xml/tree.ts';
import { AKN } from './names.ts';
import { childOf, childrenOf } from './reading.ts';
import { ATTRIBUTES, ELEMENTS } from './vocabulary.ts';

/** Elements in which other vocabularies stand: what is in them is not ours to judge. */
const OPEN = new Set(['proprietary', 'presentation', 'preservation', 'foreign', 'otherAnalysis']);
const DOCUMENTS = new Set(
  `act amendment amendmentList bill debate debateReport doc documentCollection judgment officialGazette portion
  statement`.split(/\s+/),
);
/** Attributes that lead to an element of the same file by its id. */
const LINKS = ['href', 'source', 'refersTo', 'as', 'src', 'period', 'start', 'end', 'placementBase', 'by', 'for'];
/** Attributes that the schema asks for. */
const REQUIRED: Readonly<Record<string, string>> = {
  ref: 'href',
  a: 'href',
  noteRef: 'href',
  hcontainer: 'name',
  container: 'name',
  formula: 'name',
  block: 'name',
  inline: 'name',
  FRBRlanguage: 'language',
  FRBRdate: 'date',
  docDate: 'date',
  date: 'date',
};
const BODY: Readonly<Record<string, string>> = {
  act: 'body',
  bill: 'body',
  statement: 'mainBody',
  doc: 'mainBody',
  debateReport: 'mainBody',
  debate: 'debateBody',
  judgment: 'judgmentBody',
  amendment: 'amendmentBody',
  portion: 'portionBody',
};

/**
 * What is odd in an Akoma Ntoso file, without its schema at hand: ids that stand twice, references that lead nowhere,
 * unknown elements and attributes, what is missing or out of place. Each warning names line and element. A file that passes
 * may still break the schema; one with a warning of code `duplicate-id`, `unknown-element`, `unknown-attribute`,
 * `missing-element`, `missing-attribute` or `misplaced` does. Throws ReadError where the file is no XML.
 */
export const checkAkn = (source: Uint8Array | string): Warning[] =>
  checkTree(parseXml(typeof source === 'string' ? new TextEncoder().encode(source) : source));

/** The same from a tree that was parsed already. */
export function checkTree(root: Element): Warning[] {
  const warnings: Warning[] = [];
  const warn = (element: Element, code: string, what: string): void => {
    warnings.push({ line: element.line, code, message: `line ${element.line}, <${element.name}>: ${what}` });
  };
  const older = version(root, warn);
  const elements = [root, ...known(root)];
  for (const element of elements) {
    if (!ELEMENTS.has(element.name)) warn(element, 'unknown-element', 'no element of Akoma Ntoso; its words are kept');
    attributes(element, older, warn);
    if (DOCUMENTS.has(element.name)) document(element, warn);
    else placed(element, warn);
  }
  ids(root, warn);
  links(root, elements, warn);
  return warnings.sort((a, b) => a.line - b.line);
}

type Warn = (element: Element, code: string, what: string) => void;

function* known(element: Element): Generator<Element> {
  for (const child of childrenOf(element)) {
    yield child;
    if (!OPEN.has(child.name)) yield* known(child);
  }
}

/** Whether the file is of an older version, whose ids and attributes had other names. */
function version(root: Element, warn: Warn): boolean {
  const spaces = Object.entries(root.attributes)
    .filter(([name]) => name === 'xmlns' || name.startsWith('xmlns:'))
    .map(([, value]) => value);
  if (spaces.includes(AKN)) return false;
  const older = spaces.find((space) => /akomantoso\.org\/|\/legaldocml\/ns\/akn\//.test(space));
  if (older === undefined) warn(root, 'no-namespace', `the namespace of Akoma Ntoso (${AKN}) is not declared`);
  else warn(root, 'older-version', `the namespace is ${older}; the file is read as version 3.0`);
  return true;
}

function attributes(element: Element, older: boolean, warn: Warn): void {
  for (const name of Object.keys(element.attributes)) {
    if (name === 'xml:lang' && (DOCUMENTS.has(element.name) || element.name === 'akomaNtoso'))
      warn(element, 'unknown-attribute', 'xml:lang does not stand on a document; FRBRlanguage tells its language');
    if (name === 'xmlns' || name.includes(':') || ATTRIBUTES.has(name)) continue;
    if (older && (name === 'id' || name === 'evolvingId' || name === 'currentId')) continue;
    warn(element, 'unknown-attribute', `no attribute of Akoma Ntoso is called "${name}"`);
  }
  const required = REQUIRED[element.name];
  if (required !== undefined && element.attributes[required] === undefined)
    warn(element, 'missing-attribute', `it has no ${required}`);
}

function document(element: Element, warn: Warn): void {
  const meta = childOf(element, 'meta');
  if (meta === undefined) warn(element, 'missing-element', 'it has no meta');
  else if (childOf(meta, 'identification') === undefined) warn(meta, 'missing-element', 'it has no identification');
  const body = BODY[element.name];
  if (body !== undefined && childOf(element, body) === undefined)
    warn(element, 'missing-element', `it has no ${body}${instead(element)}`);
}
const instead = (element: Element): string => {
  const other = childrenOf(element).find((child) => /body$/i.test(child.name));
  return other === undefined ? '' : `, but ${other.name}`;
};

const HEADS = new Set(['num', 'heading', 'subheading']);
/** What may stand in a few elements whose form is strict. */
const INSIDE: Readonly<Record<string, ReadonlySet<string>>> = {
  blockList: new Set(['listIntroduction', 'item', 'listWrapUp']),
  table: new Set(['caption', 'tr']),
  tr: new Set(['td', 'th']),
  recitals: new Set([...HEADS, 'intro', 'recital', 'componentRef', 'wrapUp']),
  citations: new Set([...HEADS, 'intro', 'citation', 'componentRef', 'wrapUp']),
};

function placed(element: Element, warn: Warn): void {
  const content = childOf(element, 'content');
  for (const child of childrenOf(element)) {
    const allowed = INSIDE[element.name];
    if (allowed !== undefined && !allowed.has(child.name))
      warn(child, 'misplaced', `it does not stand in <${element.name}>`);
    else if (content !== undefined && child !== content && !HEADS.has(child.name))
      warn(child, 'misplaced', `it does not stand beside the content of <${element.name}>`);
  }
}

function ids(root: Element, warn: Warn): void {
  const first = new Map<string, number>();
  for (const element of known(root))
    for (const name of ['eId', 'GUID', 'id']) {
      const id = element.attributes[name];
      if (id === undefined) continue;
      if (/\s/.test(id) || id === '') warn(element, 'bad-id', `the ${name} "${id}" is empty or holds a space`);
      const before = first.get(`${name} ${id}`);
      if (before === undefined) first.set(`${name} ${id}`, element.line);
      else warn(element, 'duplicate-id', `the ${name} "${id}" stands also at line ${before}`);
    }
}

function links(root: Element, elements: readonly Element[], warn: Warn): void {
  const there = new Set<string>();
  for (const element of known(root))
    for (const name of ['eId', 'wId', 'GUID', 'id', 'xml:id']) {
      const id = element.attributes[name];
      if (id !== undefined) there.add(id);
    }
  const lost = new Map<string, { element: Element; name: string; lines: number[] }>();
  for (const element of elements)
    for (const name of LINKS)
      for (const target of (element.attributes[name] ?? '').split(/\s+/)) {
        if (!/^#./.test(target) || there.has(target.slice(1))) continue;
        const seen = lost.get(target);
        if (seen) seen.lines.push(element.line);
        else lost.set(target, { element, name, lines: [element.line] });
      }
  // A file whose people are kept elsewhere has hundreds: the first are told one by one, the others together.
  const told = [...lost].slice(0, MANY);
  for (const [target, { element, name, lines }] of told)
    warn(element, 'missing-target', `${name}="${target}" leads to no element of the file${also(lines.slice(1))}`);
  const [next, ...more] = [...lost.values()].slice(MANY);
  if (next)
    warn(
      next.element,
      'missing-target',
      `${1 + more.length} more such references lead nowhere${also(more.flatMap((one) => one.lines))}`,
    );
}

const MANY = 10;
const also = (lines: readonly number[]): string =>
  lines.length === 0
    ? ''
    : ` (also line ${[...new Set(lines)].slice(0, 20).join(', ')}${new Set(lines).size > 20 ? ', …' : ''})`;
