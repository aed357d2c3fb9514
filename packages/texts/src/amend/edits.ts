import type { Item, Language, Mark, Run } from '../model/text.ts';
import { diffTokens } from '../words/diff.ts';
import { tokensOf, type Token } from '../words/tokens.ts';
import { clean, cut, hasLooks, isSign, join, keyOf, lookOf, marked, runsOf, signs, slice } from './runs.ts';

/** A change of words: what stands from `from` to `to` gives way to `runs`. Nothing stands there for an insertion. */
export interface Edit {
  from: number;
  to: number;
  runs: Run[];
  /** Where `runs` stand in the words after all changes. */
  next: [from: number, to: number];
  /** Equal for equal changes of the same words. */
  key: string;
}

/** Who changes, for marks; without it words change cleanly. */
export type By = Pick<Mark, 'author' | 'date'>;

/**
 * What a proposal changes in a paragraph: the words that differ and, where the proposal sets any words apart by their look,
 * the looks that differ. Words typed without any look leave that of the words they keep. Edits ascend and never touch.
 */
export function editsBetween(old: readonly Run[], proposed: readonly Run[], language: Language): Edit[] {
  const next = clean(proposed);
  const { notes, tokens: a, starts: startsA } = readOf(old, language);
  const b = tokensOf(signs(next, new Map(notes)), language);
  const startsB = starts(b);
  const looks = hasLooks(next) ? [looksOf(old), looksOf(next)] : null;
  const spans: { from: number; to: number; next: [number, number] }[] = [];
  const add = (from: number, to: number, nextFrom: number, nextTo: number): void => {
    const last = spans.at(-1);
    if (last?.to === from && last.next[1] === nextFrom) {
      last.to = to;
      last.next[1] = nextTo;
    } else spans.push({ from, to, next: [nextFrom, nextTo] });
  };
  for (const piece of diffTokens(a, b)) {
    const [from, to] = [startsA[piece.old[0]] ?? 0, startsA[piece.old[1]] ?? 0];
    const [nextFrom, nextTo] = [startsB[piece.next[0]] ?? 0, startsB[piece.next[1]] ?? 0];
    if (piece.kind === 'deleted') add(from, to, nextFrom, nextFrom);
    else if (piece.kind === 'inserted') add(from, from, nextFrom, nextTo);
    else if (looks !== null)
      for (let i = piece.old[0]; i < piece.old[1]; i++) {
        const [s, e] = [startsA[i] ?? 0, startsA[i + 1] ?? 0];
        const shift = nextFrom - from;
        let differs = false;
        for (let c = s; c < e && !differs; c++) differs = looks[0]?.[c] !== looks[1]?.[c + shift];
        if (differs) add(s, e, s + shift, e + shift);
      }
  }
  return spans.map((span) => {
    const runs = slice(next, span.next[0], span.next[1]);
    return { ...span, runs, key: `${span.from}-${span.to}:${keyOf(runs)}` };
  });
}

interface Reading {
  language: Language;
  notes: ReadonlyMap<string, string>;
  tokens: Token[];
  starts: number[];
}
// Many proposals are read against the same words.
const readings = new WeakMap<readonly Run[], Reading>();

function readOf(runs: readonly Run[], language: Language): Reading {
  const kept = readings.get(runs);
  if (kept?.language === language) return kept;
  const notes = new Map<string, string>();
  const tokens = tokensOf(signs(runs, notes), language);
  const reading = { language, notes, tokens, starts: starts(tokens) };
  readings.set(runs, reading);
  return reading;
}

const starts = (tokens: readonly Token[]): number[] => {
  const out = [0];
  for (const token of tokens) out.push((out.at(-1) ?? 0) + token.text.length);
  return out;
};

// The look of each place. A note has none of its own.
function looksOf(runs: readonly Run[]): string[] {
  const out: string[] = [];
  for (const run of runs) {
    if (run.mark?.state === 'deleted') continue;
    const look = lookOf(run);
    const length = isSign(run) ? 1 : run.text.length;
    // The look of a space says nothing.
    for (let i = 0; i < length; i++) out.push(isSign(run) || /[\s\u00a0]/.test(run.text[i] ?? ' ') ? '' : look);
  }
  return out;
}

/**
 * Words with changes made. Edits ascend and do not overlap. Under `by` what goes and what comes is marked as that author's;
 * words that another reviewer had inserted have then come and gone (`passed`), with both names. What earlier reviewers deleted
 * keeps its place and mark.
 */
export function withEdits(runs: readonly Run[], edits: readonly Pick<Edit, 'from' | 'to' | 'runs'>[], by?: By): Run[] {
  if (edits.length === 0) return [...runs];
  const parts = cut(
    runs,
    edits.flatMap((edit) => [edit.from, edit.to]),
  );
  const out: Run[] = [...(parts[0] ?? [])];
  for (const [i, edit] of edits.entries()) {
    out.push(...struck(parts[2 * i + 1] ?? [], by));
    out.push(...(by === undefined ? edit.runs : marked(edit.runs, { state: 'inserted', ...by })));
    out.push(...(parts[2 * i + 2] ?? []));
  }
  return join(out);
}

/** Words that go: marked as deleted under an author, or gone; what was marked as deleted before stays. */
export const struck = (runs: readonly Run[], by?: By): Run[] =>
  runs.flatMap((run) => {
    if (run.mark?.state === 'deleted' || run.passed !== undefined) return [run];
    if (by === undefined) return [];
    if (run.mark?.state === 'inserted') {
      const { author, date } = run.mark;
      if (author === by.author || run.text === '') return [];
      const inserted = { ...(author === undefined ? {} : { author }), ...(date === undefined ? {} : { date }) };
      return [{ text: '', passed: { text: run.text, inserted, deleted: { ...by } } }];
    }
    return [{ ...run, mark: { state: 'deleted' as const, ...by } }];
  });

/** A paragraph that is struck, under a mark; what is below it is struck by itself. */
export const struckItem = (item: Item, by: By): Item => ({ ...item, runs: struck(runsOf(item), by), state: 'deleted' });
