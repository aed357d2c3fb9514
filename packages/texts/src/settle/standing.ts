import type { Authored, Text } from '../model/text.ts';
import { changesIn } from './changes.ts';

/** Whose marks a text bears, each with the last time that they made one. */
export function standingIn(text: Text): Authored[] {
  const last = new Map<string | undefined, Authored>();
  for (const { author, date } of changesIn(text))
    if (author !== undefined || date !== undefined)
      if ((date ?? '') >= (last.get(author)?.date ?? '')) last.set(author, asAuthored(author, date));
  return [...last.values()];
}

const asAuthored = (author: string | undefined, date: string | undefined): Authored => ({
  ...(author !== undefined && { author }),
  ...(date !== undefined && { date }),
});

/**
 * Tells, in a file made from a text that bears marks, those that stood there already (`standing`, of `standingIn`): of the same
 * author, and no later. Word keeps times to the minute only.
 */
export const isStanding =
  (standing: readonly Authored[]) =>
  ({ author, date }: Authored): boolean =>
    standing.some((one) => one.author === author && minute(date) <= minute(one.date));

const minute = (date = ''): string => date.slice(0, 'YYYY-MM-DDThh:mm'.length);
