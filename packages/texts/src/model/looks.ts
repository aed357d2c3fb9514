import type { Format, Mark, Run } from './text.ts';

/** All that says how a run is set. */
export const FORMATS = ['bold', 'italic', 'underline', 'strike', 'sup', 'sub', 'lang', 'rtl'] as const;
const MARKS = ['state', 'author', 'date', 'move'] as const;

/** Whether two runs are set alike. */
export const sameFormat = (a: Format, b: Format): boolean => FORMATS.every((name) => a[name] === b[name]);
const sameMark = (a?: Mark, b?: Mark): boolean => a === b || MARKS.every((name) => a?.[name] === b?.[name]);

/** Whether two runs differ in nothing but their words; those that stand for notes differ. */
export const joinable = (a: Run, b: Run): boolean =>
  a.note === undefined &&
  b.note === undefined &&
  a.link === b.link &&
  a.field === b.field &&
  sameFormat(a, b) &&
  sameMark(a.mark, b.mark) &&
  (a.was === b.was || JSON.stringify(a.was) === JSON.stringify(b.was));

/** A run without what says how it is set. */
export function unset(run: Run): Run {
  const bare = { ...run };
  for (const name of FORMATS) delete bare[name];
  return bare;
}
