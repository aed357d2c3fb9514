import type { Block } from '../model/text.ts';

type Row = NonNullable<Block['rows']>[number];
type Cell = Row['cells'][number];

/**
 * The rows of a table as one reading has them: rows and cells outside it are left out, cells that the change merges with the
 * one above (or that were one with it before) lengthen that one, and one that reaches over a row outside the reading is shorter.
 */
export function viewRows(
  rows: readonly Row[],
  view: 'before' | 'after',
  read: (blocks: readonly Block[]) => Block[],
): Row[] {
  const gone = view === 'after' ? 'deleted' : 'inserted';
  const out: Row[] = [];
  /** The cell that reaches down to here, by column, and how many rows it still covers by itself. */
  const above = new Map<number, { cell: Cell; left: number }>();
  for (const row of rows) {
    if (row.mark?.state === gone || row.passed !== undefined) {
      for (const open of above.values())
        if (open.left > 0) {
          open.left -= 1;
          lengthen(open.cell, -1);
        }
      continue;
    }
    const cells: Cell[] = [];
    let column = 0;
    const skip = (): void => {
      for (let open = above.get(column); open !== undefined && open.left > 0; open = above.get(column)) {
        open.left -= 1;
        column += open.cell.colspan ?? 1;
      }
    };
    for (const { mark, merge, was, ...rest } of row.cells) {
      if (mark?.state === gone) continue;
      const cell: Cell = { ...rest };
      if (was !== undefined && view === 'before') {
        if (was.colspan > 1) cell.colspan = was.colspan;
        else delete cell.colspan;
      }
      skip();
      const blocks = read(cell.blocks);
      const over = above.get(column)?.cell;
      if (
        merge?.with === 'above' &&
        (merge.undone === true) === (view === 'before') &&
        over !== undefined &&
        (over.colspan ?? 1) === (cell.colspan ?? 1)
      ) {
        lengthen(over, 1);
        over.blocks = [...over.blocks, ...blocks];
      } else {
        const own: Cell = { ...cell, blocks };
        cells.push(own);
        above.set(column, { cell: own, left: (cell.rowspan ?? 1) - 1 });
      }
      column += cell.colspan ?? 1;
    }
    skip();
    const { mark: _mark, ...rest } = row;
    if (cells.length > 0 || row.cells.length === 0) out.push({ ...rest, cells });
  }
  return out;
}

function lengthen(cell: Cell, rows: number): void {
  const rowspan = (cell.rowspan ?? 1) + rows;
  if (rowspan > 1) cell.rowspan = rowspan;
  else delete cell.rowspan;
}
