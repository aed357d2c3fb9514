import type { Cell, Group, Item, Language, Mark, Row, Run } from '../model/text.ts';
import { freshAddress } from './addresses.ts';
import { editsBetween, struckItem, withEdits, type By } from './edits.ts';
import { rowChange, type RowChange } from './row-change.ts';
import { withRowsIn } from './row-places.ts';
import type { AmendmentOp } from './model.ts';
import { join, marked, runsOf, textIn } from './runs.ts';

/** How rows are written: under whose mark, and with addresses that are free. */
export interface RowWriting {
  /** eId of the table. */
  table: string;
  language: Language;
  taken: Set<string>;
  by?: By | undefined;
}

/** A table with the changes of rows that one proposal makes; places are those of the rows before. */
export function withRowChanges(group: Group, ops: readonly AmendmentOp[], writing: RowWriting): Group {
  const old = group.table ?? [];
  const gone = new Set(ops.filter((op) => op.act === 'SUP').map((op) => op.row));
  const parts = [...old.keys(), old.length].map((r): Row[] => {
    const row = old[r];
    const come = ops
      .filter((op) => op.act === 'ADD' && (op.row === r || (row === undefined && (op.row ?? 0) > r)))
      .flatMap((op) => (op.rows ?? []).map((one) => newRow(one, writing)));
    if (row === undefined) return come;
    if (gone.has(r)) return writing.by === undefined ? come : [...come, goneRow(row, writing.by)];
    const next = ops.findLast((op) => op.act === 'MOD' && op.row === r)?.rows?.[0];
    if (next === undefined) return [...come, row];
    const change = rowChange(row, next, writing.language);
    const worded = rowWithWords(row, change, writing);
    return [...come, change.shape === null ? worded : rowInShape(worded, row, change, writing)];
  });
  return withRowsIn(group, parts);
}

const mark = (state: Mark['state'], by: By): Mark => ({ state, ...by });

/** A row that comes, with paragraphs of its own addresses. */
export function newRow(row: Row, writing: RowWriting): Row {
  const { mark: _mark, ...rest } = row;
  return {
    ...rest,
    ...(writing.by === undefined ? {} : { mark: mark('inserted', writing.by) }),
    cells: row.cells.map((cell) => newCell(cell, writing)),
  };
}

const newCell = ({ mark: _mark, was: _was, ...cell }: Cell, writing: RowWriting): Cell => ({
  ...cell,
  items: cell.items.map((item) => newItem(item, writing)),
});

/** A paragraph that comes into a cell. */
export function newItem(item: Pick<Item, 'label' | 'runs' | 'items'>, writing: RowWriting): Item {
  const { by } = writing;
  const runs = by === undefined ? join(item.runs) : marked(join(item.runs), mark('inserted', by));
  return {
    eId: freshAddress(writing.table, 'para', item.label, writing.taken),
    label: item.label,
    text: textIn(runs),
    runs,
    state: by === undefined ? 'kept' : 'inserted',
    lines: [],
    items: item.items.map((one) => newItem(one, writing)),
  };
}

// The words of cells that stay, as proposed.
function rowWithWords(row: Row, change: RowChange, writing: RowWriting): Row {
  const words = new Map(change.words.map(({ old, runs }) => [old.eId, runs]));
  const filled = new Map(change.filled.map(({ cell, runs }) => [cell, runs]));
  const item = (one: Item): Item => {
    const runs = words.get(one.eId);
    const items = one.items.map(item);
    if (runs === undefined) return { ...one, items };
    const done = withEdits(runsOf(one), editsBetween(runsOf(one), runs, writing.language), writing.by);
    return { ...one, runs: done, text: textIn(done), items };
  };
  return {
    ...row,
    cells: row.cells.map((cell, c) => {
      const runs = filled.get(c);
      return runs === undefined
        ? { ...cell, items: cell.items.map(item) }
        : { ...cell, items: [newItem({ label: null, runs, items: [] }, writing)] };
    }),
  };
}

/**
 * A row of which cells come, go, or cover others. `row` holds the cells with the words that they are to have, `old` as they
 * were when `change` was found; under an author the change is marked cell by cell.
 */
export function rowInShape(row: Row, old: Row, change: RowChange, writing: RowWriting): Row {
  const { by } = writing;
  const cells = change.steps.flatMap(({ old: was, next }): Cell[] => {
    if (was === undefined)
      return next === undefined
        ? []
        : [{ ...newCell(next, writing), ...(by === undefined ? {} : { mark: mark('inserted', by) }) }];
    const cell = row.cells[old.cells.indexOf(was)] ?? was;
    if (next === undefined)
      return by === undefined
        ? []
        : [{ ...cell, items: cell.items.map((item) => goneItem(item, by)), mark: mark('deleted', by) }];
    return [withSpans(change.rewritten.has(was) ? rewrittenCell(cell, next, writing) : cell, next, by)];
  });
  return { ...row, cells };
}

export const goneItem = (item: Item, by: By): Item => ({
  ...struckItem(item, by),
  items: item.items.map((one) => goneItem(one, by)),
});

/** A row that is struck, and its words with it, as Word marks it: else its readers see them as before. */
export const goneRow = (row: Row, by: By): Row => ({
  ...row,
  cells: row.cells.map((cell) => ({ ...cell, items: cell.items.map((item) => goneItem(item, by)) })),
  mark: mark('deleted', by),
});

function rewrittenCell(cell: Cell, next: Cell, writing: RowWriting): Cell {
  const { by } = writing;
  const come = next.items.map((item) => newItem(item, writing));
  return { ...cell, items: [...(by === undefined ? [] : cell.items.map((item) => goneItem(item, by))), ...come] };
}

function withSpans(cell: Cell, next: Cell, by?: By): Cell {
  const { colspan, rowspan, was, ...rest } = cell;
  const now = {
    ...(next.colspan === undefined ? {} : { colspan: next.colspan }),
    ...(next.rowspan === undefined ? {} : { rowspan: next.rowspan }),
  };
  const before = {
    ...((colspan ?? 1) === (next.colspan ?? 1) ? {} : { colspan: colspan ?? null }),
    ...((rowspan ?? 1) === (next.rowspan ?? 1) ? {} : { rowspan: rowspan ?? null }),
  };
  if (by === undefined || Object.keys(before).length === 0)
    return { ...rest, ...now, ...(was === undefined ? {} : { was }) };
  return { ...rest, ...now, was: { ...by, ...was, ...before } };
}

/** Words put into a cell that holds no paragraph. */
export const filledItem = (runs: Run[], writing: RowWriting): Item => ({
  eId: freshAddress(writing.table, 'para', null, writing.taken),
  label: null,
  text: textIn(runs),
  runs,
  state: 'inserted',
  lines: [],
  items: [],
});
