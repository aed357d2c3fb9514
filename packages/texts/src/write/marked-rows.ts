import { settledRow } from '../settle/tree.ts';
import { defined } from '../model/defined.ts';
import type { Authored, Cell, Group, Item, Mark, Row } from '../model/text.ts';

/** A cell as a table with marks shows it. */
export interface ShownCell {
  cell: Cell;
  /** Rows it covers with the marked ones among them; cells that a change joins to it stand below it by themselves. */
  rowspan: number;
  /** Set where a change joins it to the cell below or above; `undone` where it takes them apart. */
  merge?: Authored & { with: 'below' | 'above'; undone?: true };
}
export interface ShownRow {
  row: Row;
  cells: ShownCell[];
  /** Who brought it, where another struck it. */
  inserted?: Authored;
}

type Side = 'before' | 'after';
const SIDES: readonly Side[] = ['before', 'after'];

/** A cell that covers rows below its own, and how many of each reading are still to come. */
interface Open {
  shown: ShownCell;
  cell: Cell;
  in: Record<Side, boolean>;
  left: Record<Side, number>;
  at: Record<Side, number>;
  span: number;
  /** Set once a row did not meet it: Word's cells reach over rows without a gap. */
  closed: boolean;
}

/**
 * The rows of a table with its marks, as one grid for both readings. A cell that covers more rows now stands above the cells
 * that went into it, one that covers fewer above those that came out of it. Where the cells of a row cannot stand in one grid
 * (a column that moved under a cell that covers several rows, a row that came among those), the table as it was is struck and the new one added, row by row. Rows that
 * one brought and another struck stand among them, struck.
 */
export function markedRows({ table = [], passedRows = [] }: Pick<Group, 'table' | 'passedRows'>): ShownRow[] {
  const shown: ShownRow[] =
    grid(table) ??
    (table.some((row) => row.mark ?? cellsChanged(row)) ? apart(table) : table).map((row) => ({
      row,
      cells: row.cells.map(plain),
    }));
  for (const { at, row, inserted } of passedRows.toReversed()) {
    // What reaches over its place reaches over it.
    for (const [i, { cells }] of shown.entries())
      for (const cell of cells) if (i < at && i + cell.rowspan > at) cell.rowspan += 1;
    shown.splice(at, 0, { row, cells: row.cells.map(plain), inserted });
  }
  return shown;
}

const plain = (cell: Cell): ShownCell => ({ cell, rowspan: Math.max(1, cell.rowspan ?? 1) });

const isIn = (one: { mark?: Mark }, side: Side): boolean =>
  one.mark?.state !== (side === 'before' ? 'inserted' : 'deleted');
const spanIn = (cell: Cell, name: 'colspan' | 'rowspan', side: Side): number =>
  Math.max(1, (side === 'before' && cell.was?.[name] !== undefined ? cell.was[name] : cell[name]) ?? 1);

/** Whoever changed the cell. */
const changer = ({ mark, was }: Cell): Authored => {
  const { author, date } = mark ?? was ?? {};
  return defined({ author, date });
};

function grid(table: readonly Row[]): ShownRow[] | null {
  const open = new Map<number, Open>();
  const out: ShownRow[] = [];
  for (const row of table) {
    const cells = rowIn(row, open);
    if (cells === null) return null;
    out.push({ row, cells });
  }
  return out;
}

function rowIn(row: Row, open: Map<number, Open>): ShownCell[] | null {
  const cells: ShownCell[] = [];
  const waiting = [...row.cells];
  const met = new Set<Open>();
  let column = 0;
  const at = { before: 0, after: 0 };
  const pass = (cell: { in: Record<Side, boolean> }, spans: Record<Side, number>): void => {
    for (const side of SIDES) if (isIn(row, side) && cell.in[side]) at[side] += spans[side];
  };
  for (;;) {
    const above = open.get(column);
    const here = above ? coverOf(above, row) : null;
    if (above && here !== null) {
      if (above.closed || here.sides.some((side) => above.at[side] !== at[side])) return null;
      met.add(above);
      if (here.joins === null) {
        // A cell that others were joined to, or taken out of, covers no row below them by itself.
        if (above.shown.merge !== undefined) return null;
        above.shown.rowspan += 1;
        pass(above, { before: above.span, after: above.span });
      } else {
        const cell = waiting.shift();
        if (!joinable(above, cell, here.joins)) return null;
        const undone = here.joins === 'before' ? { undone: true as const } : {};
        above.shown.merge = { ...changer(above.cell), with: 'below', ...undone };
        cells.push({ cell, rowspan: 1, merge: { ...changer(cell), with: 'above', ...undone } });
        at.before += above.span;
        at.after += above.span;
      }
      column += above.span;
      continue;
    }
    const cell = waiting.shift();
    if (!cell) break;
    const width = spanIn(cell, 'colspan', 'after');
    for (const [from, one] of open)
      if (from >= column && from < column + width && SIDES.some((side) => one.left[side] > 0)) return null;
    const shown: ShownCell = { cell, rowspan: 1 };
    const opened = openedBy(cell, row, shown, at);
    if (opened !== null) {
      if (opened.in.before && opened.in.after && spanIn(cell, 'colspan', 'before') !== opened.span) return null;
      open.set(column, opened);
      met.add(opened);
    } else open.delete(column);
    cells.push(shown);
    pass(
      { in: { before: isIn(cell, 'before'), after: isIn(cell, 'after') } },
      { before: spanIn(cell, 'colspan', 'before'), after: spanIn(cell, 'colspan', 'after') },
    );
    column += width;
  }
  // A cell from above that this row does not meet in its column stands askew.
  for (const one of open.values()) {
    if (!met.has(one) && coverOf(one, row) !== null) return null;
    one.closed ||= !met.has(one);
    for (const side of SIDES) if (isIn(row, side)) one.left[side] -= 1;
  }
  return cells;
}

// In which readings a cell from above covers this row; and in which alone, where the row stands in both.
function coverOf(above: Open, row: Row): { sides: Side[]; joins: Side | null } | null {
  const both = SIDES.filter((side) => isIn(row, side) && above.in[side]);
  const sides = both.filter((side) => above.left[side] > 0);
  const [only] = sides;
  if (only === undefined) return null;
  return { sides, joins: sides.length === both.length ? null : only };
}

const openedBy = (cell: Cell, row: Row, shown: ShownCell, at: Record<Side, number>): Open | null => {
  const own = (side: Side): boolean => isIn(row, side) && isIn(cell, side);
  // Its own row is used up with those below.
  const rows = (side: Side): number => (own(side) ? spanIn(cell, 'rowspan', side) : 0);
  const left = { before: rows('before'), after: rows('after') };
  if (Math.max(left.before, left.after) < 2) return null;
  const within = { before: own('before'), after: own('after') };
  return { shown, cell, in: within, left, at: { ...at }, span: spanIn(cell, 'colspan', 'after'), closed: false };
};

// A cell of one row, as wide as the one above, that is there only in the reading in which that does not reach it.
function joinable(above: Open, cell: Cell | undefined, covered: Side): cell is Cell {
  return (
    cell?.mark?.state === (covered === 'after' ? 'deleted' : 'inserted') &&
    (cell.rowspan ?? 1) === 1 &&
    (cell.colspan ?? 1) === above.span &&
    (covered === 'after' || above.shown.rowspan === 1) &&
    (above.shown.merge === undefined || (above.shown.merge.undone === true) === (covered === 'before'))
  );
}

/** Columns that a cell of a row takes up: the fewer of both readings where cells that came or went stand beside it. */
export function columnsOf({ cell }: ShownCell, row: Row): number {
  const [before, after] = [spanIn(cell, 'colspan', 'before'), spanIn(cell, 'colspan', 'after')];
  return row.cells.some((one) => one.mark !== undefined) ? Math.min(before, after) : Math.max(before, after);
}

/** The table as it was with its rows struck, and as it is with its rows added. */
function apart(table: readonly Row[]): Row[] {
  const rows = (state: Mark['state']): Row[] => table.flatMap((row) => rowApart(row, state) ?? []);
  return [...rows('deleted'), ...rows('inserted')];
}

/** A row that moved, or of which cells changed, as it was, struck, or as it is, added; null where it does not stand in that reading. */
export function rowApart(row: Row, state: Mark['state']): Row | null {
  if (row.mark && (row.mark.state !== state || row.mark.move === undefined))
    return row.mark.state === state ? row : null;
  const own = settledRow(row, state === 'deleted' ? 'reject' : 'accept');
  const { author, date } = row.mark ?? row.cells.map(changer).find((by) => by.author !== undefined) ?? {};
  const mark: Mark = { ...defined({ author, date }), state };
  const marked = (items: readonly Item[]): Item[] =>
    items.map((item) => ({
      ...item,
      state,
      runs: item.runs.map((run) => ({ ...run, mark })),
      items: marked(item.items),
    }));
  return { ...own, mark, cells: own.cells.map((cell) => ({ ...cell, items: marked(cell.items) })) };
}

/** Whether cells of a row that stays came, went, or cover others now. */
export const cellsChanged = (row: Row): boolean =>
  row.mark === undefined && row.cells.some((cell) => cell.mark !== undefined || cell.was !== undefined);
