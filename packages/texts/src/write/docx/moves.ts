import type { Mark } from '../../model/text.ts';
import { addTo, paragraphsIn, type WordBlock, type WordRun } from './model.ts';

/** Where the ranges of moves begin and end: before or after a run or a whole paragraph. */
export interface Moves {
  /** Whether this move is written as one: both of its ends stand in the body, each in one stretch. */
  has(move: string): boolean;
  before(place: WordRun | WordBlock): readonly MoveEnd[];
  after(place: WordRun | WordBlock): readonly MoveEnd[];
}

/** One side of a move: the place left or the place reached. */
export interface MoveEnd {
  move: string;
  mark: Mark;
}

type Side = { mark: Mark; from: number; to: number; first: WordRun | WordBlock; last: WordRun | WordBlock };

/**
 * Word pairs the two sides of a move by the name of their ranges (17.13.5.22 to 17.13.5.28), and asks to repair a file
 * where a name stands alone or twice. So each side is one range from its first moved run (or paragraph) to its last; a move
 * whose other side is missing, or whose range would cross another one, is written as words deleted here and inserted there.
 */
export function movesOf(blocks: readonly WordBlock[]): Moves {
  const sides = { deleted: new Map<string, Side>(), inserted: new Map<string, Side>() };
  let at = 0;
  const meet = (mark: Mark | undefined, place: WordRun | WordBlock): void => {
    at += 1;
    if (mark?.move === undefined) return;
    const known = sides[mark.state].get(mark.move);
    if (!known) sides[mark.state].set(mark.move, { mark, from: at, to: at, first: place, last: place });
    else Object.assign(known, { to: at, last: place });
  };
  for (const block of paragraphsIn(blocks)) {
    // A paragraph that moves whole: its range begins before it, so that its own end is within.
    const { mark, runs } = block;
    const whole =
      runs[0]?.mark?.move === mark?.move || runs.every((run) => run.passed ?? run.mark?.state === mark?.state);
    if (whole) meet(mark, block);
    for (const run of runs) meet(run.mark, run);
    meet(mark, block);
  }

  const kept = new Set([...sides.deleted.keys()].filter((move) => sides.inserted.has(move)));
  for (const list of [sides.deleted, sides.inserted]) {
    const open = [...list].filter(([move]) => kept.has(move)).sort((a, b) => a[1].from - b[1].from);
    for (const [i, [, one]] of open.entries())
      for (const [move, other] of open.slice(i + 1)) {
        if (other.from > one.to) break;
        if (other.to > one.to) kept.delete(move);
      }
  }

  const before = new Map<WordRun | WordBlock, MoveEnd[]>();
  const after = new Map<WordRun | WordBlock, MoveEnd[]>();
  for (const list of [sides.deleted, sides.inserted])
    for (const [move, { mark, first, last }] of list) {
      if (!kept.has(move)) continue;
      addTo(before, first, { move, mark });
      addTo(after, last, { move, mark });
    }
  return {
    has: (move) => kept.has(move),
    before: (place) => before.get(place) ?? [],
    after: (place) => (after.get(place) ?? []).toReversed(),
  };
}
