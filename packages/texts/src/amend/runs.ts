import type { Mark, Run } from '../model/text.ts';

export { textIn, wordsIn } from '../model/words.ts';
export { runsOf } from '../compare/nodes.ts';

/**
 * Words with their looks, and places in them. A place counts the characters that stand: words marked as deleted have no
 * length, a footnote reference or an image has the length of one. So an earlier reviewer's marks stay where they are while words
 * around them change.
 */

const lengthOf = (run: Run): number => (run.mark?.state === 'deleted' ? 0 : isSign(run) ? 1 : run.text.length);

/** A footnote reference or an image: one sign, whatever is printed. */
export const isSign = (run: Run): boolean => run.note !== undefined || run.image !== undefined;
/** A run that says nothing at all. */
const isNothing = (run: Run): boolean =>
  run.text === '' && !isSign(run) && run.passed === undefined && run.field === undefined;

/** Length of these words as they stand. */
export const extent = (runs: readonly Run[]): number => runs.reduce((sum, run) => sum + lengthOf(run), 0);

/** The words as they stand in a form in which each place is one character: a note or an image is a sign of its own. */
export function signs(runs: readonly Run[], notes: Map<string, string>): string {
  return runs
    .filter((run) => run.mark?.state !== 'deleted')
    .map((run) => {
      if (!isSign(run)) return run.text;
      const name = run.note ?? `image ${run.image?.part ?? run.image?.alt ?? ''}`;
      const sign = notes.get(name) ?? String.fromCharCode(0xe000 + notes.size);
      notes.set(name, sign);
      return sign;
    })
    .join('');
}

/** How a run looks, without its words and marks. */
export const lookOf = (run: Run): string =>
  [
    run.bold && 'b',
    run.italic && 'i',
    run.underline && 'u',
    run.strike && 's',
    run.sup && run.note === undefined && '^',
    run.sub && '_',
    run.link,
  ]
    .filter(Boolean)
    .join(' ');

/** Whether any of these words are set apart by their look. */
export const hasLooks = (runs: readonly Run[]): boolean =>
  runs.some((run) => run.note === undefined && run.text.trim() !== '' && lookOf(run) !== '');

/** Words in one string with their looks: equal for equal words, whatever the cut of the runs. */
export function keyOf(runs: readonly Run[]): string {
  let out = '';
  let last = '';
  for (const run of runs) {
    if (run.mark?.state === 'deleted' || (run.text === '' && !isSign(run))) continue;
    const look = isSign(run) ? `#${run.note ?? run.image?.part ?? ''}` : lookOf(run);
    if (look !== last) out += `\u0001${look}\u0002`;
    out += run.text;
    last = look;
  }
  return out;
}

/** The words as they stand, clean of marks: what a proposal carries. */
export const clean = (runs: readonly Run[]): Run[] =>
  join(
    runs
      .filter((run) => run.mark?.state !== 'deleted')
      .map(({ mark: _mark, passed: _passed, was: _was, ...run }) => run),
  );

/** The same words under a mark. */
export const marked = (runs: readonly Run[], mark: Mark): Run[] => runs.map((run) => ({ ...run, mark }));

const same = (a: Run, b: Run): boolean => {
  if (isSign(a) || isSign(b) || a.passed !== undefined || b.passed !== undefined) return false;
  const { text: _a, mark: markA, ...restA } = a;
  const { text: _b, mark: markB, ...restB } = b;
  const keys = new Set([...Object.keys(restA), ...Object.keys(restB)]) as Set<keyof typeof restA>;
  for (const key of keys) if (restA[key] !== restB[key]) return false;
  return (
    markA?.state === markB?.state &&
    markA?.author === markB?.author &&
    markA?.date === markB?.date &&
    markA?.move === markB?.move
  );
};

/** Neighbours that are alike become one run; empty ones go. */
export function join(runs: readonly Run[]): Run[] {
  const out: Run[] = [];
  for (const run of runs) {
    if (isNothing(run)) continue;
    const last = out.at(-1);
    if (last !== undefined && same(last, run)) out[out.length - 1] = { ...last, text: last.text + run.text };
    else out.push(run);
  }
  return out;
}

/**
 * Cuts words at ascending places. Gives one part more than there are cuts; joined they are the words again. What has no
 * length stands in the part that begins where it stands.
 */
export function cut(runs: readonly Run[], cuts: readonly number[]): Run[][] {
  const parts: Run[][] = [[]];
  let at = 0;
  let next = 0;
  for (const run of runs) {
    const length = lengthOf(run);
    let done = 0;
    while (next < cuts.length && (cuts[next] ?? 0) <= at + done) {
      parts.push([]);
      next++;
    }
    while (next < cuts.length && (cuts[next] ?? 0) < at + length) {
      const stop = (cuts[next] ?? 0) - at;
      if (stop > done) parts.at(-1)?.push({ ...run, text: run.text.slice(done, stop) });
      done = stop;
      parts.push([]);
      next++;
    }
    parts.at(-1)?.push(done === 0 ? run : { ...run, text: run.text.slice(done) });
    at += length;
  }
  while (parts.length <= cuts.length) parts.push([]);
  return parts;
}

/** The words between two places. */
export const slice = (runs: readonly Run[], from: number, to: number): Run[] => cut(runs, [from, to])[1] ?? [];

/** Words in three: the spaces before the first, the words, the spaces after the last. Spaces alone stand last. */
export function around(runs: readonly Run[]): [lead: Run[], core: Run[], tail: Run[]] {
  const plain = signs(runs, new Map());
  const core = plain.trim();
  if (core === '') return [[], [], [...runs]];
  const from = plain.indexOf(core);
  const [lead = [], middle = [], tail = []] = cut(runs, [from, from + core.length]);
  return [lead, middle, tail];
}
