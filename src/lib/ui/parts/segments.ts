import type { Option, Run, Segment } from '@suivi/texts';
import { printedWords } from '@suivi/texts/amend/lines';

/** A stretch of a compiled paragraph as it is printed. */
export type Part =
  /** `at`: where they begin in the words that stood before; null where they are proposed. */
  | { kind: 'words'; runs: readonly Run[]; at: number | null }
  | { kind: 'space' }
  /** `plain`: one change that nobody contradicts. */
  | { kind: 'choice'; plain: boolean; options: { option: Option; parts: Part[] }[] };

/**
 * A compiled paragraph as it is printed: spaces at the ends of what is to be chosen among stand outside it, and one stands
 * after the name of who proposes a change wherever words go on, none before a sign.
 */
export function partsOf(segments: readonly Segment[]): Part[] {
  let at = 0;
  const words = (runs: readonly Run[], isNew: boolean): Part => {
    const part: Part = { kind: 'words', runs, at: isNew ? null : at };
    if (!isNew) at += printedWords(runs).length;
    return part;
  };
  const walk = (all: readonly Segment[], isNew: boolean): Part[] =>
    all.flatMap((one, i): Part[] => {
      if (one.kind === 'words') return [words(one.runs, isNew)];
      const { reason, options } = one.choice;
      const plain = reason === 'proposed' && options.length === 2;
      const ends = options.map(({ segments: own }) => endsOf(own));
      const made = options.map((option) => ({
        option,
        parts: withoutEnds(walk(option.segments, isNew || !option.original)),
      }));
      const named = plain && ends.every(({ after }) => !after) && goesOn(all[i + 1]);
      return [
        ...(ends.some(({ before }) => before) ? [SPACE] : []),
        { kind: 'choice', plain, options: made },
        ...(named || ends.some(({ after }) => after) ? [SPACE] : []),
      ];
    });
  return walk(segments, false);
}

const SPACE: Part = { kind: 'space' };

const edge = (segments: readonly Segment[], last: boolean): string => {
  const one = segments.at(last ? -1 : 0);
  return one?.kind === 'words' ? printedWords(one.runs) : '';
};
const endsOf = (segments: readonly Segment[]): { before: boolean; after: boolean } => ({
  before: /^\s/.test(edge(segments, false)),
  after: /\s$/.test(edge(segments, true)),
});

const goesOn = (next: Segment | undefined): boolean =>
  next?.kind === 'words' && /^[\p{L}\p{N}]/u.test(printedWords(next.runs));

/** The same without the spaces at its ends; where words begin is counted on. */
function withoutEnds(parts: readonly Part[]): Part[] {
  const [first, ...rest] = parts;
  if (first === undefined) return [];
  const head = first.kind === 'words' ? cutStart(first) : first;
  const all = [head, ...rest];
  const last = all.at(-1);
  return last?.kind === 'words' ? [...all.slice(0, -1), { ...last, runs: cutEnd(last.runs) }] : all;
}

type Words = Extract<Part, { kind: 'words' }>;

function cutStart({ runs, at }: Words): Words {
  const [first, ...rest] = runs;
  if (first === undefined || !isWords(first)) return { kind: 'words', runs, at };
  const text = first.text.trimStart();
  return {
    kind: 'words',
    runs: [{ ...first, text }, ...rest],
    at: at === null ? null : at + first.text.length - text.length,
  };
}
function cutEnd(runs: readonly Run[]): readonly Run[] {
  const last = runs.at(-1);
  return last !== undefined && isWords(last) ? [...runs.slice(0, -1), { ...last, text: last.text.trimEnd() }] : runs;
}
const isWords = (run: Run): boolean => run.note === undefined && !run.image && run.mark?.state !== 'deleted';
