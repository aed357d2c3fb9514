import { formatNumber } from '../../read/docx/formats.ts';
import type { Level, List, Lists } from '../docx/lists.ts';

/** Furthest number that a label is tried for. */
const FAR = 400;
/** Longest pattern of a label that is taken for one. */
const LONGEST = 40;

/** A list as the file that was read had it. */
interface Read {
  id: string;
  format: string;
  pattern: string;
}

/**
 * The list for a paragraph that its file numbered: one that counts as that one did, as long as it prints the label that is
 * wanted; where it would not (a change counts on one side only, a rule of restarting that is not known), the label is the sign
 * of a list of its own.
 */
export function listAs(lists: Lists, read: Read, level: number, label: string): number {
  if (!/%\d/.test(read.pattern) || read.pattern.length > LONGEST || level > 8)
    return lists.sign(label, Math.min(8, level));
  const known = lists.read.get(read.id);
  if (known && goesOn(known, read, level, label)) return known.num;
  const list = lists.add();
  if (!goesOn(list, read, level, label)) {
    lists.drop();
    return lists.sign(label, level);
  }
  lists.read.set(read.id, list);
  return list.num;
}

function goesOn(list: List, read: Read, at: number, label: string): boolean {
  const known = list.levels.get(at);
  if (known && (known.text !== read.pattern || known.format !== read.format)) return false;
  // A level that deeper ones have passed over has begun already, unseen.
  if (!known && list.values.length > at + 1) return false;
  const last = list.values[at];
  const fits = (next: number): boolean => {
    const level = { format: read.format, text: read.pattern, start: next };
    const levels = new Map(list.levels).set(at, known ?? level);
    return print(levels, level, Object.assign([...list.values], { [at]: next })) === label;
  };
  const start = known?.start ?? Array.from({ length: FAR }, (_, i) => i).find(fits);
  const next = last === undefined ? start : last + 1;
  if (start === undefined || next === undefined || !fits(next)) return false;
  list.levels.set(at, known ?? { format: read.format, text: read.pattern, start });
  list.values[at] = next;
  // A level that was passed over counts as begun; deeper ones begin anew.
  for (let i = 0; i < at; i += 1) list.values[i] ??= list.levels.get(i)?.start;
  list.values.length = at + 1;
  return true;
}

function print(levels: ReadonlyMap<number, Level>, level: Level, values: readonly (number | undefined)[]): string {
  return level.text
    .replace(/%([1-9])/g, (_, digit: string) => {
      const of = levels.get(Number(digit) - 1);
      return of ? (formatNumber(values[Number(digit) - 1] ?? of.start, of.format) ?? '') : '';
    })
    .trim();
}
