import type { Authored, Block, Cell, Group, Item, Mark, PassedRow, Row } from '../model/text.ts';
import { groupOf, itemOf } from './draft.ts';
import { onlyEnds } from './ends.ts';
import { behindOthers } from './passed.ts';

type BlockRow = NonNullable<Block['rows']>[number];
type BlockCell = BlockRow['cells'][number];

/** A cell under way: how many rows it covers in each reading, and how many rows below the file still gives it. */
interface Making {
  cell: Cell;
  by: Authored;
  span: number;
  /** In which readings it stands. */
  is: { before: boolean; after: boolean };
  before: number;
  after: number;
  left: number;
}

/** A table as a group: each cell holds its paragraphs, with the marks of rows and cells. */
export function tableOf({ line, rows = [] }: Block): Group {
  const passedRows = passedIn(rows);
  return groupOf('table', '', [line], { table: rowsOf(rows), ...(passedRows.length > 0 && { passedRows }) });
}

/**
 * The paragraphs of a cell or a note, which hold nothing else in a text: those of a table within it stand in its place, one after
 * the other.
 */
export const paragraphsIn = (blocks: readonly Block[]): Block[] =>
  behindOthers(onlyEnds(blocks)).flatMap(({ rows, ...block }) =>
    rows === undefined
      ? [block]
      : rows.flatMap(({ passed, cells }) => (passed ? [] : cells.flatMap((cell) => paragraphsIn(cell.blocks)))),
  );

const isOthers = ({ passed }: BlockRow): boolean => passed?.inserted.author !== passed?.deleted.author;

/** Rows that one brought and another struck; what one strikes of one's own nobody else saw. */
function passedIn(rows: readonly BlockRow[]): PassedRow[] {
  let at = 0;
  return rows.flatMap((row, index): PassedRow[] => {
    const { passed, header } = row;
    if (passed === undefined) at += 1;
    if (passed === undefined || !isOthers(row)) return [];
    const cells = row.cells.map((cell): Cell => {
      const { colspan, rowspan = 1 } = cell;
      const over = rowspan > 1 && rows.slice(index, index + rowspan).every(isOthers);
      const items = cell.blocks
        .filter((one) => one.kind === 'paragraph' && one.runs.length > 0)
        .map((one) => itemOf({ ...one, mark: undefined, state: 'deleted' }, one.label ?? null));
      return { items, ...(colspan && { colspan }), ...(over && { rowspan }) };
    });
    const { inserted, deleted } = passed;
    return [{ at, row: { ...(header && { header }), mark: { ...deleted, state: 'deleted' }, cells }, inserted }];
  });
}

/**
 * The rows of a table, so that settling their marks gives what the file reads as before and after them (`viewRows`): a cell
 * that is merged with the one above goes, and that one grows; words that it keeps go with it and come there.
 */
function rowsOf(rows: readonly BlockRow[]): Row[] {
  const above = new Map<number, Making>();
  const made: Making[] = [];
  const out = rows.flatMap((row): Row[] => {
    // What reaches over it reaches over no row of either reading.
    if (row.passed) {
      for (const open of above.values()) open.left -= 1;
      return [];
    }
    const stands = readingsOf(row);
    const cells: Cell[] = [];
    let column = 0;
    const skip = (): void => {
      for (let open = above.get(column); open !== undefined && open.left > 0; open = above.get(column)) {
        open.left -= 1;
        if (stands.before && open.is.before) open.before += 1;
        if (stands.after && open.is.after) open.after += 1;
        column += open.span;
      }
    };
    for (const one of row.cells) {
      skip();
      const span = one.colspan ?? 1;
      const over = above.get(column);
      const merge = one.merge?.with === 'above' && over !== undefined && over.span === span ? one.merge : undefined;
      const cell = merge && over ? mergedCell(one, merge, over) : cellOf(one);
      if (merge === undefined) {
        const by = one.merge ?? one.was ?? row.mark ?? {};
        const own = readingsOf(one);
        const is = { before: stands.before && own.before, after: stands.after && own.after };
        const [before, after] = [Number(is.before), Number(is.after)];
        const making = { cell, by, span, is, before, after, left: (one.rowspan ?? 1) - 1 };
        above.set(column, making);
        made.push(making);
      }
      cells.push(cell);
      column += span;
    }
    skip();
    return [
      {
        ...(row.header ? { header: row.header } : {}),
        ...(row.mark ? { mark: row.mark } : {}),
        cells,
      },
    ];
  });
  made.forEach(withRows);
  return out;
}

const readingsOf = ({ mark }: { mark?: Mark }): Making['is'] => ({
  before: mark?.state !== 'inserted',
  after: mark?.state !== 'deleted',
});

const itemsOf = (cell: BlockCell): Item[] =>
  paragraphsIn(cell.blocks)
    .filter((one) => one.runs.length > 0 || one.label !== undefined)
    .map((one) => itemOf(one, one.label ?? null));

function cellOf(cell: BlockCell): Cell {
  const { colspan, mark, was } = cell;
  return {
    items: itemsOf(cell),
    ...(colspan === undefined ? {} : { colspan }),
    ...(mark === undefined ? {} : { mark }),
    ...(was === undefined || mark !== undefined
      ? {}
      : { was: { ...was, colspan: was.colspan > 1 ? was.colspan : null } }),
  };
}

// A cell that goes into the one above, or came out of it.
function mergedCell(
  one: BlockCell,
  { undone, with: _with, ...by }: NonNullable<BlockCell['merge']>,
  over: Making,
): Cell {
  const state = undone ? 'inserted' : 'deleted';
  over[undone ? 'before' : 'after'] += 1;
  const { was: _was, ...cell } = cellOf(one);
  const stays = cell.items.filter((item) => item.state !== state);
  over.cell.items.push(...whole(stays, { ...by, state: undone ? 'deleted' : 'inserted' }));
  return { ...cell, items: whole(cell.items, { ...by, state }), mark: { ...by, state } };
}

const whole = (items: readonly Item[], mark: Mark): Item[] =>
  items.map((item) => ({
    ...item,
    state: mark.state,
    runs: item.runs.map((run) => (run.mark?.state === mark.state ? run : { ...run, mark })),
  }));

function withRows({ cell, by, before, after }: Making): void {
  const [is, was] = [after || before, before || after];
  if (is > 1) cell.rowspan = is;
  if (is === was) return;
  const { author, date } = by;
  cell.was = {
    ...(author === undefined ? {} : { author }),
    ...(date === undefined ? {} : { date }),
    ...cell.was,
    rowspan: was > 1 ? was : null,
  };
}
