import type { Outline, Text } from '../model/text.ts';
import { counterparts } from './counterparts.ts';
import { compare } from './compare.ts';
import type { Comparison } from './model.ts';
import { restoreMarks, type Neighbour } from './restore.ts';
import { rejectText } from '../settle/index.ts';

/** What a text has marked itself, as a comparison: the marks stay as they are, with their names and dates. */
export const ownChanges = (text: Text): Comparison => ({ ...compare(rejectText(text), text), merged: text });

/**
 * The same of a document whose marks were lost, from one that stands beside it (`which`): each text with its counterpart, as
 * `compareOutlines` has it. See `restoreMarks`.
 */
export function restoreOutlines(flattened: Outline, neighbour: Outline, which: Neighbour): Comparison[] {
  const { found } = counterparts(neighbour, flattened);
  return flattened.texts.map((text) => {
    const other = found.get(text);
    return ownChanges(other ? restoreMarks(text, other, which) : text);
  });
}
