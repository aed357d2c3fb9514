import type { Block, Source } from '../../model/text.ts';
import type { WordBlock, WordRun } from '../docx/model.ts';

/** An end of a comment or bookmark, at a place among the characters of a block. */
interface Pin {
  line: number;
  at: number;
  /** At one place: what began earlier ends first, then others begin, then what has no length ends. */
  order: 0 | 1 | 2;
  run: Pick<WordRun, 'comments' | 'opens' | 'closes'>;
}

/** Longer than any paragraph. */
const END = Number.MAX_SAFE_INTEGER;

/**
 * Ends of comments and bookmarks, put back between the words they stood between: each is an empty run that bears it. Blocks
 * are asked for in the order of the file; an end whose paragraph is not there comes before the next one. A range whose ends
 * fall into two parts of the file (body and header, two notes) would be two halves: it is written where it begins.
 */
export class Pins {
  /** Ends that wait for their block, by part. */
  readonly #waiting: Pin[][];
  readonly #parts = new Map<number, number>();

  constructor(source: Source) {
    const parts = partsOf(source);
    parts.forEach((blocks, part) =>
      linesOf(blocks).forEach((line) => {
        if (!this.#parts.has(line)) this.#parts.set(line, part);
      }),
    );
    const lines = [...this.#parts.keys()].sort((a, b) => a - b);
    /** The part in which an end of this line comes to stand; that of no block where it comes after the last one. */
    const partOf = (line: number): number => this.#parts.get(nextLine(lines, line)) ?? -1;
    const pins: Pin[] = [];
    const add = (
      line: number,
      from: number,
      until: number,
      to: number,
      run: { open: Pin['run']; close: Pin['run'] },
    ): void => {
      if (partOf(until) !== partOf(line)) return add(line, from, line, from, run);
      const point = line === until && from === to;
      pins.push(
        { line, at: from, order: 1, run: run.open },
        { line: until, at: to, order: point ? 2 : 0, run: run.close },
      );
    };
    const walk = (block: Block): void => {
      for (const { name, from, to, until } of block.bookmarks ?? [])
        add(block.line, from, until ?? block.line, to, { open: { opens: [name] }, close: { closes: [name] } });
      for (const row of block.rows ?? []) for (const cell of row.cells) cell.blocks.forEach(walk);
    };
    for (const blocks of parts) blocks.forEach(walk);
    const anchored = new Set(source.comments.filter((one) => one.line > 0 || one.stretch).map((one) => one.id));
    for (const { id, line, stretch, parent } of source.comments) {
      // An answer without a place of its own stands where the comment does that it answers.
      if (!anchored.has(id) && parent !== undefined && anchored.has(parent)) continue;
      const run = { comments: [id] };
      add(line, stretch?.from ?? 0, stretch?.until ?? line, stretch?.to ?? END, { open: run, close: { ...run } });
    }
    pins.sort((a, b) => a.line - b.line || a.at - b.at || a.order - b.order);
    this.#waiting = parts.map((_, part) => pins.filter((pin) => Math.max(0, partOf(pin.line)) === part));
  }

  /** The runs of a paragraph with the ends that stand in it. */
  into(block: Block): WordRun[] {
    const waiting = this.#waiting[this.#parts.get(block.line) ?? 0] ?? [];
    let count = 0;
    while ((waiting[count]?.line ?? END) <= block.line) count += 1;
    const here = waiting.splice(0, count);
    if (here.length === 0) return block.runs.map((run) => ({ ...run }));
    const out: WordRun[] = [];
    let offset = 0;
    const place = (upTo: number, within?: WordRun): void => {
      while (here[0] && (here[0].line < block.line || here[0].at <= upTo)) {
        const { run } = here.shift() ?? { run: {} };
        out.push({ text: '', field: within?.field, link: within?.link, ...run });
      }
    };
    for (const run of block.runs) {
      place(offset);
      let rest = run.text;
      while (rest !== '' && here[0] && here[0].at < offset + rest.length && run.note === undefined) {
        const length = here[0].at - offset;
        out.push({ ...run, text: rest.slice(0, length) });
        rest = rest.slice(length);
        offset += length;
        place(offset, run);
      }
      out.push({ ...run, text: rest });
      offset += rest.length;
    }
    place(END);
    return out;
  }

  /** Ends of comments that no paragraph of the body took. */
  finish(blocks: WordBlock[]): void {
    const last = blocks.findLast((block) => block.kind === 'styled');
    if (last?.kind !== 'styled') return;
    for (const { run } of this.#waiting[0]?.splice(0) ?? []) if (run.comments) last.runs.push({ text: '', ...run });
  }
}

/** What is one part of a file, or one note: a range stays within it. */
const partsOf = (source: Source): Block[][] => [
  source.blocks,
  ...source.notes.map((note) => note.blocks),
  source.headers.filter((block) => block.place !== 'footer'),
  source.headers.filter((block) => block.place === 'footer'),
];

const linesOf = (blocks: readonly Block[]): number[] =>
  blocks.flatMap((block) => [
    ...(block.kind === 'table' ? [] : [block.line]),
    ...(block.rows ?? []).flatMap((row) => row.cells.flatMap((cell) => linesOf(cell.blocks))),
  ]);

/** The first of the ordered lines that is not before this one. */
function nextLine(lines: readonly number[], line: number): number {
  let [low, high] = [0, lines.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((lines[middle] ?? END) < line) low = middle + 1;
    else high = middle;
  }
  return lines[low] ?? END;
}
