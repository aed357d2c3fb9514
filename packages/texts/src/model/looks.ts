import type { Format, Mark, Run } from './text.ts';

/** All that says how a run is set. */
export const FORMATS = ['bold', 'italic', 'underline', 'strike', 'sup', 'sub', 'lang', 'rtl'] as const;
const MARKS = ['state', 'author', 'date', 'move'] as const;

// Written plainly: it is asked of all runs, before anything is compiled.
function alike<T>(names: readonly (keyof T)[], a: Partial<T>, b: Partial<T>): boolean {
  for (const name of names) if (a[name] !== b[name]) return false;
  return true;
}
/** Whether two runs are set alike. */
export const sameFormat = (a: Format, b: Format): boolean => alike<Format>(FORMATS, a, b);

/** Whether two runs differ in nothing but their words; those that stand for notes differ. */
export const joinable = (a: Run, b: Run): boolean =>
  a.note === undefined &&
  b.note === undefined &&
  a.link === b.link &&
  a.field === b.field &&
  alike<Mark>(MARKS, a.mark ?? {}, b.mark ?? {}) &&
  sameFormat(a, b) &&
  (a.was === b.was || JSON.stringify(a.was) === JSON.stringify(b.was));

/** A run without what says how it is set. */
export function unset(run: Run): Run {
  const bare = { ...run };
  for (const name of FORMATS) delete bare[name];
  return bare;
}
