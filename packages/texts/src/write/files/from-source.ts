import { defined } from '../../model/defined.ts';
import type { Block, Run, Source } from '../../model/text.ts';
import { rawOf } from '../../model/words.ts';
import { isWhole, lengthOf } from '../../read/docx/story.ts';
import type { StyledBlock, WordBlock, WordDocument, WordRun, WordTable } from '../docx/model.ts';
import { toDocx } from '../docx/package.ts';
import { Pins } from './pins.ts';
import { styledXml } from './styled.ts';

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
  const { title, language, author, created, modified } = source.properties;
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
    title: title ?? '',
    language: source.language ?? language ?? 'en',
    languageByDefault: source.language === undefined || undefined,
    ...options,
    properties: {
      ...defined({ language, author, created, modified }),
      ...options.properties,
    },
    pageNumbers: options.pageNumbers ?? false,
    header: header.length > 0 ? header : undefined,
    footer: footer.length > 0 ? footer : undefined,
    blocks,
    notes,
    comments: source.comments,
  };
}

function blocksOf(blocks: readonly Block[], pins: Pins): WordBlock[] {
  const out: WordBlock[] = [];
  for (const [i, block] of blocks.entries()) {
    const made = block.kind === 'table' ? tableOf(block, pins) : paragraphOf(block, pins);
    // After a paragraph whose end is marked a reading keeps even empty ones: what is not there did not stand there.
    if (!blocks[i - 1]?.mark) made.line = block.line;
    if (block.box !== true) {
      out.push(made);
      continue;
    }
    // A box hangs on the paragraph before it.
    let before = out.at(-1);
    if (before?.kind !== 'styled') out.push((before = { kind: 'styled', print: styledXml, runs: [] }));
    before.box = [...(before.box ?? []), made];
  }
  return out;
}

function tableOf(block: Block, pins: Pins): WordTable {
  return {
    kind: 'table',
    caption: block.alt,
    rtl: block.rtl === true,
    was: block.was,
    rows: (block.rows ?? []).map((row) => ({
      ...row,
      cells: row.cells.map(({ blocks, ...cell }) => ({ ...cell, blocks: blocksOf(blocks, pins) })),
    })),
  };
}

function paragraphOf(block: Block, pins: Pins): StyledBlock {
  const { label, oldLabel, look, style, heading, level, align, list, was, mark } = block;
  const typed = block.typed ?? typedLabel(block);
  const letters = rawOf(block.runs);
  return {
    kind: 'styled',
    print: styledXml,
    rtl: block.rtl === true,
    style,
    heading,
    level,
    align,
    list,
    was,
    mark,
    caps: look?.caps && letters !== letters.toUpperCase() ? true : undefined,
    ...(typed.length > 0 ? { typed } : { label, oldLabel }),
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
  const words = block.raw.slice(0, Math.max(0, block.raw.length - lengthOf(block.runs)));
  if (words === '') return [];
  const { label = '', oldLabel, mark } = block;
  if (oldLabel === undefined) return [{ text: words, ...(mark && isWhole(block.runs, mark) ? { mark } : {}) }];
  const came: Run = { text: label, mark: { state: 'inserted' } };
  const went: Run = { text: oldLabel, mark: { state: 'deleted' } };
  if (label === '') return [{ ...went, text: words }];
  if (oldLabel === '') return [{ ...came, text: words }];
  const lead = /^\s*/.exec(words)?.[0] ?? '';
  const tail = /\s*$/.exec(words)?.[0] ?? '\t';
  const pair = words.slice(lead.length).startsWith(oldLabel) ? [went, came] : [came, went];
  return [...(lead === '' ? [] : [{ text: lead }]), ...pair, { text: tail.includes('\t') ? tail : '\t' }];
}
