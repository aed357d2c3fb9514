import type { Language, Mark, Run } from '../../model/text.ts';

/** A stretch of words of a Word document. `note` names one of `WordDocument.notes`, `comments` those that hang on it. */
export interface WordRun extends Run {
  comments?: string[];
}

/** What every paragraph has. `mark` is the mark on the paragraph's own end. */
interface Paragraph {
  runs: WordRun[];
  mark?: Mark;
  /** Language of the paragraph where it is not that of the document; it brings its own direction. */
  lang?: Language;
}

export type WordBlock =
  | ({ kind: 'title' | 'subtitle' | 'caption' } & Paragraph)
  | ({ kind: 'heading'; level: 1 | 2 | 3 | 4 | 5 | 6; label?: string; oldLabel?: string; italic?: true } & Paragraph)
  | ({ kind: 'paragraph'; indent?: number; align?: 'start' | 'center' | 'end' } & Paragraph)
  /** A paragraph with a label that was given to it, printed before a tab with a hanging indent. */
  | ({ kind: 'item'; label: string; oldLabel?: string; depth: number } & Paragraph)
  /** A paragraph that Word numbers itself; `list` tells one list from the next. */
  | ({ kind: 'list'; list: string; format: 'decimal' | 'letter' | 'roman' | 'bullet'; depth: number } & Paragraph)
  | WordTable
  | { kind: 'page-break' };

export interface WordCell {
  blocks: WordBlock[];
  colspan?: number;
  rowspan?: number;
}
export interface WordTable {
  kind: 'table';
  /** What the table shows, for those who hear it read. */
  caption?: string;
  /** Widths of the columns as parts of the whole; equal where left out. */
  widths?: number[];
  rows: { header?: true; mark?: Mark; cells: WordCell[] }[];
}

export interface WordNote {
  id: string;
  /** Printed reference; a number that does not follow the order, or a sign ("*"), is kept as it is. */
  label?: string;
  runs: WordRun[];
}

export interface WordComment {
  id: string;
  author?: string;
  /** ISO 8601. */
  date?: string;
  text: string;
}

/** A document to be written: a small model, enough for texts, tables and sheets. */
export interface WordDocument {
  title: string;
  language: Language;
  /** That of the language where left out. */
  direction?: 'ltr' | 'rtl';
  orientation?: 'portrait' | 'landscape';
  /** Words at the foot of each page, before the number. */
  footer?: string;
  blocks: WordBlock[];
  notes?: WordNote[];
  comments?: WordComment[];
}
