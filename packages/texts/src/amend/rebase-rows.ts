import type { Group, Item, Language, Row } from '../model/text.ts';
import type { AmendmentOp } from './model.ts';
import { paragraphsIn, rowChange, rowKey } from './row-change.ts';
import { keyOf, runsOf, textIn } from './runs.ts';
import { threeWay } from './three-way.ts';

const idsIn = (row: Row): string[] => paragraphsIn(row).map((item) => item.wId ?? item.eId);

/**
 * Where a row of a table stands now; null where it is gone. It is the one that holds most of its paragraphs; one without
 * paragraphs stands as far as before from the last row above it that has any.
 */
export function rowNow(old: Group, now: Group, index: number): number | null {
  const [was, is] = [old.table ?? [], now.table ?? []];
  for (let r = index; r >= 0; r--) {
    const ids = new Set(idsIn(was[r] ?? { cells: [] }));
    if (ids.size === 0) continue;
    const shared = is.map((row) => idsIn(row).filter((id) => ids.has(id)).length);
    const most = Math.max(0, ...shared);
    if (most > 0) return Math.min(shared.indexOf(most) + index - r, Math.max(is.length - 1, 0));
    if (r === index) return null;
  }
  return index < is.length ? index : null;
}

/** Where rows that were to come before a row come now: before the first one from there on that still stands, else last. */
export function placeNow(old: Group, now: Group, index: number): number {
  const count = old.table?.length ?? 0;
  for (let r = index; r < count; r++) {
    const found = rowNow(old, now, r);
    if (found !== null) return found;
  }
  return now.table?.length ?? 0;
}

/** What is left of a row that is proposed whole, against the row as it stands now. */
export interface CarriedRow {
  next: Row;
  /** Somebody else gave the row other cells, or changed the same words. */
  overlaps: boolean;
  /** Whether anything is still to be changed. */
  changes: boolean;
}

/** A row that is proposed in place of `old`, proposed in place of `now`. */
export function carriedRow(old: Row, now: Row, next: Row, language: Language): CarriedRow {
  const changes = (row: Row): boolean => rowKey(row) !== rowKey(now);
  if (rowKey(old) === rowKey(now)) return { next, overlaps: false, changes: changes(next) };
  const meanwhile = rowChange(old, now, language);
  if (meanwhile.shape !== null) return { next, overlaps: changes(next), changes: changes(next) };
  let overlaps = false;
  const { steps, rewritten } = rowChange(old, next, language);
  const words = new Map<Item, Item>();
  for (const step of steps) {
    if (step.old === undefined) continue;
    const here = now.cells[old.cells.indexOf(step.old)];
    const [was, is] = [paragraphsIn(step.old), here === undefined ? [] : paragraphsIn(here)];
    const changed = was.some((item, i) => keyOf(runsOf(item)) !== keyOf(runsOf(is[i] ?? item)));
    if (step.next === undefined || rewritten.has(step.old)) {
      overlaps ||= changed;
      continue;
    }
    for (const [i, item] of paragraphsIn(step.next).entries()) {
      const merged = threeWay(runsOf(was[i] ?? item), runsOf(is[i] ?? was[i] ?? item), runsOf(item), language);
      overlaps ||= merged.overlaps;
      words.set(item, { ...item, runs: merged.runs, text: textIn(merged.runs) });
    }
  }
  const item = (one: Item): Item => ({ ...(words.get(one) ?? one), items: one.items.map(item) });
  const carried: Row = { ...next, cells: next.cells.map((cell) => ({ ...cell, items: cell.items.map(item) })) };
  return { next: carried, overlaps, changes: changes(carried) };
}

/** Whether two changes add the same rows. */
export const sameRows = (a: AmendmentOp, b: AmendmentOp): boolean =>
  (a.rows ?? []).map(rowKey).join('\n') === (b.rows ?? []).map(rowKey).join('\n');
