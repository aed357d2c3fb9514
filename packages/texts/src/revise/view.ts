import type { Block, Comment, Run, Source, Stretch } from '../model/text.ts';
import { rawOf } from '../model/words.ts';
import { joinRuns, lengthOf } from '../read/docx/story.ts';
import { isDressed, splitTypedLabel } from '../read/docx/typed-label.ts';
import { notesOfView } from './view-notes.ts';
import { viewRows } from './view-table.ts';

/** The three ways to read a file with revisions: as it was, as it will be, and with the marks. */
export type View = 'before' | 'after' | 'marked';

/**
 * One reading of a source: `before` as if every mark were rejected, `after` as if every one were accepted, both without
 * marks; `marked` is the source itself.
 *
 * A paragraph whose end is not in the reading begins the next one, which gives label, style and line; a table none of whose
 * rows is in it does not part them. Labels, formats, footnote numbers, bookmarks and the stretches of comments are those of
 * the reading; notes that only words outside it refer to are left out. Formatting that words have from the style of their
 * paragraph is that of the paragraph in which they stand with the marks.
 */
export function viewOf(source: Source, view: View): Source {
  if (view === 'marked') return source;
  const places = new Places();
  const read = (blocks: readonly Block[]): Block[] => viewBlocks(blocks, view, places);
  const all = source.notes.map((note) => ({ ...note, blocks: read(note.blocks) }));
  const blocks = read(source.blocks);
  const notes = notesOfView(blocks, all, source, view);
  const headers = read(source.headers);
  places.settle();
  return {
    ...source,
    blocks,
    notes,
    headers,
    comments: source.comments.map((comment) => places.comment(comment)),
  };
}

/** Where the words of each block of the source stand in the reading. */
class Places {
  readonly #by = new Map<number, { block: Block; at: (offset: number) => number }>();
  readonly #waiting: { of: Block; bookmarks: NonNullable<Block['bookmarks']> }[] = [];
  #pending: number[] = [];

  /** Says that the block of this line went into `block`, its words by `at`. */
  set(line: number, block: Block, at: (offset: number) => number): void {
    this.#by.set(line, { block, at });
    for (const lost of this.#pending) this.#by.set(lost, { block, at: () => 0 });
    this.#pending = [];
  }

  /** A block that left nothing: what is placed there moves to the next one. */
  lose(line: number): void {
    this.#pending.push(line);
  }

  /** Bookmarks of a block of the source, to be entered when all places are known. */
  bookmarks(of: Block): void {
    if (of.bookmarks !== undefined) this.#waiting.push({ of, bookmarks: of.bookmarks });
  }

  stretch(line: number, { from, to, until }: Stretch): { block: Block; stretch: Stretch } | undefined {
    const begin = this.#by.get(line);
    const end = this.#by.get(until ?? line);
    if (begin === undefined || end === undefined) return undefined;
    const stretch = { from: begin.at(from), to: end.at(to) };
    return {
      block: begin.block,
      stretch: end.block === begin.block ? stretch : { ...stretch, until: end.block.line },
    };
  }

  settle(): void {
    for (const { of, bookmarks } of this.#waiting)
      for (const { name, ...stretch } of bookmarks) {
        const found = this.stretch(of.line, stretch);
        if (found !== undefined) (found.block.bookmarks ??= []).push({ name, ...found.stretch });
      }
  }

  comment(comment: Comment): Comment {
    const { stretch, ...rest } = comment;
    const found = this.stretch(comment.line, stretch ?? { from: 0, to: 0 });
    if (found === undefined) return rest;
    return { ...rest, line: found.block.line, ...(stretch === undefined ? {} : { stretch: found.stretch }) };
  }
}

/** A paragraph under way: what earlier ones without an end in this reading left, and where each of them begins in it. */
interface Open {
  runs: Run[];
  parts: { block: Block; from: number }[];
  /** Set where words of an earlier paragraph come before those of the last. */
  joined: boolean;
  /** Set once a label that was typed is among the words again. */
  typed: boolean;
}

function viewBlocks(blocks: readonly Block[], view: 'before' | 'after', places: Places): Block[] {
  const gone = view === 'after' ? 'deleted' : 'inserted';
  const out: Block[] = [];
  let open: Open | undefined;
  let boxes: Block[] = [];
  const flushBoxes = (): void => {
    const inner = boxes.map(({ box: _box, ...block }) => block);
    boxes = [];
    if (inner.length > 0) for (const block of viewBlocks(inner, view, places)) out.push({ ...block, box: true });
  };
  const close = (last: Block): void => {
    if (open === undefined) return;
    const block = finish(last, open, view);
    if (block === undefined) open.parts.forEach((part) => places.lose(part.block.line));
    else {
      out.push(block.block);
      for (const part of open.parts) {
        const kept = keptLengths(part.block.runs, gone);
        places.set(part.block.line, block.block, (offset) =>
          Math.min(Math.max(part.from + kept(offset) - block.cut, 0), lengthOf(block.block.runs)),
        );
      }
    }
    open = undefined;
    flushBoxes();
  };
  let last: Block | undefined;
  for (const block of blocks) {
    if (block.box === true) {
      // A text box hangs on its paragraph: paragraphs run on past it.
      boxes.push(block);
      continue;
    }
    if (open === undefined) flushBoxes();
    places.bookmarks(block);
    if (block.kind === 'table') {
      const rows = viewRows(block.rows ?? [], view, (inner) => viewBlocks(inner, view, places));
      if (rows.length === 0 || block.mark?.state === gone) continue;
      if (last !== undefined) close(last);
      const raw = rows
        .map((row) => row.cells.map((cell) => cell.blocks.map((each) => each.raw).join('\n')).join('\t'))
        .join('\n');
      out.push({ ...formatOf(block, view), raw, rows });
      continue;
    }
    open ??= { runs: [], parts: [], joined: false, typed: false };
    open.joined = open.runs.length > 0;
    const typed = typedRuns(block, view, open.joined);
    if (typed.length > 0) open.typed = true;
    open.runs.push(...typed);
    open.parts.push({ block, from: lengthOf(open.runs) });
    open.runs.push(...runsIn(block.runs, view));
    last = block;
    if (block.mark?.state !== gone) close(block);
  }
  if (last !== undefined) close(last);
  flushBoxes();
  return out;
}

/** Ends a paragraph of the reading: the format is that of the block that ends it. Undefined where nothing is left of it. */
function finish(last: Block, open: Open, view: 'before' | 'after'): { block: Block; cut: number } | undefined {
  const gone = view === 'after' ? 'deleted' : 'inserted';
  const all = joinRuns(open.runs);
  if (last.mark?.state === gone && all.every((run) => run.text === '' && run.image === undefined)) return undefined;
  const moved = open.joined || open.typed;
  const format = formatOf(last, view);
  // Words of an earlier paragraph may bring a typed label to the head; a number that the list prints stays.
  const settled = moved || isMarked(last);
  const split = settled && last.list === undefined ? splitTypedLabel(all) : null;
  const runs = split?.runs ?? all;
  const raw = rawOf(all);
  const typed = moved ? '' : typedLabel(last, view);
  if (split !== null && isDressed(split.typed)) format.typed = joinRuns(split.typed);
  if (split?.label !== undefined) format.label = split.label;
  else if (moved && last.list === undefined) delete format.label;
  if (runs.length === 0 && format.label === undefined) return undefined;
  const look = settled ? lookOf(all, last) : last.look;
  return {
    block: { ...format, raw: typed === '' ? raw : `${typed}\t${raw}`, runs, ...(look === undefined ? {} : { look }) },
    cut: lengthOf(all) - lengthOf(runs),
  };
}

/** A block's format in the reading, without marks, words and what is computed from them. */
function formatOf(block: Block, view: 'before' | 'after'): Block {
  const { mark: _mark, was, bookmarks: _bookmarks, look: _look, typed: _typed, oldLabel, label, ...out } = block;
  const now = view === 'after' ? label : (oldLabel ?? label);
  const result: Block = { ...out, runs: [], ...(now === undefined || now === '' ? {} : { label: now }) };
  if (view === 'after') return result;
  if (oldLabel !== undefined) delete result.list;
  if (was === undefined) return result;
  if (was.style === null) delete result.style;
  else if (was.style !== undefined) result.style = was.style;
  if (was.heading === null) delete result.heading;
  else if (was.heading !== undefined) result.heading = was.heading;
  if (was.level === 0) delete result.level;
  else if (was.level !== undefined) result.level = was.level;
  if (was.align === 'start') delete result.align;
  else if (was.align !== undefined) result.align = was.align;
  if (was.rtl === false) delete result.rtl;
  else if (was.rtl === true) result.rtl = true;
  return result;
}

const runsIn = (runs: readonly Run[], view: 'before' | 'after'): Run[] => {
  const gone = view === 'after' ? 'deleted' : 'inserted';
  return runs.flatMap((run) => (run.mark?.state === gone || run.passed !== undefined ? [] : [runIn(run, view)]));
};

function runIn(run: Run, view: 'before' | 'after'): Run {
  const { mark: _mark, was, ...rest } = run;
  if (was === undefined || view === 'after') return rest;
  const { text, link, note, field, image } = rest;
  return {
    text,
    ...was.format,
    ...(link === undefined ? {} : { link }),
    ...(note === undefined ? {} : { note }),
    ...(field === undefined ? {} : { field }),
    ...(image === undefined ? {} : { image }),
  };
}

/** The runs of a typed label that stand among the words again until the paragraph ends: its own, or those of a plain one. */
function typedRuns(block: Block, view: 'before' | 'after', joined: boolean): Run[] {
  if (block.typed !== undefined) return runsIn(block.typed, view);
  const label = joined || isMarked(block) ? typedLabel(block, view) : '';
  return label === '' ? [] : [{ text: `${label}\t` }];
}

/** The typed label that the reader cut off the words, as this reading has it; "" where the list prints it or there is none. */
function typedLabel(block: Block, view: 'before' | 'after'): string {
  const gone = view === 'after' ? 'deleted' : 'inserted';
  if (block.list !== undefined || block.raw.length <= lengthOf(block.runs)) return '';
  const { mark } = block;
  if (mark?.state === gone && block.runs.every((run) => run.text.trim() === '' || run.mark?.state === gone)) return '';
  return (view === 'after' ? block.label : (block.oldLabel ?? block.label)) ?? '';
}

/** How many characters of the runs up to an offset are in the reading. */
function keptLengths(runs: readonly Run[], gone: 'inserted' | 'deleted'): (offset: number) => number {
  return (offset) => {
    let at = 0;
    let kept = 0;
    for (const run of runs) {
      const part = Math.min(run.text.length, Math.max(0, offset - at));
      if (run.mark?.state !== gone) kept += part;
      at += run.text.length;
    }
    return kept;
  };
}

const isMarked = (block: Block): boolean =>
  block.mark !== undefined || block.runs.some((run) => run.mark !== undefined || run.was !== undefined);

function lookOf(runs: readonly Run[], block: Block): Block['look'] {
  const lettered = runs.filter((run) => /\p{L}/u.test(run.text));
  const letters = lettered.map((run) => run.text.replace(/[^\p{L}]/gu, '')).join('');
  if (letters.length < 2) return undefined;
  const look: NonNullable<Block['look']> = {};
  const inCapitals = (words: string): boolean => words === words.toUpperCase() && words !== words.toLowerCase();
  if (block.look?.caps === true || lettered.every((run) => inCapitals(run.text))) look.caps = true;
  if (lettered.every((run) => run.bold === true)) look.bold = true;
  if (lettered.every((run) => run.italic === true)) look.italic = true;
  return Object.keys(look).length === 0 ? undefined : look;
}
