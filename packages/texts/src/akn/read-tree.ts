import type { Group, Item, Mark, Part, Run, State } from '../model/text.ts';
import { rawOf, textAs, textIn } from '../model/words.ts';
import type { Element } from '../read/xml/tree.ts';
import { addresseesOf, openingVerb } from '../structure/words.ts';
import { markOf, readWords } from './read-inline.ts';
import { charactersIn, childOf, childrenOf, idOf, lineIn, type Reading } from './reading.ts';
import { moreOf, stringsOf } from './record.ts';
import { readLabel } from './write-tree.ts';

type Table = NonNullable<Group['table']>;
/** What an element becomes, in order: paragraphs (`bare`: nothing but words), groups, tables. */
export type Piece =
  | { kind: 'item'; item: Item; bare: boolean }
  | { kind: 'group'; group: Group }
  | { kind: 'table'; table: Table; element: Element };

/** Elements that become a paragraph, unless they carry a heading. */
const ITEMS = new Set(
  `paragraph subparagraph point indent alinea clause subclause item recital citation li tblock proviso rule subrule
  speech question answer other scene narrative summary`.split(/\s+/),
);
/** Elements that become a group. */
const GROUPS = new Set(
  `hcontainer article section subsection part subpart title subtitle chapter subchapter book tome division subdivision
  transitional container blockContainer formula recitals citations longTitle introduction background motivation decision
  arguments remedies level address adjournment administrationOfOath communication debateSection declarationOfVote
  ministerialStatements nationalInterest noticesOfMotion oralStatements papers personalStatements petitions pointOfOrder
  prayers proceduralMotions questions resolutions rollCall writtenStatements speechGroup amendmentHeading amendmentContent
  amendmentReference amendmentJustification`.split(/\s+/),
);
/** Elements that only hold what is in them. */
const HOLDERS = new Set(
  `content intro wrapUp list sublist blockList ul ol toc body mainBody judgmentBody debateBody amendmentBody portionBody
  preface preamble conclusions coverPage header div quotedStructure embeddedStructure subFlow interstitial tr`.split(
    /\s+/,
  ),
);
const WORDS = new Set(
  'p block listIntroduction listWrapUp tocItem crossHeading caption from heading subheading num docTitle docNumber'.split(
    ' ',
  ),
);
const SILENT = new Set(['meta', 'components', 'attachments', 'num', 'heading', 'subheading']);
const PARTS = new Set<string>([
  'front',
  'preamble',
  'operative',
  'article',
  'annex',
  'section',
  'table',
] satisfies Part[]);
const isPart = (name: string | undefined): name is Part => name !== undefined && PARTS.has(name);

/** What stands under an element. `part` is that of the group it lies in. */
export function piecesOf(element: Element, part: Part, reading: Reading): Piece[] {
  const pieces: Piece[] = [];
  let loose: Element | null = null;
  const flush = (): void => {
    if (loose !== null) pieces.push(...paragraph(loose, reading, part));
    loose = null;
  };
  for (const child of element.children) {
    const word = typeof child === 'string' ? child.trim() !== '' : !isBlock(child.name) && !SILENT.has(child.name);
    if (word) {
      // Words or inline elements that stand between blocks: a paragraph of their own.
      loose ??= {
        name: 'p',
        attributes: {},
        line: typeof child === 'string' ? element.line : child.line,
        children: [],
      };
      loose.children.push(child);
    } else if (typeof child !== 'string') {
      flush();
      pieces.push(...pieceOf(child, part, reading));
    }
  }
  flush();
  return pieces;
}

const isBlock = (name: string): boolean =>
  ITEMS.has(name) ||
  GROUPS.has(name) ||
  HOLDERS.has(name) ||
  WORDS.has(name) ||
  ['table', 'componentRef', 'documentRef', 'foreign'].includes(name);

function pieceOf(element: Element, part: Part, reading: Reading): Piece[] {
  const { name } = element;
  if (SILENT.has(name) || reading.ours(element, 'none') !== undefined) return [];
  if (WORDS.has(name)) return paragraph(element, reading, part);
  if (name === 'table') return table(element, reading);
  if (name === 'hcontainer' && reading.own && element.attributes['name'] === 'rows')
    return piecesOf(element, part, reading);
  if (ITEMS.has(name)) return itemOf(element, part, reading);
  if (GROUPS.has(name)) return [{ kind: 'group', group: groupOf(element, partOf(element, part, reading), reading) }];
  if (name === 'componentRef' || name === 'documentRef') {
    const leads = element.attributes['src'] ?? element.attributes['href'] ?? '';
    if (!leads.startsWith('#')) reading.warn(element, 'elsewhere', `what it stands for is in another file (${leads})`);
    const shown = element.attributes['showAs'] ?? '';
    return shown === '' || leads.startsWith('#') ? [] : [bare(newItem(element, [{ text: shown }], reading))];
  }
  if (name === 'foreign') {
    reading.warn(element, 'foreign', 'what another vocabulary says here is read for its words only');
    const words = lineIn(element);
    return words === '' ? [] : [bare(newItem(element, [{ text: words }], reading))];
  }
  return piecesOf(element, part, reading);
}

/** The part that a group plays, from what we wrote, its element or its name. */
function partOf(element: Element, inside: Part, reading: Reading): Part {
  const said = reading.ours(element, 'part');
  if (isPart(said)) return said;
  const { name } = element;
  if (name === 'article') return 'article';
  if (name === 'recitals' || name === 'citations') return 'preamble';
  if (name === 'formula') return inside === 'front' ? inside : 'preamble';
  const called = element.attributes['name'];
  if (name === 'hcontainer' && isPart(called)) return called;
  if (name === 'hcontainer' || name === 'longTitle' || name === 'container' || name === 'blockContainer')
    return inside === 'article' ? 'section' : inside;
  return 'section';
}

const bare = (item: Item): Piece => ({ kind: 'item', item, bare: true });

function newItem(element: Element, runs: Run[], reading: Reading, below: Item[] = []): Item {
  const state = stateOf(element, runs, reading);
  const none = reading.ours(element, 'runs') === 'none';
  const wId = reading.ours(element, 'wId') ?? element.attributes['wId'];
  return {
    eId: reading.ours(element, 'eId') ?? idOf(element) ?? '',
    ...(wId === undefined ? {} : { wId }),
    label: null,
    text: none ? rawOf(runs) : (reading.ours(element, 'text') ?? textAs(state, runs)),
    runs: none ? [] : runs,
    state,
    lines: linesOf(element, reading),
    items: below,
    ...moreOf(reading.ours(element, 'more')),
  };
}

function stateOf(element: Element, runs: readonly Run[], reading: Reading): State {
  if (reading.ours(element, 'state') === 'inserted') return 'inserted';
  if (element.attributes['status'] === 'removed') return 'deleted';
  if (reading.own) return 'kept';
  const worded = runs.filter((run) => run.text.trim() !== '');
  const [first] = worded;
  return first?.mark !== undefined && worded.every((run) => run.mark?.state === first.mark?.state)
    ? first.mark.state
    : 'kept';
}

const linesOf = (element: Element, reading: Reading): number[] =>
  reading.own ? (reading.ours(element, 'lines') ?? '').split(' ').filter(Boolean).map(Number) : [element.line];

function paragraph(element: Element, reading: Reading, part: Part): Piece[] {
  const { runs, flows } = readWords(element, reading);
  const flowed = flows.flatMap((flow) => pieceOf(flow, part, reading));
  if (runs.length === 0 && !reading.own) return flowed;
  const item = newItem(element, runs, reading);
  if (flowed.length === 0) return [bare(item)];
  // What is quoted within goes under the words that quote it; tables and headed structures come after them.
  const { items, others } = parted(flowed);
  return [{ kind: 'item', item: { ...item, items }, bare: true }, ...others];
}

function parted(pieces: readonly Piece[]): { items: Item[]; others: Piece[] } {
  const items: Item[] = [];
  const others: Piece[] = [];
  for (const piece of pieces)
    if (piece.kind === 'item' && others.length === 0) items.push(piece.item);
    else others.push(piece);
  return { items, others };
}

function itemOf(element: Element, part: Part, reading: Reading): Piece[] {
  const heading = childOf(element, 'heading');
  if (heading !== undefined && !reading.own)
    return [{ kind: 'group', group: groupOf(element, part === 'front' ? 'section' : part, reading) }];
  const pieces = piecesOf(element, part, reading);
  const [first] = pieces;
  const own = first?.kind === 'item' && first.bare ? first.item : undefined;
  const { items, others } = parted(own === undefined ? pieces : pieces.slice(1));
  const item = newItem(element, [], reading, [...(own?.items ?? []), ...items]);
  const spoken = own?.runs ?? [];
  const none = reading.ours(element, 'runs') === 'none';
  const state = stateOf(element, spoken, reading);
  const full: Item = {
    ...item,
    ...numOf(element, reading),
    state,
    runs: none ? [] : spoken,
    text: none ? rawOf(spoken) : (reading.ours(element, 'text') ?? textAs(state, spoken)),
    lines: reading.own ? item.lines : (own?.lines ?? item.lines),
  };
  if (full.items.length === 0 && full.text === '' && full.label === null && full.runs.length === 0 && !reading.own)
    return others;
  return [{ kind: 'item', item: full, bare: false }, ...others];
}

/** Label and former label from `num`, where a changed one shows the old struck. */
function numOf(element: Element, reading: Reading): Pick<Item, 'label' | 'oldLabel'> {
  const num = childOf(element, 'num');
  if (num === undefined) return { label: element.name === 'li' ? '–' : null };
  const struck = childOf(num, 'del');
  const kept = num.children.filter((child) => typeof child === 'string' || child.name !== 'del');
  const label = reading.ours(num, 'label') ?? readLabel(charactersIn({ ...num, children: kept }));
  const none = reading.own ? reading.ours(num, 'bare') !== undefined : label === '';
  return {
    label: none ? null : label,
    ...(struck === undefined ? {} : { oldLabel: reading.ours(num, 'oldLabel') ?? readLabel(charactersIn(struck)) }),
  };
}

/** A group: its number, heading and what is under it. */
export function groupOf(element: Element, part: Part, reading: Reading): Group {
  const head = headOf(element, part, reading);
  const pieces = piecesOf(head.rest, part, reading);
  const found = head.heading === '' ? null : openingVerb(head.heading, reading.language);
  const label = reading.ours(element, 'num') === 'none' ? null : numOf(element, reading).label;
  const numbered = reading.ours(element, 'num') === 'none' || childOf(element, 'num') !== undefined;
  const wId = reading.ours(element, 'wId') ?? element.attributes['wId'];
  const operative = part === 'operative' && found !== null;
  const group: Group = {
    eId: reading.ours(element, 'eId') ?? idOf(element) ?? '',
    ...(wId === undefined ? {} : { wId }),
    part,
    heading: head.heading,
    ...(head.runs === undefined ? {} : { headingRuns: head.runs }),
    ...(numbered ? { label } : {}),
    verb: reading.own ? (reading.ours(element, 'verb') ?? null) : (found?.verb ?? null),
    addressees: reading.own
      ? stringsOf(reading.ours(element, 'addressees'))
      : operative
        ? addresseesOf(head.heading, found, reading.language)
        : [],
    state: stateOf(element, head.runs ?? [], reading),
    lines: linesOf(element, reading),
    items: [],
    groups: [],
    ...moreOf(reading.ours(element, 'more')),
  };
  return { ...group, ...assemble(pieces, part, reading) };
}

/** The heading of a group, and the group without it: a formula's words, the introduction of recitals, or `heading`. */
function headOf(element: Element, part: Part, reading: Reading): { heading: string; runs?: Run[]; rest: Element } {
  const { name } = element;
  const intro = name === 'recitals' || name === 'citations' ? childOf(element, 'intro') : undefined;
  const opening =
    name === 'formula' && part === 'preamble'
      ? childOf(element, 'p', 'block')
      : intro === undefined
        ? undefined
        : childOf(intro, 'p', 'block');
  const source = opening ?? childOf(element, 'heading');
  const taken = opening === undefined ? undefined : (intro ?? opening);
  const rest = { ...element, children: element.children.filter((child) => child !== taken) };
  if (source === undefined) return { heading: '', rest };
  const { runs } = readWords(source, reading);
  const sub = reading.own ? undefined : childOf(element, 'subheading');
  if (sub !== undefined) runs.push({ text: ' – ' }, ...readWords(sub, reading).runs);
  const none = reading.ours(source, 'runs') === 'none';
  const words = none ? rawOf(runs) : textIn(runs);
  return { heading: reading.ours(source, 'text') ?? words, ...(none ? {} : { runs }), rest };
}

/** Pieces under a group. The model keeps paragraphs before groups: those that come after one get a group without a heading. */
export function assemble(
  pieces: readonly Piece[],
  part: Part,
  reading: Reading,
): Pick<Group, 'items' | 'groups' | 'table'> {
  const items: Item[] = [];
  const groups: Group[] = [];
  let own: Table | undefined;
  for (const piece of pieces) {
    if (piece.kind === 'group') groups.push(piece.group);
    else if (piece.kind === 'table') {
      if (own === undefined && (reading.own || (part === 'table' && pieces.length === 1))) own = piece.table;
      else groups.push(blank(piece.element.line, 'table', { table: piece.table }));
    } else if (groups.length === 0) items.push(piece.item);
    else {
      let last = groups.at(-1);
      if (
        last === undefined ||
        last.heading !== '' ||
        last.table !== undefined ||
        last.eId !== '' ||
        last.label !== undefined
      )
        groups.push((last = blank(piece.item.lines[0] ?? 0, part)));
      last.items.push(piece.item);
    }
  }
  return { items, groups, ...(own === undefined ? {} : { table: own }) };
}

/** A group without a heading. */
export const blank = (line: number, part: Part, more: Partial<Group> = {}): Group => ({
  eId: '',
  part,
  heading: '',
  verb: null,
  addressees: [],
  state: 'kept',
  lines: [line],
  items: [],
  groups: [],
  ...more,
});

function table(element: Element, reading: Reading): Piece[] {
  const caption = childOf(element, 'caption');
  const rows = childrenOf(element, 'tr')
    .filter((tr) => reading.ours(tr, 'none') === undefined)
    .map((tr) => {
      const cells = childrenOf(tr, 'td', 'th').filter((cell) => reading.ours(cell, 'none') === undefined);
      const header =
        cells.length === 0 ? reading.ours(tr, 'header') !== undefined : cells.every((cell) => cell.name === 'th');
      return {
        ...(header ? { header: true as const } : {}),
        ...partMark(tr, reading),
        cells: cells.map((cell) => cellOf(cell, reading)),
        ...moreOf(reading.ours(tr, 'more')),
      };
    });
  return [
    ...(caption === undefined ? [] : paragraph(caption, reading, 'section')),
    { kind: 'table', table: rows, element },
  ];
}

function partMark(element: Element, reading: Reading): { mark?: Mark } {
  const state = reading.ours(element, 'state');
  return state === 'inserted' || state === 'deleted' ? { mark: markOf(element, reading, state, 'mark') } : {};
}

function cellOf(cell: Element, reading: Reading): Table[number]['cells'][number] {
  const count = (name: string): number | undefined => {
    const value = Number(cell.attributes[name] ?? NaN);
    return Number.isInteger(value) && (reading.own || value > 1) ? value : undefined;
  };
  const [colspan, rowspan] = [count('colspan'), count('rowspan')];
  return {
    items: piecesOf(cell, 'table', reading).flatMap(itemsOf),
    ...(colspan === undefined ? {} : { colspan }),
    ...(rowspan === undefined ? {} : { rowspan }),
    ...partMark(cell, reading),
    ...moreOf(reading.ours(cell, 'more')),
  };
}

/** The paragraphs of a piece, wherever they stand: a cell holds nothing else. */
function itemsOf(piece: Piece): Item[] {
  if (piece.kind === 'item') return [piece.item];
  if (piece.kind === 'table') return piece.table.flatMap((row) => row.cells.flatMap((cell) => cell.items));
  return groupItems(piece.group);
}
const groupItems = (group: Group): Item[] => [
  ...(group.heading === '' ? [] : [{ ...plainItem(group), items: [] }]),
  ...group.items,
  ...(group.table ?? []).flatMap((row) => row.cells.flatMap((cell) => cell.items)),
  ...group.groups.flatMap(groupItems),
];
const plainItem = (group: Group): Item => ({
  eId: group.eId,
  label: group.label ?? null,
  text: group.heading,
  runs: group.headingRuns ?? [{ text: group.heading }],
  state: group.state,
  lines: group.lines,
  items: [],
});
