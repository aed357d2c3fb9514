import { createHash } from 'node:crypto';
import type { Authored, Group, Item, PassedRow, Row, Run, Text } from '@suivi/texts';

/** A paragraph or heading as it lies in the database. */
export interface NodeRow {
  eid: string;
  /** Identity over versions, where it has one already. */
  wid: string | null;
  parent_eid: string | null;
  ord: number;
  depth: number;
  kind: 'group' | 'item' | 'table';
  part: Group['part'];
  label: string | null;
  old_label: string | null;
  verb: string | null;
  addressees: string[];
  state: Item['state'];
  runs: Run[];
  plain: string;
  hash: string;
  /** Of a table: its rows and cells, where they are known. */
  grid: Grid | null;
}

/**
 * Rows of a table; a cell names the paragraphs that stand in it, by address. Points within them follow them. `inserted` is who
 * brought a row that another struck: it stands in neither reading.
 */
export type Grid = (Omit<Row, 'cells'> & {
  inserted?: Authored;
  cells: (Omit<Row['cells'][number], 'items'> & { items: string[] })[];
})[];

/** The rows of a table, those that one brought and another struck at their places among the others. */
function rowsIn({ table = [], passedRows = [] }: Group): (Row & { inserted?: Authored })[] {
  const rows: (Row & { inserted?: Authored })[] = [...table];
  for (const { at, row, inserted } of passedRows.toReversed()) rows.splice(at, 0, { ...row, inserted });
  return rows;
}

const gridOf = (group: Group): Grid =>
  rowsIn(group).map((row) => ({
    ...row,
    cells: row.cells.map((cell) => ({ ...cell, items: cell.items.map((item) => item.eId) })),
  }));

export const hashOf = (plain: string): string =>
  createHash('sha256').update(plain.normalize('NFC').replace(/\s+/g, ' ').trim()).digest('hex').slice(0, 32);

/** The rows of a text's tree, in reading order. */
export function rowsOf(text: Pick<Text, 'groups' | 'language'>): NodeRow[] {
  const rows: NodeRow[] = [];
  const add = (row: Omit<NodeRow, 'ord' | 'hash'>): void => {
    rows.push({ ...row, ord: rows.length, hash: hashOf(row.plain) });
  };
  const items = (list: readonly Item[], parent: string, depth: number, part: Group['part']): void => {
    for (const item of list) {
      add({
        eid: item.eId,
        wid: item.wId ?? null,
        parent_eid: parent,
        depth,
        kind: 'item',
        part,
        label: item.label,
        old_label: item.oldLabel ?? null,
        verb: null,
        addressees: [],
        state: item.state,
        runs: item.runs,
        plain: item.text,
        grid: null,
      });
      items(item.items, item.eId, depth + 1, part);
    }
  };
  const groups = (list: readonly Group[], parent: string | null, depth: number): void => {
    for (const group of list) {
      const runs = group.headingRuns ?? (group.heading ? [{ text: group.heading }] : []);
      add({
        eid: group.eId,
        wid: group.wId ?? null,
        parent_eid: parent,
        depth,
        kind: group.part === 'table' ? 'table' : 'group',
        part: group.part,
        label: group.label ?? null,
        old_label: null,
        verb: group.verb,
        addressees: group.addressees,
        state: group.state,
        runs,
        plain: group.heading,
        grid: group.table ? gridOf(group) : null,
      });
      items(group.items, group.eId, depth + 1, group.part);
      for (const row of rowsIn(group)) for (const cell of row.cells) items(cell.items, group.eId, depth + 1, 'table');
      groups(group.groups, group.eId, depth + 1);
    }
  };
  groups(text.groups, null, 0);
  return rows;
}

/** The tree of a text from its rows (in reading order). A table whose cells are not known is the list of its paragraphs. */
export function treeOf(
  rows: readonly Pick<
    NodeRow,
    | 'eid'
    | 'wid'
    | 'parent_eid'
    | 'kind'
    | 'part'
    | 'label'
    | 'old_label'
    | 'verb'
    | 'addressees'
    | 'state'
    | 'runs'
    | 'plain'
    | 'grid'
  >[],
): Group[] {
  const top: Group[] = [];
  const groups = new Map<string, Group>();
  const items = new Map<string, Item>();
  const grids: [Group, Grid][] = [];
  for (const row of rows) {
    if (row.kind !== 'item') {
      const group: Group = {
        eId: row.eid,
        ...(row.wid === null ? {} : { wId: row.wid }),
        part: row.part,
        heading: row.plain,
        headingRuns: row.runs,
        label: row.label,
        verb: row.verb,
        addressees: row.addressees,
        state: row.state,
        lines: [],
        items: [],
        groups: [],
      };
      groups.set(row.eid, group);
      if (row.grid !== null) grids.push([group, row.grid]);
      (row.parent_eid === null ? top : (groups.get(row.parent_eid)?.groups ?? top)).push(group);
      continue;
    }
    const item: Item = {
      eId: row.eid,
      ...(row.wid === null ? {} : { wId: row.wid }),
      label: row.label,
      ...(row.old_label === null ? {} : { oldLabel: row.old_label }),
      text: row.plain,
      runs: row.runs,
      state: row.state,
      lines: [],
      items: [],
    };
    items.set(row.eid, item);
    const parent = row.parent_eid ?? '';
    (items.get(parent)?.items ?? groups.get(parent)?.items)?.push(item);
  }
  for (const [group, grid] of grids) {
    const standing = new Set<Item>();
    const [table, passedRows]: [Row[], PassedRow[]] = [[], []];
    for (const { inserted, ...one } of grid) {
      const cells = one.cells.map((cell) => ({
        ...cell,
        items: cell.items.flatMap((eid) => {
          const item = items.get(eid);
          if (item) standing.add(item);
          return item ? [item] : [];
        }),
      }));
      const row = { ...one, cells };
      if (inserted) passedRows.push({ at: table.length, row, inserted });
      else table.push(row);
    }
    group.table = table;
    if (passedRows.length > 0) group.passedRows = passedRows;
    group.items = group.items.filter((item) => !standing.has(item));
  }
  return top;
}

/** The words of the heading that a place stands under, as a reader names it with its number: "charge le Secrétaire général". */
export function headingOf(rows: readonly NodeRow[], place: NodeRow): string | null {
  const at = new Map(rows.map((row) => [row.eid, row]));
  for (let up = at.get(place.parent_eid ?? ''); up; up = at.get(up.parent_eid ?? ''))
    if (up.kind === 'group' && up.plain !== '') return up.plain;
  return null;
}
