import type { Outline, Text } from '../model/text.ts';
import { compare } from './index.ts';
import type { Comparison } from './model.ts';
import { restoreMarks, type Neighbour } from './restore.ts';
import { rejectText } from '../settle/index.ts';

/** What a text has marked itself, as a comparison: the marks stay as they are, with their names and dates. */
export const ownChanges = (text: Text): Comparison => ({ ...compare(rejectText(text), text), merged: text });

/**
 * The same of a document whose marks were lost, from one that stands beside it (`which`): each text with its counterpart (the
 * same number, or the same place). See `restoreMarks`.
 */
export const restoreOutlines = (flattened: Outline, neighbour: Outline, which: Neighbour): Comparison[] =>
  flattened.texts.map((text, at) => {
    const other =
      neighbour.texts.find((one) => one.number !== null && one.number === text.number) ?? neighbour.texts[at];
    return ownChanges(other ? restoreMarks(text, other, which) : text);
  });
