import type { Cell, Row } from '../model/text.ts';
import { gridOf } from '../write/lines.ts';
import { WORD, type Bag, type Bags } from './bags.ts';
import { cellWords } from './nodes.ts';

/** What becomes of a cell of a row that stays: it stays too, goes (no `next`), or comes (no `old`). */
export type CellStep = { old: Cell; next: Cell } | { old: Cell; next?: never } | { old?: never; next: Cell };

/** Rows of a table, before and after, that became each other. */
type RowPair = readonly [old: Row, next: Row];

/** How many pairs of rows tell which column became which. */
const TELLING_ROWS = 100;
/** Cells of a row compared each with each, at most, in pairs. */
const MOST = 10_000;

/** What a cell that stays in its column weighs where it shares no word with what stands there now. */
const IN_PLACE = 0.5;

/**
 * Aligns the cells of two rows of other shapes. Which column became which is found first, from all rows of the table that
 * stay: of all ways to go on from left to right the one in which most words stay. The cells of each row are then aligned in
 * the same way, those of columns that became each other favoured, so that a new column is new at the same place in each row.
 */
export class CellAligner {
  readonly #bags: Bags;
  readonly #known = new Map<Cell, { words: string; bag: Bag }>();
  readonly #columns: ReadonlyMap<number, number>;
  readonly #at: ReadonlyMap<Cell, number>;

  /** In: both tables whole, and the rows of theirs that became each other. */
  constructor([old, next]: readonly [readonly Row[], readonly Row[]], pairs: readonly RowPair[], bags: Bags) {
    this.#bags = bags;
    const at = new Map<Cell, number>();
    for (const rows of [old, next])
      for (const row of gridOf(rows)) for (const [c, cell] of row.entries()) if (cell !== null) at.set(cell, c);
    this.#at = at;
    this.#columns = this.#columnsOf(pairs.slice(0, TELLING_ROWS));
  }

  /** The cells of two rows; null where none of them stays. */
  steps(old: Row, next: Row): CellStep[] | null {
    if (old.cells.length * next.cells.length > MOST) return null;
    const shared = best(old.cells, next.cells, (a, b) => {
      const inPlace = this.#columns.get(this.#at.get(a) ?? -1) === this.#at.get(b);
      return this.#shared(a, b) * (inPlace ? 1.5 : 1) + (inPlace ? IN_PLACE : 0);
    });
    if (!shared.some(([i, j]) => this.#stays(old.cells[i], next.cells[j]))) return null;
    const steps: CellStep[] = [];
    let [i, j] = [0, 0];
    for (const [x, y] of [...shared, [old.cells.length, next.cells.length] as const]) {
      for (const cell of old.cells.slice(i, x)) steps.push({ old: cell });
      for (const cell of next.cells.slice(j, y)) steps.push({ next: cell });
      const [a, b] = [old.cells[x], next.cells[y]];
      if (a && b) steps.push({ old: a, next: b });
      [i, j] = [x + 1, y + 1];
    }
    return steps;
  }

  #stays(a: Cell | undefined, b: Cell | undefined): boolean {
    return a !== undefined && b !== undefined && this.#shared(a, b) > 0;
  }

  #columnsOf(pairs: readonly RowPair[]): Map<number, number> {
    const votes = new Map<string, number>();
    let [wide, far] = [0, 0];
    for (const [old, next] of pairs) {
      if (old.cells.length * next.cells.length > MOST) continue;
      for (const a of old.cells)
        for (const b of next.cells) {
          const [x, y] = [this.#at.get(a) ?? 0, this.#at.get(b) ?? 0];
          [wide, far] = [Math.max(wide, x + 1), Math.max(far, y + 1)];
          const shared = this.#shared(a, b);
          if (shared > 0) votes.set(`${x} ${y}`, (votes.get(`${x} ${y}`) ?? 0) + shared);
        }
    }
    if (wide * far > MOST) return new Map();
    const of = (count: number): number[] => Array.from({ length: count }, (_, i) => i);
    return new Map(best(of(wide), of(far), (x, y) => votes.get(`${x} ${y}`) ?? 0));
  }

  // What two cells share, in words.
  #shared(a: Cell, b: Cell): number {
    const [x, y] = [this.#wordsOf(a), this.#wordsOf(b)];
    if (x.words === y.words) return 0.5 + x.bag.weight / WORD;
    return (this.#bags.alike(x.bag, y.bag) * (x.bag.weight + y.bag.weight)) / 2 / WORD;
  }
  #wordsOf(cell: Cell): { words: string; bag: Bag } {
    let found = this.#known.get(cell);
    if (!found) {
      const words = cellWords(cell.items);
      found = { words, bag: this.#bags.of(words) };
      this.#known.set(cell, found);
    }
    return found;
  }
}

/** The cells of two rows of the same shape: each stays. */
export const steady = (old: Row, next: Row): CellStep[] =>
  next.cells.flatMap((cell, i): CellStep[] => (old.cells[i] ? [{ old: old.cells[i], next: cell }] : []));

/** Whether two rows have as many cells, each as wide and as high. */
export const sameShape = (a: Row, b: Row): boolean =>
  a.cells.length === b.cells.length &&
  a.cells.every((cell, i) => {
    const other = b.cells[i];
    return (cell.colspan ?? 1) === (other?.colspan ?? 1) && (cell.rowspan ?? 1) === (other?.rowspan ?? 1);
  });

/** The pairs, rising in both lists, that weigh most together; a pair that weighs nothing is none. */
function best<T>(
  olds: readonly T[],
  nexts: readonly T[],
  weigh: (old: T, next: T) => number,
): [old: number, next: number][] {
  const width = nexts.length + 1;
  const sums = new Float64Array((olds.length + 1) * width);
  const sum = (i: number, j: number): number => sums[i * width + j] ?? 0;
  const weights = olds.map((a) => nexts.map((b) => weigh(a, b)));
  const weight = (i: number, j: number): number => weights[i]?.[j] ?? 0;
  for (let i = olds.length - 1; i >= 0; i -= 1)
    for (let j = nexts.length - 1; j >= 0; j -= 1) {
      const both = weight(i, j) > 0 ? weight(i, j) + sum(i + 1, j + 1) : 0;
      sums[i * width + j] = Math.max(both, sum(i + 1, j), sum(i, j + 1));
    }
  const pairs: [number, number][] = [];
  for (let [i, j] = [0, 0]; i < olds.length && j < nexts.length;) {
    if (weight(i, j) > 0 && sum(i, j) === weight(i, j) + sum(i + 1, j + 1)) pairs.push([i++, j++]);
    else if (sum(i, j) === sum(i + 1, j)) i += 1;
    else j += 1;
  }
  return pairs;
}
