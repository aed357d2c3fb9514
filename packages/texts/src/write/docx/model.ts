import type { Authored, Block, Language, Mark, Run } from '../../model/text.ts';
import type { Writing } from './writing.ts';

/** A stretch of words of a Word document. `note` names one of `WordDocument.notes`, `comments` those that hang on it. */
export interface WordRun extends Run {
  comments?: string[];
  /** Names of bookmarks that begin before this run, and of those that end after it. */
  opens?: string[];
  closes?: string[];
  /** Number of the line that begins with this run ("12", "12–13"), where lines are numbered by other than Word's own count. */
  lineNumber?: string;
}

/** What every paragraph has. `mark` is the mark on the paragraph's own end. */
interface Paragraph {
  runs: WordRun[];
  mark?: Mark;
  /** Language of the paragraph where it is not that of the document; it brings its own direction. */
  lang?: Language;
}

/** A paragraph as a file that was read had it: its own style, level and label, nothing that the writer's styles add. */
export interface StyledBlock extends Paragraph {
  kind: 'styled';
  /** How it is written; `lead` stands before its words, `tail` after them. */
  print(block: StyledBlock, writing: Writing, lead: string, tail: () => string): string;
  /** Name of the style, of the writer or of the file that was read. */
  style?: string;
  /** Outline level of a heading, 1 to 9. */
  heading?: number;
  level?: number;
  align?: 'start' | 'center' | 'end';
  /** Label that Word prints; `oldLabel` the one it printed before a change, "" where it printed none. */
  label?: string;
  oldLabel?: string;
  /** Label that stands before a tab as words, with its marks; the tab is the last of them. */
  typed?: WordRun[];
  /** Printed in capitals, whatever the letters are. */
  caps?: true;
  /** Ordinal of the paragraph in its file: those between, which were empty, are written before it. */
  line?: number;
  /** Direction, where it is not that of the language. */
  rtl?: boolean;
  /** What stands in a box that hangs on the paragraph. */
  box?: WordBlock[];
  /** How the paragraph was before a change of its format, and who changed it; what was the same is left out. */
  was?: Block['was'];
  /** The list that numbers it, as the file had it: used where it prints the label that is wanted. */
  list?: Block['list'];
}

/** A change of a label: the one before ("" for none), and who changed it. */
interface Relabelled {
  oldLabel?: string;
  relabelled?: Authored;
}

export type WordBlock =
  | ({ kind: 'title' | 'subtitle' | 'caption' } & Paragraph)
  | ({ kind: 'heading'; level: 1 | 2 | 3 | 4 | 5 | 6; label?: string; italic?: true } & Relabelled & Paragraph)
  | ({ kind: 'paragraph'; indent?: number; align?: 'start' | 'center' | 'end' } & Paragraph)
  /**
   * A paragraph with a label that was given to it, printed before a tab with a hanging indent; "" where it lost it. With
   * `endOnly`, the mark is that of its end alone: it was split or joined there.
   */
  | ({ kind: 'item'; label: string; depth: number; endOnly?: true } & Relabelled & Paragraph)
  /** A paragraph that Word numbers itself; `list` tells one list from the next. */
  | ({ kind: 'list'; list: string; format: 'decimal' | 'letter' | 'roman' | 'bullet'; depth: number } & Paragraph)
  | StyledBlock
  | WordTable
  | { kind: 'page-break' };

type Row = NonNullable<Block['rows']>[number];
type Cell = Row['cells'][number];
export interface WordCell {
  blocks: WordBlock[];
  colspan?: number;
  rowspan?: number;
  /** Set where the cell itself came or went. */
  mark?: Mark;
  /** Set where a change joins it to the cell below or above. */
  merge?: Cell['merge'];
  was?: Cell['was'];
}
export interface WordTable {
  kind: 'table';
  /** What the table shows, for those who hear it read. */
  caption?: string;
  /** Widths of the columns as parts of the whole; equal where left out. */
  widths?: number[];
  /** Ordinal of its first paragraph, as in `StyledBlock`. */
  line?: number;
  /** Whether its columns run from right to left, where that is not the direction of the language. */
  rtl?: boolean;
  /** Set where its format was changed: by whom and when. */
  was?: Authored;
  rows: (Pick<Row, 'header' | 'mark' | 'passed'> & { cells: WordCell[] })[];
}

export interface WordNote {
  id: string;
  kind?: 'footnote' | 'endnote';
  /** Printed reference; a number that does not follow the order, or a sign ("*"), is kept as it is. */
  label?: string;
  runs: WordRun[];
  /** The note in full where it is more than one paragraph; a sign of its own then stands in its words. */
  blocks?: WordBlock[];
}

export interface WordComment {
  id: string;
  author?: string;
  /** Letters that stand for the author in the margin; of the words of the name where left out. */
  initials?: string;
  /** ISO 8601. */
  date?: string;
  /** Id of the comment that this one answers. */
  parent?: string;
  resolved?: true;
  text: string;
}

/** What the file says of itself. Nothing is made up: what is not given is not written. Dates in ISO 8601. */
export interface WordProperties {
  /** Tag of the language, where it is not to be that of the document. */
  language?: string;
  author?: string;
  subject?: string;
  keywords?: string;
  description?: string;
  created?: string;
  modified?: string;
  modifiedBy?: string;
}

/** A document to be written: a small model, enough for texts, tables and sheets. */
export interface WordDocument {
  title: string;
  /** One of the six languages, or another BCP 47 tag. */
  language: string;
  /** Set where nobody chose the language: it is then that of the program alone. */
  languageByDefault?: true;
  /** That of the language where left out. */
  direction?: 'ltr' | 'rtl';
  orientation?: 'portrait' | 'landscape';
  properties?: WordProperties;
  /** What stands at the head of each page. */
  header?: WordBlock[];
  /** Words at the foot of each page, before the number; or blocks, which bring a number of their own. */
  footer?: string | WordBlock[];
  /** Whether pages are numbered at their foot; they are where left out. */
  pageNumbers?: boolean;
  /** Every line numbered in the margin, or each so many; numbers start anew on each page or run through the text. */
  lineNumbers?: { every?: number; restart?: 'page' | 'never' };
  blocks: WordBlock[];
  notes?: WordNote[];
  comments?: WordComment[];
  /** Bytes of images by the name that `Run.image.part` gives; an image without them is an empty frame with its alternative text. */
  media?: Readonly<Record<string, Uint8Array>>;
}

/** The paragraphs of blocks, those in cells and boxes among them, in reading order. */
export function* paragraphsIn(
  blocks: readonly WordBlock[],
): Generator<Exclude<WordBlock, { kind: 'table' | 'page-break' }>> {
  for (const block of blocks) {
    if (block.kind === 'table')
      for (const row of block.rows) for (const cell of row.cells) yield* paragraphsIn(cell.blocks);
    else if (block.kind !== 'page-break') {
      yield block;
      if (block.kind === 'styled' && block.box) yield* paragraphsIn(block.box);
    }
  }
}

/** Adds to what a place has. */
export const addTo = <Place, One>(all: Map<Place, One[]>, place: Place, one: One): void =>
  void all.set(place, [...(all.get(place) ?? []), one]);
