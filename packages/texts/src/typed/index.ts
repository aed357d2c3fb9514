import type { Language, Run } from '../model/text.ts';
import { diffTokens } from '../words/diff.ts';
import { tokensOf, type Token } from '../words/tokens.ts';
import { clean, isSign, join, lookOf, signs, slice } from '../amend/runs.ts';

/**
 * Words typed into a form stand there as plain words: a form shows neither what kind of space stands between two words nor the
 * reference of a footnote, an image or the look of a word. So what was typed is laid beside the words it was typed over: where
 * it keeps a word, that word comes back as it stood, with its spaces and signs; a sign within words that went stays where they
 * stood, for nobody could strike what they did not see.
 */

/** A sign that `signs` gives to a note or an image. */
const SIGN = /[\uE000-\uF8FF]/;
const SPACE = /[ \u00a0\u2007\u202f]/;
const alike = (words: string): string => words.replace(/[\u00a0\u2007\u202f]/g, ' ');

/** Words as a form shows them, and for each character the place at which it begins in the words themselves. */
interface Shown {
  text: string;
  at: number[];
  /** Where the last one ends. */
  end: number;
}

function shownOf(words: string): Shown {
  let text = '';
  const at: number[] = [];
  for (let i = 0; i < words.length; i++) {
    const sign = words[i] ?? '';
    if (SIGN.test(sign) || (SPACE.test(sign) && (text === '' || text.endsWith(' ')))) continue;
    text += SPACE.test(sign) ? ' ' : sign;
    at.push(i);
  }
  if (text.endsWith(' ')) {
    text = text.slice(0, -1);
    at.pop();
  }
  const end = (at.at(-1) ?? words.length - 1) + 1;
  return { text, at: [...at, end], end };
}

const startsOf = (tokens: readonly Token[]): number[] => {
  const out = [0];
  for (const token of tokens) out.push((out.at(-1) ?? 0) + token.text.length);
  return out;
};

/**
 * The words of a paragraph as they were typed over those that stood there (`before`), clean of marks: no space, reference of a
 * footnote or image is lost or changed where the words around it stay. Words have the look of the words before where all of
 * those have the same, else none, which leaves that of the words they keep.
 */
export function typedRuns(typed: string, before: readonly Run[], language: Language): Run[] {
  const stood = clean(before);
  const words = signs(stood, new Map());
  const shown = shownOf(words);
  const a = tokensOf(shown.text, language);
  const b = tokensOf(alike(typed), language);
  const [startsA, startsB] = [startsOf(a), startsOf(b)];
  const shownRuns = stood.filter((run) => !isSign(run) && run.text !== '');
  const look = lookIn(shownRuns);
  const out: Run[] = shown.text === '' ? stood.filter(isSign) : [];
  // What is not shown goes with the word that it follows; spaces at either end only where they still are at that end.
  const kept = (from: number, to: number): Run[] => slice(stood, shown.at[from] ?? 0, shown.at[to] ?? words.length);
  const ends = { lead: slice(stood, 0, shown.at[0] ?? 0), tail: slice(stood, shown.end, words.length) };
  for (const piece of diffTokens(a, b)) {
    const [from, to] = [startsA[piece.old[0]] ?? 0, startsA[piece.old[1]] ?? 0];
    if (piece.kind === 'inserted')
      out.push({ ...look, text: typed.slice(startsB[piece.next[0]], startsB[piece.next[1]]) });
    else {
      const same = piece.kind === 'same';
      const put = (runs: readonly Run[], whole: boolean): void => {
        for (const run of runs)
          if (isSign(run)) out.push(run);
          else if (whole) out.push({ ...look, text: run.text });
      };
      if (from === 0) put(ends.lead, same && piece.next[0] === 0);
      put(kept(from, to), same);
      if (to === shown.text.length) put(ends.tail, same && piece.next[1] === b.length);
    }
  }
  return join(out);
}

const LOOKS = ['bold', 'italic', 'underline', 'strike', 'sup', 'sub', 'lang', 'rtl'] as const;

function lookIn(runs: readonly Run[]): Partial<Run> {
  const [first] = runs;
  if (first === undefined || runs.some((run) => lookOf({ ...run, link: '' }) !== lookOf({ ...first, link: '' })))
    return {};
  return Object.fromEntries(LOOKS.flatMap((key) => (first[key] === undefined ? [] : [[key, first[key]]])));
}

/** A place where words stand: in characters of the paragraph's words, and what a reader sees on either side. */
export interface WordsFound {
  from: number;
  to: number;
  /** Some words before and after it, as a form shows them; an ellipsis where more stand there. */
  before: string;
  after: string;
}

/**
 * Where words stand in a paragraph, in characters of its words as they stand (a note or an image is one); whatever the kind of
 * spaces between them. Every place, in order; where they are whole words at some, those places alone.
 */
export function findWords(runs: readonly Run[], words: string): WordsFound[] {
  const { text, at } = shownOf(signs(runs, new Map()));
  const wanted = shownOf(words).text;
  const found: number[] = [];
  if (wanted !== '')
    for (let i = text.indexOf(wanted); i >= 0; i = text.indexOf(wanted, i + wanted.length)) found.push(i);
  const whole = found.filter((i) => isEdge(text, i) && isEdge(text, i + wanted.length));
  return (whole.length > 0 ? whole : found).map((i) => ({
    from: at[i] ?? 0,
    to: (at[i + wanted.length - 1] ?? 0) + 1,
    before: some(text.slice(0, i), /^(?:\S*\s)?/, -BESIDE),
    after: some(text.slice(i + wanted.length), /(?:\s\S*)?$/, BESIDE),
  }));
}

/** Characters shown beside words that were found. */
const BESIDE = 30;
const isEdge = (text: string, at: number): boolean =>
  !/^[\p{L}\p{M}\p{N}]{2}/u.test(text.slice(Math.max(0, at - 1), at + 1));

// The nearer characters, without the word that they cut.
function some(text: string, part: RegExp, length: number): string {
  if (text.length <= BESIDE) return text;
  const near = (length < 0 ? text.slice(length) : text.slice(0, length)).replace(part, '');
  return length < 0 ? `…${near}` : `${near}…`;
}
