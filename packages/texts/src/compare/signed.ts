import type { Authored } from '../model/text.ts';

/** Who signs changes made at a moment, to the second, as Word keeps it. */
export const signedBy = (author: string, at: Date): Authored => ({
  author,
  date: at.toISOString().replace(/\.\d+Z$/, 'Z'),
});
