import type { Group, Item, Language, Run, Text } from '../../model/text.ts';
import { headingRunsOf, runsOf } from '../../compare/nodes.ts';
import type { WordRun } from '../../write/docx/model.ts';
import { diffWords } from '../../words/diff.ts';
import { tokensOf, type Token } from '../../words/tokens.ts';
import { unitsOf } from '../units.ts';

/*
 * Line numbers that a meeting can cite. They are not those of a printer: the paragraphs of the text as it was put on the
 * table are broken at a fixed measure once, and a number stays with the words it began at, whatever is added, struck or moved
 * around them. What is added has no number of its own; a line that is struck leaves its number where it stood.
 */

/** Characters of a line; those of full width (Chinese) count for two. */
export const LINE_MEASURE = 65;

/** The lines of one paragraph as it was put on the table. */
export interface ParagraphLines {
  /** Words as they are printed, from which places count. */
  words: string;
  /** Number of its first line, from 1 through the whole text. */
  first: number;
  /** Where each of its lines begins in `words`; the first at 0. */
  starts: number[];
}

/** Lines by paragraph: its wId, else its eId. */
export type LineNumbers = ReadonlyMap<string, ParagraphLines>;

/** A line begins here; several where those between were struck. */
export interface LineStart {
  at: number;
  from: number;
  to: number;
}

/** Words of runs as they are printed: with what is struck left out (`after`), or with what came left out (`before`). */
export const printedWords = (runs: readonly Run[], reading: 'before' | 'after' = 'after'): string =>
  runs.map((run) => (isOut(run, reading) ? '' : run.text)).join('');

/** Whether a run stands in the other reading only. */
export const isOut = (run: Run, reading: 'before' | 'after'): boolean =>
  run.mark?.state === (reading === 'after' ? 'deleted' : 'inserted');

/** Numbers the lines of a text as it is put on the table: headings and paragraphs, those of tables too, in reading order. */
export function lineNumbers(text: Text, measure: number = LINE_MEASURE): LineNumbers {
  const out = new Map<string, ParagraphLines>();
  let next = 1;
  for (const unit of unitsOf(text).all) {
    const one = unit.item ?? unit.group;
    if (one.state === 'deleted') continue;
    const words = printedWords(unit.item ? runsOf(unit.item) : headingRunsOf(unit.group));
    if (words.trim() === '') continue;
    const starts = lineStarts(words, text.language, measure);
    out.set(unit.id, { words, first: next, starts });
    next += starts.length;
  }
  return out;
}

/** Where lines of at most `measure` characters begin. Words, figures and references stay whole, however long. */
export function lineStarts(words: string, language: Language, measure: number = LINE_MEASURE): number[] {
  const starts = [0];
  let width = 0;
  let at = 0;
  let before: Token | undefined;
  // Where the last word that may begin a line stands, and how wide what follows it is so far.
  let turn = 0;
  let since = 0;
  const begin = (place: number, wide: number): void => {
    if (place > (starts.at(-1) ?? 0)) starts.push(place);
    width = wide;
  };
  for (const token of tokensOf(words, language)) {
    const wide = widthOf(token.text);
    if (before !== undefined && mayTurn(before, token)) {
      turn = at;
      since = 0;
    }
    const solid = token.kind !== 'space';
    if (solid && width > 0 && width + wide > measure && turn > (starts.at(-1) ?? 0)) begin(turn, since);
    width += wide;
    since += wide;
    at += token.text.length;
    if (/[\n\r\u2028]/.test(token.text) && at < words.length) {
      begin(at, 0);
      turn = at;
      since = 0;
    }
    before = token;
  }
  return starts;
}

const CLOSING = /^[\p{Pe}\p{Pf}.,;:!?…%‰、。，；：！？،؛؟]/u;
const OPENING = /[\p{Ps}\p{Pi}]$/u;
const FULL = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/u;
const SETS_NO_WIDTH = /[\p{M}\p{Cf}]/u;

/** Whether a line may end between these: after a space that breaks, and around words of full width. */
function mayTurn(before: Token, after: Token): boolean {
  if (after.kind === 'space' || CLOSING.test(after.text) || OPENING.test(before.text)) return false;
  if (before.kind === 'space') return /[^\u00a0\u202f\u2007\u2060]/.test(before.text);
  return FULL.test(before.text.at(-1) ?? '') || FULL.test(after.text.charAt(0));
}

function widthOf(words: string): number {
  let wide = 0;
  for (const sign of words) wide += SETS_NO_WIDTH.test(sign) ? 0 : FULL.test(sign) ? 2 : 1;
  return wide;
}

/**
 * Where the lines of a paragraph begin in its words as they are now. A number stands at the word it began at; where that was
 * struck, at what came in its place. Lines that begin at one place are one start.
 */
export function linesNow(lines: ParagraphLines, words: string, language: Language): LineStart[] {
  const moved = words === lines.words ? lines.starts : movedStarts(lines, words, language);
  const out: LineStart[] = [];
  for (const [i, at] of moved.entries()) {
    const number = lines.first + i;
    const last = out.at(-1);
    if (last?.at === at) last.to = number;
    else out.push({ at, from: number, to: number });
  }
  return out;
}

function movedStarts(lines: ParagraphLines, words: string, language: Language): number[] {
  const out: number[] = [];
  let old = 0;
  let now = 0;
  for (const { kind, text } of diffWords(lines.words, words, language)) {
    const { length } = text;
    if (kind !== 'inserted') {
      for (let start = lines.starts[out.length]; start !== undefined && start < old + length;) {
        // The first line begins with its paragraph, whatever is put before its words.
        out.push(start === 0 ? 0 : kind === 'same' ? now + start - old : now);
        start = lines.starts[out.length];
      }
      old += length;
    }
    if (kind !== 'deleted') now += length;
  }
  while (out.length < lines.starts.length) out.push(out.length === 0 ? 0 : now);
  return out;
}

/** The line of a text as it was put on the table, as it is cited; null where there is none of that number. */
export function findLine(numbers: LineNumbers, number: number): { id: string; from: number; to: number } | null {
  for (const [id, { words, first, starts }] of numbers) {
    const from = starts[number - first];
    if (from !== undefined) return { id, from, to: starts[number - first + 1] ?? words.length };
  }
  return null;
}

/** A piece of a paragraph's runs, with the number of the line that begins there. */
export interface LinedRun {
  run: Run;
  line: LineStart | null;
}

/**
 * Runs cut where a line begins. `from` is the place of their first character in the words of the paragraph. A start that lies
 * past the last of them is left to who prints what follows.
 */
export function cutAtLines(
  runs: readonly Run[],
  starts: readonly LineStart[],
  { from = 0, reading = 'after' }: { from?: number; reading?: 'before' | 'after' } = {},
): LinedRun[] {
  const out: LinedRun[] = [];
  let at = from;
  let next = starts.findIndex((one) => one.at >= from);
  if (next < 0) next = starts.length;
  for (const run of runs) {
    if (isOut(run, reading)) {
      out.push({ run, line: null });
      continue;
    }
    let rest = run.text;
    let line: LineStart | null = null;
    for (let start = starts[next]; start !== undefined && start.at < at + rest.length; start = starts[next]) {
      const head = rest.slice(0, start.at - at);
      if (head !== '') out.push({ run: { ...run, text: head }, line });
      rest = rest.slice(head.length);
      at += head.length;
      line = start;
      next += 1;
    }
    out.push({ run: rest === run.text ? run : { ...run, text: rest }, line });
    at += rest.length;
  }
  return out;
}

/** "12", or "12–13" where two lines begin at one place. */
export const lineName = ({ from, to }: LineStart): string => (from === to ? String(from) : `${from}–${to}`);

/**
 * A text whose runs bear the numbers of their lines, for the Word writer. `reading` is the one that the numbers are of: in a
 * compilation they are those of the words before what is proposed.
 */
export function withLineNumbers(text: Text, numbers: LineNumbers, reading: 'before' | 'after'): Text {
  const numbered = (id: string, runs: readonly Run[]): WordRun[] => {
    const lines = numbers.get(id);
    if (lines === undefined) return [...runs];
    const starts = linesNow(lines, printedWords(runs, reading), text.language);
    return cutAtLines(runs, starts, { reading }).map(({ run, line }): WordRun =>
      line === null ? run : { ...run, lineNumber: lineName(line) },
    );
  };
  const items = (list: readonly Item[]): Item[] =>
    list.map((item) => ({
      ...item,
      runs: numbered(item.wId ?? item.eId, runsOf(item)),
      items: items(item.items),
    }));
  const groups = (list: readonly Group[]): Group[] =>
    list.map((group) => ({
      ...group,
      headingRuns: numbered(group.wId ?? group.eId, headingRunsOf(group)),
      items: items(group.items),
      groups: groups(group.groups),
      ...(group.table === undefined
        ? {}
        : {
            table: group.table.map((row) => ({
              ...row,
              cells: row.cells.map((cell) => ({ ...cell, items: items(cell.items) })),
            })),
          }),
    }));
  return { ...text, groups: groups(text.groups) };
}
