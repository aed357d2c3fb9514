import type { Authored, Block, Cell, Group, Item, Mark, Row } from '../model/text.ts';
import { groupOf, itemOf } from './draft.ts';

type BlockRow = NonNullable<Block['rows']>[number];
type BlockCell = BlockRow['cells'][number];

/** A cell under way: how many rows it covers in each reading, and how many rows below the file still gives it. */
interface Making {
  cell: Cell;
  by: Authored;
  span: number;
  before: number;
  after: number;
  left: number;
}

/** A table as a group: each cell holds its paragraphs, with the marks of rows and cells. */
export const tableOf = (block: Block): Group => groupOf('table', '', [block.line], { table: rowsOf(block.rows ?? []) });

/**
 * The rows of a table, so that settling their marks gives what the file reads as before and after them (`viewRows`): a cell
 * that is merged with the one above goes, and that one grows; words that it keeps go with it and come there.
 */
function rowsOf(rows: readonly BlockRow[]): Row[] {
  const above = new Map<number, Making>();
  const made: Making[] = [];
  const out = rows
    .filter((row) => row.passed === undefined)
    .map((row): Row => {
      const [before, after] = [row.mark?.state !== 'inserted', row.mark?.state !== 'deleted'].map(Number);
      const cells: Cell[] = [];
      let column = 0;
      const skip = (): void => {
        for (let open = above.get(column); open !== undefined && open.left > 0; open = above.get(column)) {
          open.left -= 1;
          open.before += before ?? 0;
          open.after += after ?? 0;
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
          const making = { cell, by, span, before: before ?? 0, after: after ?? 0, left: (one.rowspan ?? 1) - 1 };
          above.set(column, making);
          made.push(making);
        }
        cells.push(cell);
        column += span;
      }
      skip();
      return {
        ...(row.header ? { header: row.header } : {}),
        ...(row.mark ? { mark: row.mark } : {}),
        cells,
      };
    });
  made.forEach(withRows);
  return out;
}

const itemsOf = (cell: BlockCell): Item[] =>
  cell.blocks.filter((one) => one.kind === 'paragraph').map((one) => itemOf(one, one.label ?? null));

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
  const gone = cell.mark?.state === 'deleted' || after === 0;
  const [is, was] = gone ? [before, before] : cell.mark || before === 0 ? [after, after] : [after, before];
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
