import type { Mark, Run, State } from './text.ts';

/** What runs say one after another, whether it stands or not. */
export const rawOf = (runs: readonly Pick<Run, 'text'>[]): string => runs.map((run) => run.text).join('');

/** The words, struck and added ones alike; the printed reference of a note is no word. */
export const allWords = (runs: readonly Run[]): string => rawOf(runs.filter((run) => run.note === undefined));

/** The words as they stand, those struck (or those added) left out; spaces as they are. */
export const wordsIn = (runs: readonly Run[], without: Mark['state'] = 'deleted'): string =>
  allWords(runs.filter((run) => run.mark?.state !== without));

/** The words as `Item.text` holds them: single spaces, none at either end. */
export const textIn = (runs: readonly Run[]): string =>
  wordsIn(runs)
    .replace(/[ \u00a0]+/g, ' ')
    .trim();

/** The same for a paragraph in this state: a struck one keeps the words it had. */
export const textAs = (state: State, runs: readonly Run[]): string =>
  state === 'deleted' ? allWords(runs).trim() : textIn(runs);
