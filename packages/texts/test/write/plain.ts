import type { Block, Image, Run, Source } from '../../src/index.ts';
import { LANGUAGES } from '../../src/model/index.ts';

/** A source by what must outlive being written: neighbours that look alike are one run, what follows from words is left out. */
export function plainSource(given: Source) {
  const source = withoutLoneMoves(given);
  return {
    blocks: source.blocks.map(plainBlock),
    notes: source.notes.map(({ blocks, ...note }) => ({ ...note, blocks: blocks.map(plainBlock) })),
    // All headers of a file become one, and all footers; those that stood on empty paragraphs stand on others.
    headers: (['header', 'footer'] as const).map((place) =>
      source.headers.filter((block) => block.place === place).map((block) => plainBlock(withoutLines(block))),
    ),
    comments: source.comments.map(({ stretch, ...comment }) => ({
      ...comment,
      line: hangsOn(comment.line, source.blocks),
      ...(stretch === undefined || (stretch.from === stretch.to && stretch.until === undefined) ? {} : { stretch }),
    })),
    properties: source.properties,
    // A file whose properties alone say its language says it in its words once it is written.
    language: source.language ?? LANGUAGES.find((one) => one !== 'en' && source.properties.language?.startsWith(one)),
  };
}

/** A move whose other side is not there is written as words that went, or came. */
function withoutLoneMoves(source: Source): Source {
  const sides = new Map<string, Set<string>>();
  const text = JSON.stringify(source.blocks, (_, value: unknown) => {
    if (isMove(value)) sides.set(value.move, (sides.get(value.move) ?? new Set()).add(value.state));
    return value;
  });
  const blocks: Block[] = JSON.parse(text, (_, value: unknown) => {
    if (!isMove(value) || sides.get(value.move)?.size === 2) return value;
    const { move: __, ...rest } = value;
    return rest;
  });
  return { ...source, blocks };
}
const isMove = (value: unknown): value is { move: string; state: string } =>
  typeof value === 'object' && value !== null && 'move' in value && 'state' in value;

/** An empty paragraph is no block: what hangs on one hangs on the next. */
function hangsOn(line: number, blocks: readonly Block[]): number {
  const lines = (block: Block): number[] =>
    block.rows?.flatMap((row) => row.cells.flatMap((cell) => cell.blocks.flatMap(lines))) ?? [block.line];
  return blocks.flatMap(lines).find((each) => each >= line) ?? line;
}

const withoutLines = (block: Block): Block => ({
  ...block,
  line: 0,
  ...(block.rows === undefined
    ? {}
    : {
        rows: block.rows.map((row) => ({
          ...row,
          cells: row.cells.map((cell) => ({ ...cell, blocks: cell.blocks.map(withoutLines) })),
        })),
      }),
});

type Plain = Record<string, unknown>;

function plainBlock(block: Block): Plain {
  const { rows, look: _, list: __, raw, typed, was, ...rest } = block;
  return {
    ...rest,
    // Words of a table are those of its cells.
    ...(block.kind === 'table' ? {} : { raw }),
    runs: joined(block.runs),
    ...(typed === undefined ? {} : { typed: joined(typed) }),
    // A label that changed says nothing of who changed it.
    ...(was === undefined || Object.keys(was).length === 0 ? {} : { was }),
    ...(rows === undefined
      ? {}
      : {
          rows: rows.map((row) => ({
            ...row,
            cells: row.cells.map((cell) => ({ ...cell, blocks: cell.blocks.map(plainBlock) })),
          })),
        }),
  };
}

function joined(runs: readonly Run[]): Run[] {
  const out: Run[] = [];
  for (const run of runs) {
    const last = out.at(-1);
    const alike = last && JSON.stringify(look(last)) === JSON.stringify(look(run));
    if (alike && run.note === undefined && run.image === undefined) last.text += run.text;
    else out.push({ ...run, ...(run.image === undefined ? {} : { image: shown(run.image) }) });
  }
  return out;
}
/** What is not a picture is written as an empty one with the same alternative text and size. */
const shown = ({ part: _, kind: __, ...image }: Image): Image => ({ kind: 'image', ...image });
const look = ({ text: _, ...run }: Run) => Object.entries(run).toSorted(([a], [b]) => (a < b ? -1 : 1));
