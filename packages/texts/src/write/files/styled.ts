import { runsXml, type Around } from '../docx/inline.ts';
import type { StyledBlock, WordRun } from '../docx/model.ts';
import { paragraph, type Format } from '../docx/paragraphs.ts';
import { listAs } from './read-lists.ts';
import type { UsedStyle } from '../docx/styles.ts';
import type { Writing } from '../docx/writing.ts';
import { isRtl } from '../docx/xml.ts';

/** One level of indentation, half an inch, in twentieths of a point. */
const STEP = 720;

/** A paragraph as its file had it; what its style would add and it did not have is taken off again. */
export function styledXml(block: StyledBlock, writing: Writing, lead: string, tail: () => string): string {
  const style = writing.style(block.style ?? 'Normal');
  const lang = block.lang ?? writing.language;
  const rtl = block.rtl ?? isRtl(lang);
  const now = formatOf(block, style, listOf(block, block.label, writing));
  const around: Around = {
    lang,
    exact: { bold: style.bold, italic: style.italic },
    caps: block.caps,
  };
  // A label that is typed is written as the words it is.
  const pieces = passedEnds([...(block.typed ?? []), ...block.runs]);
  const last = pieces.pop() ?? { runs: [] };
  let out = writing.emptyUpTo(block.line === undefined ? undefined : block.line - pieces.length);
  for (const [piece, { runs, end }] of pieces.entries()) {
    writing.count();
    const words = (piece === 0 ? lead : '') + runsXml(runs, around, writing);
    out += paragraph({ style: style.id }, words, { rtl, passed: end }, writing);
  }
  writing.count();
  const words = (pieces.length === 0 ? lead : '') + runsXml(last.runs, around, writing) + tail();
  return out + paragraph({ ...now, ...changeOf(block, writing) }, words, { rtl, mark: block.mark }, writing);
}

interface Piece {
  runs: WordRun[];
  /** Who inserted the end of this paragraph, and who struck it again. */
  end?: NonNullable<WordRun['passed']>;
}

/** The runs of a paragraph and of those before it whose ends were inserted and struck again: in both readings they are one. */
function passedEnds(runs: readonly WordRun[]): Piece[] {
  const out: Piece[] = [{ runs: [] }];
  for (const run of runs) {
    const piece = out.at(-1);
    if (!piece) break;
    if (run.passed?.text === '\n') {
      piece.end = run.passed;
      out.push({ runs: [] });
    } else piece.runs.push(run);
  }
  return out;
}

function listOf(block: StyledBlock, label: string | undefined, writing: Writing): number | undefined {
  if (label === undefined || label === '' || block.typed) return undefined;
  const level = Math.max(0, (block.level ?? 1) - 1);
  const plain = block.mark === undefined && block.oldLabel === undefined && block.was === undefined;
  return plain && block.list ? listAs(writing.lists, block.list, level, label) : writing.lists.sign(label, level);
}

function formatOf(
  block: Pick<StyledBlock, 'heading' | 'level' | 'align' | 'typed'>,
  style: UsedStyle,
  list: number | undefined,
): Format {
  const level = block.level ?? 0;
  const align = block.align ?? (style.align === undefined ? undefined : 'start');
  const named = style.outline ?? (style.own ? Number(/\b([1-9])$/.exec(style.name)?.[1] ?? 0) || undefined : undefined);
  return {
    style: style.id,
    ...(list === undefined ? {} : { list, level: Math.max(0, level - 1) }),
    ...(list === undefined && level > 0
      ? { left: STEP * (level + (block.typed ? 1 : 0)), ...(block.typed ? { hanging: STEP } : {}) }
      : {}),
    ...(align === undefined || align === style.align ? {} : { align }),
    // 9 stands for body text: a paragraph in the style of a heading that was none.
    ...(block.heading === style.outline
      ? {}
      : block.heading
        ? { outline: block.heading - 1 }
        : named
          ? { outline: 9 }
          : {}),
  };
}

/** What the paragraph was before a change of its format or of its label, as Word keeps it: whole. */
function changeOf(block: StyledBlock, writing: Writing): Pick<Format, 'was'> {
  const { was } = block;
  const relabelled = block.typed === undefined && block.oldLabel !== undefined;
  if (was === undefined && !relabelled) return {};
  const style = writing.style((was?.style === undefined ? block.style : was.style) ?? 'Normal');
  const before = {
    ...block,
    heading: was?.heading === null ? undefined : (was?.heading ?? block.heading),
    level: was?.level ?? block.level,
    align: was?.align ?? block.align,
  };
  const label = relabelled ? block.oldLabel : block.label;
  const list = listOf({ ...before, oldLabel: '' }, label, writing);
  const format = formatOf(before, style, list);
  return {
    was: {
      author: was?.author,
      date: was?.date,
      format,
      rtl: was?.rtl ?? block.rtl ?? isRtl(block.lang ?? writing.language),
    },
  };
}
