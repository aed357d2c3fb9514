import { unitsOf } from '../../src/amend/units.ts';
import { groupOf } from '../../src/structure/draft.ts';
import type { AmendmentOp, Cell, Item, Row, Text } from '../../src/index.ts';
import { SOURCE, textOf } from './drawing.ts';

/** A row from its cells; '' is a cell without a paragraph, and `2:` before words makes a cell of two columns. */
export const row = (cells: readonly string[], prefix = 'new'): Row => ({
  cells: cells.map((words, c): Cell => {
    const [, wide, own = ''] = /^(?:(\d):)?(.*)$/s.exec(words) ?? [];
    return { items: own === '' ? [] : [item(`${prefix}_${c}`, own)], ...(wide ? { colspan: Number(wide) } : {}) };
  }),
});
const item = (eId: string, words: string): Item => ({
  eId,
  label: null,
  text: words,
  runs: [{ text: words }],
  state: 'kept',
  lines: [],
  items: [],
});

export const ROWS = [
  ['Harbour', 'Quays', 'Lamps to keep in good order'],
  ['North', '5', 'the old lamp on the pier'],
  ['South', '7', ''],
  ['East', '9', 'three lamps and a bell'],
];

/** The sample text with a table of harbours. */
export function withTable(rows: readonly (readonly string[])[] = ROWS): Text {
  const text = textOf(SOURCE);
  const table = rows.map((cells, r) => row(cells, `table_1__r${r}`));
  const group = groupOf('table', '', [], { eId: 'table_1', table });
  return { ...text, groups: [...text.groups, group] };
}

export const TABLE = 'table_1';
export const cellAt = (r: number, c: number): string => `table_1__r${r}_${c}`;

let count = 0;
export const addRow = (at: number, ...rows: string[][]): AmendmentOp => ({
  id: `r${++count}`,
  act: 'ADD',
  target: TABLE,
  row: at,
  rows: rows.map((one) => row(one)),
});
export const supRow = (at: number): AmendmentOp => ({ id: `r${++count}`, act: 'SUP', target: TABLE, row: at });
export const nocRow = (at: number): AmendmentOp => ({ id: `r${++count}`, act: 'NOC', target: TABLE, row: at });
export const modRow = (at: number, cells: string[], more: Partial<AmendmentOp> = {}): AmendmentOp => ({
  id: `r${++count}`,
  act: 'MOD',
  target: TABLE,
  row: at,
  rows: [row(cells)],
  ...more,
});

const printedRow = (one: Row): string => {
  const words = (items: readonly Item[]): string[] => items.flatMap((each) => [each.text, ...words(each.items)]);
  const spans = ({ colspan = 1, rowspan = 1 }: Cell): string =>
    colspan > 1 || rowspan > 1 ? `${colspan}${rowspan > 1 ? `x${rowspan}` : ''}:` : '';
  return one.cells.map((cell) => spans(cell) + words(cell.items).join('¶')).join(' | ');
};

/** The rows of the table as printed, cells apart by `|`, wide ones with `2:`; marks accepted. */
export const rowsIn = (text: Text): string[] => (unitsOf(text).find(TABLE)?.group.table ?? []).map(printedRow);

/** The same for every table of a text. */
export const rowsOfTables = (text: Text): string[] =>
  unitsOf(text).all.flatMap(({ kind, group }) => (kind === 'group' ? (group.table ?? []).map(printedRow) : []));
