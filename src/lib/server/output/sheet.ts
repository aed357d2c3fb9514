import type { Language } from '@suivi/texts';

/** A cell: words, their language where it is not the sheet's, and where they lead. */
export interface Cell {
  text: string;
  lang?: Language;
  href?: string;
  /** Said of the words in the sheet's own language, after them: that they are in another, or a machine's. */
  note?: string;
}
export interface SheetTable {
  /** What the table shows, for those who hear it read. */
  caption: string;
  headers: string[];
  /** Widths of the columns as parts of the whole. */
  widths: number[];
  rows: Cell[][];
}

/** A sheet to be taken away, before it is a Word file or a PDF: a title, a few lines, and sections with a table each. */
export interface Sheet {
  title: string;
  lang: Language;
  lines: string[];
  sections: {
    heading: string | null;
    /** Said where there is nothing to list. */
    empty: string;
    table: SheetTable;
  }[];
  footer: string;
}

export const FORMATS = ['docx', 'pdf'] as const;
export type Format = (typeof FORMATS)[number];

export const TYPES: Record<Format, string> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
};
