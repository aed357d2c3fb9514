import type { Authored, Group, Item, Mark, Row } from '../../model/text.ts';
import type { AmendmentOp } from '../model.ts';
import { rowKey } from '../row-change.ts';
import type { Found } from './found.ts';
import { startsWith, type Host, type Layer, type Proposed } from './layers.ts';
import { proposedInRow, rowOn, rowUnstruck, rowWithout, shapes } from './row-views.ts';
import { withoutMove, type Author } from './views.ts';

/** A row that somebody proposes, and that others may amend. */
interface AmendedRow {
  layer: Layer;
  op: AmendmentOp;
  row: Row;
}

/**
 * Reads the changes of the rows of the table `target` into `found`; `list` reads those of the paragraphs of a cell. Rows are
 * counted as they stood. A row that one added and another struck is an addition, and that it be not made.
 */
export function readRows(
  { table = [], passedRows = [] }: Pick<Group, 'table' | 'passedRows'>,
  target: string,
  found: Found,
  list: (items: readonly Item[]) => void,
): void {
  let index = 0;
  let open: { op: AmendmentOp; author: Author; struck: Authored | null } | null = null;
  // For each author the rows one after another whose cells that author changes: they stand or fall together.
  const runs = new Map<Author, { last: number; first: number }>();
  const add = (row: Row, host: Mark, struck: Authored | null): void => {
    const layers = proposedInRow(row, host);
    const others = layers.some(({ layer }) => layer.length > 1);
    const own = rowOn(row, [host.author], host);
    // Rows one after another of the same author, which the same other one strikes or nobody does, stand or fall together.
    if (open !== null && !others && open.author === host.author && isSame(open.struck, struck)) {
      open.op.rows?.push(own);
      return;
    }
    const change = { act: 'ADD' as const, target, row: index, rows: [own] };
    const op = found.push(withoutMove(host), `+${target}/${index}`, linesOf(row), change);
    amendRow(row, host, layers, { layer: [host.author], op, row: own }, found);
    if (struck) found.push(withoutMove(struck), `+${op.id}`, linesOf(row), { act: 'SUP', target: op.id });
    open = others ? null : { op, author: host.author, struck };
  };
  const passed = (at: number): void => {
    for (const { at: place, row, inserted } of passedRows)
      if (place === at && row.mark)
        add(rowUnstruck(row, row.mark.author), { ...inserted, state: 'inserted' }, row.mark);
  };
  for (const [at, row] of table.entries()) {
    passed(at);
    if (row.mark?.state === 'inserted') add(row, row.mark, null);
    else {
      open = null;
      readRow(row, { target, index, runs, found, list });
      index++;
    }
  }
  passed(table.length);
}

const isSame = (a: Authored | null, b: Authored | null): boolean => a?.author === b?.author && !a === !b;

// What others would have otherwise in a row that somebody adds, or gives another shape, is theirs to propose.
function amendRow(row: Row, host: Host | null, layers: readonly Proposed[], first: AmendedRow, found: Found): void {
  const known = [first];
  for (const { layer, mark } of layers) {
    if (layer.length === 1 || !startsWith(layer, first.layer)) continue;
    const next = rowOn(row, layer, host);
    const on = known.findLast((one) => startsWith(layer, one.layer)) ?? first;
    if (rowKey(next) === rowKey(on.row)) continue;
    const target = on.op.id;
    const op = found.push(mark, `+${target}`, linesOf(row), { act: 'MOD', target, rows: [next] });
    known.push({ layer, op, row: next });
  }
}

interface RowAt {
  target: string;
  index: number;
  runs: Map<Author, { last: number; first: number }>;
  found: Found;
  list(items: readonly Item[]): void;
}

// Who changes cells themselves, or fills one that held nothing, proposes the row as it is then; others their words.
function readRow(given: Row, { target, index, runs, found, list }: RowAt): void {
  const row = given.mark === undefined ? given : rowUnstruck(given, given.mark.author);
  const paragraph = `${target}/${index}`;
  const whole = new Set<Author>();
  if (given.mark !== undefined) {
    whole.add(given.mark.author);
    found.push(withoutMove(given.mark), paragraph, linesOf(row), { act: 'SUP', target, row: index });
  }
  const layers = proposedInRow(row, null);
  for (const { layer, mark } of layers) {
    const [author] = layer;
    if (layer.length > 1 || whole.has(author) || !shapes(row, author)) continue;
    whole.add(author);
    const above = runs.get(author);
    const first = above?.last === index - 1 ? above.first : index;
    runs.set(author, { first, last: index });
    const own = rowOn(row, layer, null);
    const together = `cells-${target}/${first}`;
    const op = found.push(mark, paragraph, linesOf(row), { act: 'MOD', target, row: index, rows: [own], together });
    amendRow(row, null, layers, { layer, op, row: own }, found);
  }
  const rest = whole.size === 0 ? row : rowWithout(row, whole);
  for (const cell of rest.cells) list(cell.items);
}

const linesOf = (row: Row): number[] => row.cells.flatMap((cell) => cell.items).flatMap((item) => item.lines);
