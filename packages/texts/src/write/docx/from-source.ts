import type { Block, Comment, Run, Source } from '../../model/text.ts';
import type { StyledBlock, WordBlock, WordDocument, WordRun, WordTable } from './model.ts';
import { toDocx } from './package.ts';
import { Pins } from './pins.ts';

/** What is added to a file that is written anew. */
export interface SourceOptions extends Pick<WordDocument, 'lineNumbers' | 'orientation' | 'properties' | 'media'> {
  /** Whether pages are numbered; what stood at the foot of the pages is kept as it was, so they are not where left out. */
  pageNumbers?: boolean;
}

/**
 * Any file that was read, as a Word file: its paragraphs, tables, notes, comments, headers and marks, with labels, styles by
 * name, and images where `media` has their bytes. Reading it again gives the same blocks. Fonts, sizes, margins and what else
 * a reading does not keep are those of the writer. In: what `readSource` gave. Out: the bytes of a .docx.
 */
export const sourceToDocx = (source: Source, options: SourceOptions = {}): Uint8Array =>
  toDocx(sourceToWord(source, options));

/** The same before it is packed, for those who add to it. */
export function sourceToWord(source: Source, options: SourceOptions = {}): WordDocument {
  const { properties } = source;
  const pins = new Pins(source);
  const blocks = blocksOf(source.blocks, pins);
  pins.finish(blocks);
  const notes = source.notes.map((note) => ({
    id: note.id,
    kind: note.kind,
    label: note.label,
    runs: [],
    blocks: blocksOf(note.blocks, pins),
  }));
  const headers = (place: 'header' | 'footer'): WordBlock[] =>
    blocksOf(
      source.headers.filter((block) => (block.place ?? 'header') === place),
      pins,
    );
  const [header, footer] = [headers('header'), headers('footer')];
  return {
    title: properties.title ?? '',
    language: source.language ?? properties.language ?? 'en',
    ...(source.language === undefined ? { languageByDefault: true as const } : {}),
    properties: {
      ...(properties.language === undefined ? {} : { language: properties.language }),
      ...(properties.author === undefined ? {} : { author: properties.author }),
      ...(properties.created === undefined ? {} : { created: properties.created }),
      ...(properties.modified === undefined ? {} : { modified: properties.modified }),
      ...options.properties,
    },
    ...(options.media === undefined ? {} : { media: options.media }),
    ...(options.lineNumbers === undefined ? {} : { lineNumbers: options.lineNumbers }),
    ...(options.orientation === undefined ? {} : { orientation: options.orientation }),
    pageNumbers: options.pageNumbers ?? false,
    ...(header.length > 0 ? { header } : {}),
    ...(footer.length > 0 ? { footer } : {}),
    blocks,
    notes,
    comments: source.comments.map(commentOf),
  };
}

const commentOf = ({ id, author, date, parent, resolved, text }: Comment) => ({
  id,
  text,
  ...(author === undefined ? {} : { author }),
  ...(date === undefined ? {} : { date }),
  ...(parent === undefined ? {} : { parent }),
  ...(resolved === undefined ? {} : { resolved }),
});

function blocksOf(blocks: readonly Block[], pins: Pins): WordBlock[] {
  const out: WordBlock[] = [];
  for (const [i, block] of blocks.entries()) {
    const made = block.kind === 'table' ? tableOf(block, pins) : paragraphOf(block, pins);
    // After a paragraph whose end is marked a reading keeps even empty ones: what is not there did not stand there.
    if (blocks[i - 1]?.mark === undefined) made.line = block.line;
    if (block.box !== true) {
      out.push(made);
      continue;
    }
    // A box hangs on the paragraph before it.
    let before = out.at(-1);
    if (before?.kind !== 'styled') out.push((before = { kind: 'styled', runs: [] }));
    before.box = [...(before.box ?? []), made];
  }
  return out;
}

function tableOf(block: Block, pins: Pins): WordTable {
  return {
    kind: 'table',
    ...(block.alt === undefined ? {} : { caption: block.alt }),
    rtl: block.rtl === true,
    ...(block.was === undefined ? {} : { was: block.was }),
    rows: (block.rows ?? []).map((row) => ({
      ...(row.header ? { header: true as const } : {}),
      ...(row.mark === undefined ? {} : { mark: row.mark }),
      ...(row.passed === undefined ? {} : { passed: row.passed }),
      cells: row.cells.map(({ blocks, ...cell }) => ({ ...cell, blocks: blocksOf(blocks, pins) })),
    })),
  };
}

function paragraphOf(block: Block, pins: Pins): StyledBlock {
  const { look, style, heading, level, align, list, was, mark } = block;
  const typed = block.typed ?? typedLabel(block);
  const letters = block.runs.map((run) => run.text).join('');
  return {
    kind: 'styled',
    rtl: block.rtl === true,
    ...(style === undefined ? {} : { style }),
    ...(heading === undefined ? {} : { heading }),
    ...(level === undefined ? {} : { level }),
    ...(align === undefined ? {} : { align }),
    ...(list === undefined ? {} : { list }),
    ...(was === undefined ? {} : { was }),
    ...(mark === undefined ? {} : { mark }),
    ...(look?.caps && letters !== letters.toUpperCase() ? { caps: true } : {}),
    ...(typed.length > 0
      ? { typed }
      : {
          ...(block.label === undefined ? {} : { label: block.label }),
          ...(block.oldLabel === undefined ? {} : { oldLabel: block.oldLabel }),
        }),
    runs: pins.into(block),
  };
}

/**
 * The runs of a label that was typed: `raw` is longer by them than the runs. Where the label changed, the place of the old
 * one and of the new one is found in `raw`; a label that came or went with its paragraph bears the mark of its end.
 */
function typedLabel(block: Block): WordRun[] {
  // Where every letter is bold or italic, those of the label are.
  const { look } = block;
  return labelRuns(block).map((run) => ({
    ...run,
    ...(look?.bold ? { bold: true as const } : {}),
    ...(look?.italic ? { italic: true as const } : {}),
  }));
}

function labelRuns(block: Block): WordRun[] {
  const size = block.runs.reduce((sum, run) => sum + run.text.length, 0);
  const words = block.raw.slice(0, Math.max(0, block.raw.length - size));
  if (words === '') return [];
  const { label = '', oldLabel, mark } = block;
  if (oldLabel === undefined) {
    const whole =
      mark !== undefined && block.runs.every((run) => run.text.trim() === '' || run.mark?.state === mark.state);
    return [{ text: words, ...(whole ? { mark } : {}) }];
  }
  const came: Run = { text: label, mark: { state: 'inserted' } };
  const went: Run = { text: oldLabel, mark: { state: 'deleted' } };
  if (label === '') return [{ ...went, text: words }];
  if (oldLabel === '') return [{ ...came, text: words }];
  const lead = /^\s*/.exec(words)?.[0] ?? '';
  const tail = /\s*$/.exec(words)?.[0] ?? '\t';
  const pair = words.slice(lead.length).startsWith(oldLabel) ? [went, came] : [came, went];
  return [...(lead === '' ? [] : [{ text: lead }]), ...pair, { text: tail.includes('\t') ? tail : '\t' }];
}
