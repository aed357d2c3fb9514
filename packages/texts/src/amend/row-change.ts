import { Bags } from '../compare/bags.ts';
import { CellAligner, sameShape, steady, type CellStep } from '../compare/cells.ts';
import type { Cell, Item, Language, Row, Run } from '../model/text.ts';
import { keyOf, runsOf } from './runs.ts';

/** What a proposal makes of one row of a table. */
export interface RowChange {
  /** What becomes of each cell, from left to right; a cell that `rewritten` names stays with other paragraphs. */
  steps: CellStep[];
  rewritten: ReadonlySet<Cell>;
  /** Cells that come, go, or cover others than before, and cells that are rewritten: equal for equal ones. Null: none. */
  shape: string | null;
  /** Words proposed for paragraphs of cells that stay. */
  words: { old: Item; runs: Run[] }[];
  /** Words proposed for cells that hold no paragraph, by the place of the cell in the row. */
  filled: { cell: number; runs: Run[] }[];
}

/** The paragraphs of a cell or a row with those below them, in reading order. */
export const paragraphsIn = (of: Cell | Row): Item[] => {
  const flat = (items: readonly Item[]): Item[] => items.flatMap((item) => [item, ...flat(item.items)]);
  return 'cells' in of ? of.cells.flatMap((cell) => flat(cell.items)) : flat(of.items);
};

const spans = ({ colspan = 1, rowspan = 1 }: Cell): string => `${colspan}x${rowspan}`;
const cellKey = (cell: Cell): string =>
  JSON.stringify([spans(cell), paragraphsIn(cell).map((one) => keyOf(runsOf(one)))]);

/** A row in one string: equal for rows with the same cells and words. */
export const rowKey = (row: Row): string => row.cells.map(cellKey).join('|');

/** What a row becomes in a proposal that gives it whole. */
export function rowChange(old: Row, next: Row, language: Language): RowChange {
  const steps = stepsBetween(old, next, language);
  const rewritten = new Set<Cell>();
  const words: RowChange['words'] = [];
  const filled: RowChange['filled'] = [];
  let changed = false;
  const shape = steps.map((step): string => {
    if (step.old === undefined) return `+${cellKey(step.next)}`;
    const cell = old.cells.indexOf(step.old);
    if (step.next === undefined) return `-${cell}`;
    const [was, is] = [paragraphsIn(step.old), paragraphsIn(step.next)];
    let content = '';
    if (was.length === is.length)
      for (const [i, item] of was.entries()) {
        const runs = runsOf(is[i] ?? item);
        if (keyOf(runsOf(item)) !== keyOf(runs)) words.push({ old: item, runs });
      }
    else if (was.length === 0 && is.length === 1 && is[0]) filled.push({ cell, runs: runsOf(is[0]) });
    else {
      rewritten.add(step.old);
      content = cellKey(step.next);
    }
    if (content !== '' || spans(step.old) !== spans(step.next)) changed = true;
    return `=${cell} ${spans(step.next)}${content}`;
  });
  changed ||= steps.some((step) => step.old === undefined || step.next === undefined);
  return { steps, rewritten, words, filled, shape: changed ? shape.join('|') : null };
}

function stepsBetween(old: Row, next: Row, language: Language): CellStep[] {
  if (sameShape(old, next) || old.cells.length === next.cells.length) return steady(old, next);
  const bags = new Bags(language);
  return (
    new CellAligner([[old], [next]], [[old, next]], bags).steps(old, next) ?? [
      ...old.cells.map((cell) => ({ old: cell })),
      ...next.cells.map((cell) => ({ next: cell })),
    ]
  );
}
