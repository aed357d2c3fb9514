import { defined } from '../model/defined.ts';
import { FORMATS, joinable, sameFormat } from '../model/looks.ts';
import type { Format, Image, Language, Mark, Run } from '../model/text.ts';
import { rawOf } from '../model/words.ts';
import { diffTokens, type Piece } from '../words/diff.ts';
import type { Token } from '../words/tokens.ts';
import type { Reset } from './model.ts';

/** What the runs of two versions are compared by. */
export interface RunContext {
  language: Language;
  loose: boolean;
  /** The words of a text. */
  tokens(text: string): readonly Token[];
  /** The id of a note by which its references are the same in both texts. */
  noteOf(side: 'old' | 'next', id: string): string;
  /** The id that a note of the old text has in the redline. */
  rename(id: string): string;
}

/** A run without its words, or a stretch of it: one that stands for a note or an image counts as one character. */
interface Part {
  run: Run;
  length: number;
}

const isSpecial = (run: Run): boolean => run.note !== undefined || run.image !== undefined || run.passed !== undefined;
const partsOf = (runs: readonly Run[]): Part[] =>
  runs
    .filter((run) => run.text !== '' || isSpecial(run) || run.field !== undefined)
    .map((run) => ({ run, length: isSpecial(run) ? 1 : run.text.length }));

function tokensIn(runs: readonly Run[], side: 'old' | 'next', ctx: RunContext): readonly Token[] {
  if (!runs.some(isSpecial)) return ctx.tokens(rawOf(runs));
  const tokens: Token[] = [];
  let words = '';
  const flush = (): void => {
    for (const token of ctx.tokens(words)) tokens.push(token);
    words = '';
  };
  for (const run of runs) {
    if (!isSpecial(run)) {
      words += run.text;
      continue;
    }
    flush();
    const key =
      run.note !== undefined
        ? `note ${ctx.noteOf(side, run.note)}`
        : `image ${run.image?.part ?? ''} ${run.image?.alt ?? ''}`;
    tokens.push({ text: `\u0001${key}`, kind: 'mark' });
  }
  flush();
  return tokens;
}

const LOOSE: readonly (readonly [RegExp, string])[] = [
  [/[’‘ʼ`]/g, "'"],
  [/[“”«»„]/g, '"'],
  [/[‐‑–—]/g, '-'],
];
/** A token by what a reader takes it for, whatever the signs it is set in. */
function plain(token: Token): Token {
  if (token.kind === 'space') return { kind: 'space', text: ' ' };
  let { text } = token;
  for (const [pattern, sign] of LOOSE) text = text.replace(pattern, sign);
  return text === token.text ? token : { ...token, text };
}

// A token of one sign is a sign of the text; a longer one that begins so stands for a note or an image.
const standsFor = ({ text }: Token): boolean => text.length > 1 && text.startsWith('\u0001');

// How long some of the tokens are in the parts: one for a note or an image counts as one character.
function lengthOf(tokens: readonly Token[], from: number, to: number): number {
  let length = 0;
  for (const token of tokens.slice(from, to)) length += standsFor(token) ? 1 : token.text.length;
  return length;
}

/** Cuts runs at offsets, going forward only. */
class Cutter {
  readonly #parts: Part[];
  #index = 0;
  #within = 0;

  constructor(runs: readonly Run[]) {
    this.#parts = partsOf(runs);
  }
  /** The next run, or the part of it that is at most so long. */
  take(most: number): Part | null {
    const part = this.#parts[this.#index];
    if (!part) return null;
    const length = Math.min(most, part.length - this.#within);
    const whole = length === part.length;
    const run = whole ? part.run : { ...part.run, text: part.run.text.slice(this.#within, this.#within + length) };
    this.#within += length;
    if (this.#within >= part.length) {
      this.#index += 1;
      this.#within = 0;
    }
    return { run, length };
  }
  many(length: number): Run[] {
    const out: Run[] = [];
    for (let left = length; left > 0;) {
      const part = this.take(left);
      if (part === null) break;
      out.push(part.run);
      left -= part.length;
    }
    return out;
  }
  left(): number {
    return (this.#parts[this.#index]?.length ?? 0) - this.#within;
  }
}

/** How a run is set. */
export const formatOf = (run: Run): Format => defined(Object.fromEntries(FORMATS.map((name) => [name, run[name]])));
const sameLink = (a: Run, b: Run): boolean => a.link === b.link && a.field === b.field;

/** Neighbours that differ in their words only are one run. */
export function joinRuns(runs: readonly Run[]): Run[] {
  const out: Run[] = [];
  const bare = (run: Run): boolean => !isSpecial(run) && run.field === undefined;
  for (const run of runs) {
    const last = out.at(-1);
    if (last && bare(run) && bare(last) && joinable(last, run))
      out[out.length - 1] = { ...last, text: last.text + run.text };
    else out.push(run);
  }
  return out;
}

/** Runs under one mark. */
export const marked = (runs: readonly Run[], mark: Mark, ctx: RunContext): Run[] =>
  runs.map((run) => {
    const { was: _was, ...rest } = run;
    return mark.state === 'deleted' && run.note !== undefined
      ? { ...rest, note: ctx.rename(run.note), mark }
      : { ...rest, mark };
  });

/** What became of the runs of a paragraph. */
export interface MergedRuns {
  runs: Run[];
  /** Empty where no words changed. */
  pieces: Piece[];
  resets: Reset[];
}

/** Whether any word changed. */
export const told = (pieces: readonly Piece[]): boolean => pieces.some((piece) => piece.kind !== 'same');

// Most paragraphs of two versions are the same, run by run.
const sameRuns = (a: readonly Run[], b: readonly Run[], ctx: RunContext): boolean =>
  a.length === b.length &&
  a.every((run, i) => {
    const other = b[i];
    return (
      other !== undefined &&
      run.text === other.text &&
      !run.image &&
      !other.image &&
      (run.note === undefined) === (other.note === undefined) &&
      (run.note === undefined || ctx.noteOf('old', run.note) === ctx.noteOf('next', other.note ?? '')) &&
      sameLink(run, other) &&
      sameFormat(run, other)
    );
  });

/** Stands between paragraphs whose words are compared as one stretch. */
const END: Image = { kind: 'object', part: '\u0001end' };
const joinedBy = (paragraphs: readonly (readonly Run[])[], between: readonly Run[]): Run[] =>
  paragraphs.flatMap((runs, i) => (i === 0 ? runs : [...between, ...runs]));
const runsLength = (runs: readonly Run[]): number => partsOf(runs).reduce((sum, part) => sum + part.length, 0);
const plainly = (runs: readonly Run[]): string => runs.map((run) => (isSpecial(run) ? '\u0001' : run.text)).join('');

/** A stretch of several paragraphs compared as one, up to an end that one of the two versions has, or both. */
export interface Segment {
  runs: Run[];
  /** Which of the two versions ends a paragraph here: `kept` where both do, `null` after the last. */
  end: 'kept' | Mark['state'] | null;
}

/** The runs of paragraphs that were split, joined or end elsewhere now. */
export function mergeParagraphs(
  olds: readonly (readonly Run[])[],
  nexts: readonly (readonly Run[])[],
  ctx: RunContext,
): Omit<MergedRuns, 'runs'> & { segments: Segment[] } {
  // Where nothing but ends changed, they may part words: "splitParagraph".
  if (plainly(olds.flat()) === plainly(nexts.flat())) {
    const merged = mergeRuns(olds.flat(), nexts.flat(), ctx);
    if (merged.runs.every((run) => run.mark === undefined)) {
      const { resets } = merged;
      return { segments: cutAt(merged.runs, endsOf(olds), endsOf(nexts)), pieces: [], resets };
    }
  }
  const { runs, pieces, resets } = mergeRuns(
    joinedBy(olds, [{ text: '', image: END }]),
    joinedBy(nexts, [{ text: '', image: END }]),
    ctx,
  );
  const segments: Segment[] = [];
  let open: Run[] = [];
  for (const run of runs) {
    if (run.image !== END) open.push(run);
    else {
      segments.push({ runs: open, end: run.mark?.state ?? 'kept' });
      open = [];
    }
  }
  segments.push({ runs: open, end: null });
  return { segments, pieces, resets };
}

// Where paragraphs end in their runs together, in characters; the last one aside.
function endsOf(paragraphs: readonly (readonly Run[])[]): number[] {
  let at = 0;
  return paragraphs.slice(0, -1).map((runs) => (at += runsLength(runs)));
}

function cutAt(runs: readonly Run[], olds: readonly number[], nexts: readonly number[]): Segment[] {
  const cutter = new Cutter(runs);
  let [at, i, j] = [0, 0, 0];
  const segments: Segment[] = [];
  while (i < olds.length || j < nexts.length) {
    const [a, b] = [olds[i] ?? Infinity, nexts[j] ?? Infinity];
    segments.push({
      runs: cutter.many(Math.min(a, b) - at),
      end: a === b ? 'kept' : a < b ? 'deleted' : 'inserted',
    });
    at = Math.min(a, b);
    if (a === at) i += 1;
    if (b === at) j += 1;
  }
  return [...segments, { runs: cutter.many(Infinity), end: null }];
}

/** The runs of two versions of one paragraph as one list with marks. */
export function mergeRuns(old: readonly Run[], next: readonly Run[], ctx: RunContext): MergedRuns {
  if (sameRuns(old, next, ctx))
    return { runs: joinRuns(partsOf(next).map((part) => part.run)), pieces: [], resets: [] };
  const [a, b] = [tokensIn(old, 'old', ctx), tokensIn(next, 'next', ctx)];
  const [x, y] = ctx.loose ? [a.map(plain), b.map(plain)] : [a, b];
  const [cutA, cutB] = [new Cutter(old), new Cutter(next)];
  const runs: Run[] = [];
  const resets: Reset[] = [];
  const pieces = diffTokens(x, y);
  const isPlain = !ctx.loose && !old.some(isSpecial) && !next.some(isSpecial);
  for (const piece of pieces) {
    const { kind } = piece;
    const [cut, tokens, range] =
      kind === 'deleted' ? ([cutA, a, piece.old] as const) : ([cutB, b, piece.next] as const);
    const length = isPlain ? piece.text.length : lengthOf(tokens, ...range);
    if (kind !== 'same') runs.push(...marked(cut.many(length), { state: kind }, ctx));
    else if (!ctx.loose) both(cutA, cutB, length, runs, resets, ctx);
    else
      for (let i = 0; i < piece.old[1] - piece.old[0]; i += 1) {
        const [p, q] = [piece.old[0] + i, piece.next[0] + i];
        const [m, n] = [lengthOf(a, p, p + 1), lengthOf(b, q, q + 1)];
        if (m !== n) {
          cutA.many(m);
          runs.push(...cutB.many(n));
        } else both(cutA, cutB, n, runs, resets, ctx);
      }
  }
  return {
    runs: joinRuns(runs),
    pieces: !told(pieces) ? [] : isPlain ? pieces : pieces.map((piece) => shown(piece, a, b)),
    resets: joinResets(resets),
  };
}

// What stands for a note or an image is no word to be shown; words that were compared loosely are shown as they are.
function shown(piece: Piece, old: readonly Token[], next: readonly Token[]): Piece {
  const [range, tokens] = piece.kind === 'deleted' ? [piece.old, old] : [piece.next, next];
  const text = tokens
    .slice(...range)
    .map((token) => (standsFor(token) ? '' : token.text))
    .join('');
  return { ...piece, text };
}

function both(a: Cutter, b: Cutter, length: number, runs: Run[], resets: Reset[], ctx: RunContext): void {
  for (let left = length; left > 0;) {
    const step = Math.min(left, a.left(), b.left());
    const [o, n] = [a.take(step)?.run, b.take(step)?.run];
    if (!o || !n) return;
    left -= step;
    if (!sameLink(o, n))
      runs.push(...marked([o], { state: 'deleted' }, ctx), ...marked([n], { state: 'inserted' }, ctx));
    else if (sameFormat(o, n)) runs.push(n);
    else {
      runs.push({ ...n, was: { format: formatOf(o) } });
      resets.push({ text: n.text, was: formatOf(o), is: formatOf(n) });
    }
  }
}

function joinResets(resets: readonly Reset[]): Reset[] {
  const out: Reset[] = [];
  for (const one of resets) {
    const last = out.at(-1);
    if (last && JSON.stringify([last.was, last.is]) === JSON.stringify([one.was, one.is])) last.text += one.text;
    else out.push({ ...one });
  }
  return out;
}
