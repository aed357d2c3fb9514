import type { Cell, Group, Item, Row, Run } from '../model/text.ts';
import type { Place } from './model.ts';

/** A part of a text that is aligned as one: a group (by its heading), a paragraph, a row of a table. */
export interface Node {
  kind: 'group' | 'item' | 'row';
  parent: Node | null;
  /** Its own words, without those of the parts within. */
  own: string;
  label: string | null;
  wId: string | undefined;
  group?: Group;
  item?: Item;
  row?: Row;
  items: Node[];
  rows: Node[];
  groups: Node[];
}

/** Runs of a paragraph or a note; one that has words only gets them as a run. */
export const runsOf = ({ runs, text }: Pick<Item, 'runs' | 'text'>): Run[] =>
  runs.length > 0 || text === '' ? runs : [{ text }];
export const headingRunsOf = (group: Group): Run[] =>
  group.headingRuns ?? (group.heading === '' ? [] : [{ text: group.heading }]);

const wordsOf = (runs: readonly Run[]): string =>
  runs.map((run) => (run.note === undefined ? (run.image ? '\u0001' : run.text) : '')).join('');
export const cellWords = (items: readonly Item[]): string =>
  items.map((item) => `${item.label ?? ''}\t${wordsOf(runsOf(item))}\n${cellWords(item.items)}`).join('');

const holdingNothing = (): Pick<Node, 'items' | 'rows' | 'groups'> => ({ items: [], rows: [], groups: [] });

function itemNode(item: Item, parent: Node): Node {
  const { label, wId } = item;
  const node: Node = { kind: 'item', parent, own: wordsOf(runsOf(item)).trim(), label, wId, item, ...holdingNothing() };
  node.items = item.items.map((one) => itemNode(one, node));
  return node;
}

function groupNode(group: Group, parent: Node | null): Node {
  const node: Node = {
    kind: 'group',
    parent,
    own: group.part === 'table' ? '' : wordsOf(headingRunsOf(group)).trim(),
    label: group.label ?? null,
    wId: group.wId,
    group,
    ...holdingNothing(),
  };
  node.items = group.items.map((item) => itemNode(item, node));
  node.rows = (group.table ?? []).map((row) => ({
    kind: 'row',
    parent: node,
    own: row.cells.map((cell) => cellWords(cell.items)).join('\u0002'),
    label: null,
    wId: undefined,
    row,
    ...holdingNothing(),
  }));
  node.groups = group.groups.map((one) => groupNode(one, node));
  return node;
}

/** A group that holds nothing. */
export const EMPTY_GROUP: Group = {
  eId: '',
  part: 'section',
  heading: '',
  verb: null,
  addressees: [],
  state: 'kept',
  lines: [],
  items: [],
  groups: [],
};

/** A text as a tree of nodes under one root that has no words. */
export const rootOf = (groups: readonly Group[]): Node => groupNode({ ...EMPTY_GROUP, groups: [...groups] }, null);

/** The same for a list of paragraphs: those of a cell. */
export const rootOfItems = (items: readonly Item[]): Node => {
  const root = rootOf([]);
  root.items = items.map((item) => itemNode(item, root));
  return root;
};

/** Every node below one, in reading order. */
export function nodesIn(node: Node): Node[] {
  const out: Node[] = [];
  const below = (one: Node): void => {
    for (const list of [one.items, one.rows, one.groups])
      for (const within of list) {
        out.push(within);
        below(within);
      }
  };
  below(node);
  return out;
}

/** Where a cell of a row stands. */
export const placeOfCell = (cell: Cell, row: Node): Place => ({
  what: 'cell',
  eId: row.parent?.group?.eId ?? '',
  label: null,
  words: cell.items.map((one) => one.text).join(' '),
});

/** The words of a row, cell by cell. */
export const rowWords = (row: Row): string =>
  row.cells.map((cell) => cell.items.map((one) => one.text).join(' ')).join(' | ');

/** Where a node stands, for those who read what changed. */
export function placeOf(node: Node): Place {
  const { item, group, row } = node;
  const eId = item?.eId ?? group?.eId ?? node.parent?.group?.eId ?? '';
  return {
    what: row ? 'row' : group?.table ? 'table' : group ? 'heading' : 'paragraph',
    eId,
    ...(node.wId !== undefined && { wId: node.wId }),
    label: node.label,
    words: wordsAt(node).replaceAll('\u0001', ''),
  };
}

function wordsAt(node: Node): string {
  const { row, own } = node;
  if (row) return rowWords(row);
  const below = [...node.items, ...node.rows, ...node.groups];
  return own !== '' || node.item ? own : (below.map(wordsAt).find((words) => words !== '') ?? '');
}
