import { unzipSync } from 'fflate';
import { XmlDocument } from 'libxml2-wasm';
import { type Element, parseXml } from '../../src/read/xml/tree.ts';
import { CONTENT, ORDER } from './valid-order.ts';

/** An element as it stands; names without their prefix. */
export interface El {
  name: string;
  attributes: Record<string, string>;
  children: El[];
  text: string;
  parent: El | null;
}

/** Every part of a Word file by name; XML parts as trees. Throws where one is not well-formed. */
export function partsOf(bytes: Uint8Array): { names: string[]; trees: Map<string, El> } {
  const files = unzipSync(bytes);
  const trees = new Map<string, El>();
  for (const [name, part] of Object.entries(files))
    if (/\.(?:xml|rels)$/.test(name)) trees.set(name, treeOf(part, name));
  return { names: Object.keys(files), trees };
}

/** Whether it is well formed, namespaces included, libxml2 says. */
function treeOf(part: Uint8Array, name: string): El {
  wellFormed(part, name);
  const of = (element: Element, parent: El | null): El => {
    const attributes = Object.fromEntries(
      Object.entries(element.attributes).map(([key, value]) => [key.slice(key.indexOf(':') + 1), value]),
    );
    const made: El = { name: element.name, attributes, children: [], text: '', parent };
    for (const child of element.children)
      if (typeof child === 'string') made.text += child;
      else made.children.push(of(child, made));
    return made;
  };
  return of(parseXml(part), null);
}

/** Throws, with the name, where a part is no well-formed XML in the eyes of libxml2. */
export function wellFormed(part: Uint8Array, name: string): void {
  try {
    XmlDocument.fromBuffer(part).dispose();
  } catch (cause) {
    throw new Error(`${name}: ${String(cause)}`, { cause });
  }
}

/** An element and all within, in document order. */
export function* all(el: El): Generator<El> {
  yield el;
  for (const child of el.children) yield* all(child);
}

const within = (el: El, names: readonly string[]): boolean =>
  el.parent !== null && (names.includes(el.parent.name) || within(el.parent, names));

const DATE = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)?$/;
const CHANGES = new Set(
  'ins del moveFrom moveTo rPrChange pPrChange tblPrChange tcPrChange cellIns cellDel cellMerge moveFromRangeStart moveToRangeStart'.split(
    ' ',
  ),
);
/** Elements with lengths, which are whole numbers of a small unit. */
const LENGTHS = new Set('ind tab spacing tcW tblW gridCol tblInd pgSz pgMar sz szCs extent ext'.split(' '));
const FALLBACK = (from: string): string => from.slice(0, from.lastIndexOf('/') + 1);

/**
 * What is wrong with a Word file, one line each: the order and place of elements, ids that are twice there or lead nowhere,
 * ranges without their other end, moves without their other side, words struck with the wrong element. An own reading of the
 * rules of WordprocessingML, for want of a schema at hand; what it passes over it does not know.
 */
export function faults(bytes: Uint8Array): string[] {
  const { names, trees } = partsOf(bytes);
  const out: string[] = [];
  const types = [...all(trees.get('[Content_Types].xml') ?? empty)];
  for (const name of names) {
    const ending = name.slice(name.lastIndexOf('.') + 1);
    const named = types.some((one) => one.attributes['PartName'] === `/${name}`);
    if (name !== '[Content_Types].xml' && !named && !types.some((one) => one.attributes['Extension'] === ending))
      out.push(`${name} has no content type`);
  }
  for (const one of types)
    if (one.name === 'Override' && !names.includes((one.attributes['PartName'] ?? '').slice(1)))
      out.push(`content type of a part that is not there: ${one.attributes['PartName'] ?? ''}`);
  const ids = new Set<string>();
  const drawn = new Set<string>();
  const context: Context = { trees, names, ids, drawn, index: new Map() };
  for (const [name, tree] of trees) {
    for (const el of all(tree)) out.push(...structureOf(el).map((fault) => `${name}: ${fault}`));
    if (name.startsWith('word/')) out.push(...referencesOf(name, tree, context).map((fault) => `${name}: ${fault}`));
  }
  return out;
}

const empty: El = { name: '', attributes: {}, children: [], text: '', parent: null };

function structureOf(el: El): string[] {
  const out: string[] = [];
  const order = ORDER[el.name];
  let last = -1;
  for (const child of order === undefined ? [] : el.children) {
    const at = order?.indexOf(child.name) ?? -1;
    if (at < 0) out.push(`${child.name} may not stand in ${el.name}`);
    else if (at < last) out.push(`${child.name} stands too late in ${el.name}`);
    else if (at === last && !REPEATED.has(child.name)) out.push(`${child.name} stands twice in ${el.name}`);
    last = Math.max(last, at);
  }
  // The mark of a paragraph's end has the names of changes in its properties, where they hold nothing.
  const holds = el.parent?.name !== 'rPr' && el.parent?.name !== 'trPr' && el.parent?.name !== 'numPr';
  for (const child of holds && CONTENT[el.name] ? el.children : [])
    if (CONTENT[el.name]?.includes(child.name) === false) out.push(`${child.name} may not stand in ${el.name}`);
  if (/^(?:tc|comment|footnote|endnote|hdr|ftr|txbxContent)$/.test(el.name) && !/Pr$/.test(el.parent?.name ?? '')) {
    if (el.children.findLast((one) => !/Range(?:Start|End)$|^bookmark/.test(one.name))?.name !== 'p')
      out.push(`${el.name} does not end with a paragraph`);
  }
  if (el.name === 'p' || el.name === 'r') {
    const head = el.name === 'p' ? 'pPr' : 'rPr';
    if (el.children.findIndex((one) => one.name === head) > 0) out.push(`${head} is not first`);
  }
  if (el.name === 'tbl') out.push(...gridOf(el));
  if (el.name === 't' && el.parent?.name === 'r' && within(el, ['del'])) out.push('words struck as w:t');
  if (el.name === 'delText' && !within(el, ['del'])) out.push('w:delText outside a deletion');
  if (CHANGES.has(el.name) && el.attributes['author'] === undefined) out.push(`${el.name} without an author`);
  if (LENGTHS.has(el.name))
    for (const [name, length] of Object.entries(el.attributes))
      if (/^-?\d*\.\d+$/.test(length)) out.push(`${el.name} with ${name}="${length}", which is not whole`);
  const date = el.attributes['date'];
  if (date !== undefined && !DATE.test(date)) out.push(`${el.name} with the date ${date}`);
  return out;
}
const REPEATED = new Set(
  'tr tc lvl lvlOverride abstractNum num style tblStylePr headerReference footerReference bookmarkStart bookmarkEnd'.split(
    ' ',
  ),
);

function gridOf(table: El): string[] {
  const columns = table.children.find((one) => one.name === 'tblGrid')?.children.length ?? 0;
  const rows = table.children.filter((one) => one.name === 'tr');
  const wrong = rows.filter((row) => {
    const cells = row.children.filter((one) => one.name === 'tc');
    const spans = cells.map((cell) => {
      const span = cell.children[0]?.children.find((one) => one.name === 'gridSpan')?.attributes['val'];
      return Number(span ?? 1);
    });
    return cells.length === 0 || spans.reduce((sum, span) => sum + span, 0) > columns;
  });
  return [
    ...(columns === 0 ? ['a table without columns'] : []),
    ...(rows.length === 0 ? ['a table without rows'] : []),
    ...(wrong.length > 0 ? ['a row that does not fit its table'] : []),
  ];
}

interface Context {
  trees: Map<string, El>;
  names: string[];
  ids: Set<string>;
  drawn: Set<string>;
  /** Ids of the elements of a kind in a part, looked up once. */
  index: Map<string, Set<string>>;
}

function referencesOf(name: string, tree: El, { trees, names, ids, drawn, index }: Context): string[] {
  const out: string[] = [];
  if (name.endsWith('.rels')) {
    for (const { attributes } of tree.children)
      if (attributes['TargetMode'] !== 'External' && !names.includes(`word/${attributes['Target'] ?? ''}`))
        out.push(`leads to ${attributes['Target'] ?? ''}, which is not there`);
    return out;
  }
  const links = trees.get(`${FALLBACK(name)}_rels/${name.slice(name.lastIndexOf('/') + 1)}.rels`)?.children ?? [];
  const found = (part: string, element: string, key: string, id: string | undefined): boolean => {
    const sought = `${part} ${element} ${key}`;
    let known = index.get(sought);
    if (known === undefined) {
      known = new Set(
        (trees.get(`word/${part}.xml`)?.children ?? [])
          .filter((one) => one.name === element)
          .map((one) => one.attributes[key] ?? ''),
      );
      index.set(sought, known);
    }
    return id !== undefined && known.has(id);
  };
  const ranges = new Map<string, number>();
  const comments = new Map<string, string[]>();
  const moves = new Map<string, string[]>();
  const seen = new Set<string>();
  let fields = 0;
  const once = (id: string | undefined, what: string, set = ids): void => {
    if (id === undefined || !/^-?\d+$/.test(id)) out.push(`${what} has the id ${id ?? '(none)'}`);
    else if (set.has(id)) out.push(`${what}: the id ${id} stands twice`);
    else set.add(id);
  };
  for (const el of all(tree)) {
    const { id, val } = el.attributes;
    if (CHANGES.has(el.name) || el.name === 'bookmarkStart') once(id, el.name);
    if (el.name === 'docPr') once(id, 'docPr', drawn);
    const start = /^(.*?)(?:Range)?Start$/.exec(el.name)?.[1];
    const end = /^(.*?)(?:Range)?End$/.exec(el.name)?.[1];
    if (start && start !== 'comment') ranges.set(`${start} ${id ?? ''}`, 1);
    if (end && end !== 'comment' && !ranges.delete(`${end} ${id ?? ''}`)) out.push(`${el.name} without its start`);
    if (/^comment(?:Range(?:Start|End)|Reference)$/.test(el.name))
      comments.set(id ?? '', [...(comments.get(id ?? '') ?? []), el.name]);
    if (/^move(?:From|To)RangeStart$/.test(el.name)) {
      const move = el.attributes['name'] ?? '';
      moves.set(move, [...(moves.get(move) ?? []), el.name]);
    }
    if (
      (el.name === 'moveFrom' || el.name === 'moveTo') &&
      ![...ranges.keys()].some((one) => one.startsWith(`${el.name} `))
    )
      if (el.parent?.name !== 'rPr') out.push(`${el.name} outside a range`);
    if (el.name === 'footnoteReference' || el.name === 'endnoteReference') {
      const kind = el.name.replace('Reference', '');
      if (!found(`${kind}s`, kind, 'id', id)) out.push(`the ${kind} ${id ?? ''} is not there`);
      if (seen.has(`${kind} ${id ?? ''}`)) out.push(`the ${kind} ${id ?? ''} is referred to twice`);
      seen.add(`${kind} ${id ?? ''}`);
    }
    if (/^[prt](?:bl)?Style$/.test(el.name) && !found('styles', 'style', 'styleId', val))
      out.push(`no style ${val ?? ''}`);
    if (el.name === 'numPr') {
      const num = el.children.find((one) => one.name === 'numId')?.attributes['val'];
      if (num !== '0' && !found('numbering', 'num', 'numId', num)) out.push(`no list ${num ?? ''}`);
    }
    const link =
      el.attributes['embed'] ?? (/^(?:hyperlink|headerReference|footerReference)$/.test(el.name) ? id : undefined);
    if (link !== undefined && !links.some((one) => one.attributes['Id'] === link)) out.push(`no relationship ${link}`);
    if (el.name === 'fldChar') fields += { begin: 1, end: -1 }[el.attributes['fldCharType'] ?? ''] ?? 0;
  }
  if (fields !== 0) out.push('a field without its end');
  for (const range of ranges.keys()) out.push(`${range} has no end`);
  for (const [id, places] of comments) {
    if (places.join(' ') !== 'commentRangeStart commentRangeEnd commentReference')
      out.push(`the comment ${id} is anchored by ${places.join(', ')}`);
    if (!found('comments', 'comment', 'id', id)) out.push(`the comment ${id} is not there`);
  }
  for (const [move, sides] of moves)
    if (sides.toSorted().join(' ') !== 'moveFromRangeStart moveToRangeStart')
      out.push(`the move ${move} has the sides ${sides.join(', ')}`);
  return out;
}
