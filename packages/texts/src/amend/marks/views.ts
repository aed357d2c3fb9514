import { unset } from '../../model/looks.ts';
import type { Authored, Item, Mark, Run } from '../../model/text.ts';
import { clean, join } from '../runs.ts';

/** Who made a change; undefined where the file does not say. */
export type Author = string | undefined;
export type Change = 'inserted' | 'deleted';

export const withoutMove = ({ author, date }: Authored): Partial<Mark> => ({
  ...(author === undefined ? {} : { author }),
  ...(date === undefined ? {} : { date }),
});

export const unformatted = ({ was: _was, mark: _mark, passed: _passed, ...run }: Run): Run => run;
/** A run in its formatting before a change of it. */
export function formerly(run: Run): Run {
  if (run.was === undefined) return unformatted(run);
  return { ...unset(unformatted(run)), ...run.was.format };
}

/** Words as they were before all changes, and after all. */
export const before = (runs: readonly Run[]): Run[] =>
  join(runs.filter((run) => run.mark?.state !== 'inserted' && run.passed === undefined).map(formerly));
export const after = (runs: readonly Run[]): Run[] => clean(runs);

const worded = (item: Item): Run[] => item.runs.filter((run) => run.text !== '' || run.note !== undefined);
/** The first mark of a paragraph that says that it came, or went. */
export const markOf = (item: Item, state: Change): Partial<Mark> =>
  worded(item).find((run) => run.mark?.state === state)?.mark ?? {};
/** Words of a paragraph or row that one author strikes whole, as the others left them: what they changed in it is theirs. */
export const unstruck = (runs: readonly Run[], author: Author): Run[] =>
  runs.map((run): Run => {
    const { passed, ...rest } = run;
    if (passed !== undefined)
      return passed.deleted.author === author
        ? { ...rest, text: passed.text, mark: { ...withoutMove(passed.inserted), state: 'inserted' } }
        : run;
    return run.mark?.state === 'deleted' && run.mark.author === author ? formerly(run) : run;
  });
