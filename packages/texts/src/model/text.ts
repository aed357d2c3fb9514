/**
 * The values every stage of the engine passes on. All are plain JSON, immutable by convention: a stage returns new
 * values and never edits what it was given.
 *
 *   bytes ─► read (docx | txt | xml) ─► Source ─► structure ─► Outline ─► write, obligations, compare
 */

/** The six official languages of the United Nations, as BCP 47 tags. */
export const LANGUAGES = ['ar', 'en', 'es', 'fr', 'ru', 'zh'] as const;
export type Language = (typeof LANGUAGES)[number];

/** What revision marks say of a stretch of text or of a whole paragraph. */
export type State = 'kept' | 'inserted' | 'deleted';

/** Who marked a change, and when (ISO 8601); both may have been scrubbed from the file. */
export interface Mark {
  state: 'inserted' | 'deleted';
  author?: string;
  date?: string;
  /** Set on both ends of a move: the same id links the place left and the place reached. */
  move?: string;
}

/** How a stretch of text is set. */
export interface Format {
  bold?: true;
  italic?: true;
  underline?: true;
  strike?: true;
  sup?: true;
  sub?: true;
  lang?: string;
  rtl?: true;
}

/** Who made a change that is no coming or going of words, and when (ISO 8601). */
export interface Authored {
  author?: string;
  date?: string;
}

/** A picture, or another thing drawn, at its place in the words. */
export interface Image {
  kind: 'image' | 'chart' | 'diagram' | 'object';
  /** Alternative text: what it shows, in words. */
  alt?: string;
  /** The part of the file that holds it ("word/media/image1.png"); `readMedia` gives its bytes. */
  part?: string;
  /** As printed, in points. */
  width?: number;
  height?: number;
}

/** A stretch of text with one formatting and at most one revision mark. */
export interface Run extends Format {
  /** "" where the run only stands for an image, for words that came and went, or for a field that printed nothing yet. */
  text: string;
  /** Address of a link (http, https, mailto, or `#bookmark`). */
  link?: string;
  /** Id of the footnote this run refers to; `text` is then the printed reference ("1", "*"). */
  note?: string;
  /** Instruction of the field that printed these words ("PAGE", "REF _Ref1 \h"); links are in `link`. */
  field?: string;
  /** The image that stands here; `text` is "". */
  image?: Image;
  mark?: Mark;
  /** Words that one change inserted and a later one struck: they stand in neither reading, so `text` is "". */
  passed?: { text: string; inserted: Authored; deleted: Authored };
  /** Set where a change of formatting was marked: the formatting before it, whole, and who changed it. */
  was?: Authored & { format: Format };
}

/** From a place in a block to a place in it, in characters of its `runs` together; where `until` is set, `to` counts in the block of that line. */
export interface Stretch {
  from: number;
  to: number;
  until?: number;
}

/** One paragraph (or table) of the file, in reading order, before anything is understood of it. */
export interface Block {
  kind: 'paragraph' | 'table';
  /** Line of a text file, or ordinal of the paragraph in a Word or XML file; from 1. */
  line: number;
  /** What stood in the file, before cleaning; the trace rebuilds the input from these. */
  raw: string;
  /** Label computed from numbering, or typed and split off at the first tab: "a)", "3", "2.10.1". */
  label?: string;
  /** Label before a tracked change of numbering. */
  oldLabel?: string;
  /** Runs of a typed label up to its tab, where they bear marks or a look of their own. */
  typed?: Run[];
  /** Name of the paragraph's style ("Heading 1", "Call", "enumlev1", "AnnexNo"), where the file has styles. */
  style?: string;
  /** Outline level of a heading (1 to 9), where style or numbering tell. */
  heading?: number;
  /** Depth of indentation or list level, 0 for none. */
  level?: number;
  align?: 'start' | 'center' | 'end';
  /** Set where the paragraph (or the table's columns) run from right to left. */
  rtl?: true;
  /** The list that numbers the paragraph: its id in the file, and how it prints this level ("lowerLetter", "%1)"). */
  list?: { id: string; format: string; pattern: string };
  /** Set where the block stands in a text box that hangs on the paragraph before. */
  box?: true;
  /** Of a block among `Source.headers`: which of the two it is. */
  place?: 'header' | 'footer';
  /** Alternative text of a table. */
  alt?: string;
  /** Every letter set in capitals, or the whole paragraph bold or italic: what headings look like without styles. */
  look?: { caps?: true; bold?: true; italic?: true };
  runs: Run[];
  /** The mark on the paragraph itself: `inserted` came with the change, `deleted` merges with the next when accepted. */
  mark?: Mark;
  /**
   * Set where a change of the block's format or numbering was marked: what it was before, where it differs (a label is in
   * `oldLabel`), and who changed it. `null` stands for "had none".
   */
  was?: Authored & {
    style?: string | null;
    heading?: number | null;
    level?: number;
    align?: 'start' | 'center' | 'end';
    rtl?: boolean;
  };
  /** Places in the block that links and fields point at, by name. */
  bookmarks?: (Stretch & { name: string })[];
  /** Rows of a table: each cell holds blocks. `mark` on a row or cell marks all of it; `merge` tells that a change joins it to the cell below or above. */
  rows?: {
    header?: true;
    mark?: Mark;
    /** Set where one change inserted the row and a later one struck it: it stands in neither reading. */
    passed?: { inserted: Authored; deleted: Authored };
    cells: {
      blocks: Block[];
      colspan?: number;
      rowspan?: number;
      mark?: Mark;
      merge?: Authored & {
        with: 'below' | 'above';
        /** Set where the change takes the two apart: they were one before. */
        undone?: true;
      };
      /** Set where a change made the cell span more or fewer columns: how many it spanned. */
      was?: Authored & { colspan: number };
    }[];
  }[];
}

export interface Note {
  id: string;
  /** Printed reference ("1", "*"). */
  label: string;
  kind: 'footnote' | 'endnote';
  blocks: Block[];
}

export interface Comment {
  id: string;
  author?: string;
  date?: string;
  /** Id of the comment that this one answers. */
  parent?: string;
  /** Set where it was closed ("resolved"). */
  resolved?: true;
  text: string;
  /** Line of the block it hangs on; 0 where it hangs on none. */
  line: number;
  /** The words it is about. */
  stretch?: Stretch;
}

/** A place that needs a reader's eye. `line` is that of `Block.line`; 0 when it concerns the whole file. */
export interface Warning {
  line: number;
  /** Stable code, for messages in the reader's language: `unread-element`, `series-gap`, … */
  code: string;
  /** The same in plain English, naming the place. */
  message: string;
}

/** A file as read: nothing dropped, nothing understood yet. */
export interface Source {
  format: 'txt' | 'docx' | 'xml';
  blocks: Block[];
  notes: Note[];
  comments: Comment[];
  /** Page headers and footers. */
  headers: Block[];
  properties: { title?: string; author?: string; language?: string; created?: string; modified?: string };
  /** Language tag of the body when the file says so. */
  language?: Language;
  warnings: Warning[];
}

export type Part = 'front' | 'preamble' | 'operative' | 'article' | 'annex' | 'section' | 'table';

/** A numbered or bare paragraph. Items nest to any depth. */
export interface Item {
  /** Address within this edition, Akoma Ntoso form: `sec_3__para_6__point_a`. Changes on renumbering. */
  eId: string;
  /** Identity of the paragraph over versions and languages, where one was given; an address changes, this does not. */
  wId?: string;
  /** Printed label without its punctuation, `null` for a bare paragraph: "6", "a", "2.10.1", "iv", "–". */
  label: string | null;
  /** Label before renumbering, where marks (or a repair) tell; "" where it had none. */
  oldLabel?: string;
  /** Address, and paragraphs it stood under, before the change, in a redline, where they differ from what the tree shows. */
  was?: { eId?: string; depth?: number };
  /** How many paragraphs it stands under after the change, in a redline, where the tree shows others. */
  depth?: number;
  /** The words as they stand after the change (inserted included, deleted left out), cleaned. */
  text: string;
  runs: Run[];
  state: State;
  /**
   * The mark on the end of a paragraph that stays: where it is `deleted`, the next paragraph goes on in this one once accepted
   * (its words, under this one's label); where it is `inserted`, once rejected.
   */
  end?: Mark;
  /** Lines of the source this item came from. */
  lines: number[];
  items: Item[];
}

/** A stretch of a text under one heading: a recital verb, an operative addressee, an article, an annex, a section. */
export interface Group {
  eId: string;
  wId?: string;
  part: Part;
  /** Printed heading or opening words: "charge le Secrétaire général", "Article 3", "2 Activités". */
  heading: string;
  headingRuns?: Run[];
  /** Printed label of a section or annex: "2.1", "A", "III". */
  label?: string | null;
  /** Label before renumbering; "" where it had none. */
  oldLabel?: string;
  /** What the group was before the change, in a redline, where it differs. */
  was?: { eId?: string; part?: Part; verb?: string | null; addressees?: string[]; depth?: number };
  /** How many groups it stands under after the change, in a redline, where the tree shows others. */
  depth?: number;
  /** Normalised verb(s) of the vocabulary: "instructs", "recalling"; `null` where there is none. */
  verb: string | null;
  /** Whom an operative group addresses, as printed, one entry each: ["le Secrétaire général", …]. */
  addressees: string[];
  /** A group that came or went may hold paragraphs that stay: without it, they stand under what comes before. */
  state: State;
  lines: number[];
  items: Item[];
  groups: Group[];
  /** For `part: "table"`: its rows. */
  table?: Row[];
  /** Rows that one author brought and another struck: they stand in neither reading. */
  passedRows?: PassedRow[];
}

/** A row that one brought and another struck: its mark is that of the latter, its words are `passed`. */
export interface PassedRow {
  /** How many rows of the table stand before it. */
  at: number;
  row: Row;
  /** Who brought it. */
  inserted: Authored;
}

/** A row of a table. `mark` is that of a row that came or went whole: its cells bear none then. */
export interface Row {
  header?: true;
  mark?: Mark;
  cells: Cell[];
}

/** A cell of a table: a list of paragraphs. */
export interface Cell {
  items: Item[];
  colspan?: number;
  rowspan?: number;
  /** Set where the cell itself came or went in a row that stays; its paragraphs came or went with it. */
  mark?: Mark;
  /** How many columns and rows it covered before a change, where that differs; `null` where it did not say. */
  was?: Authored & { colspan?: number | null; rowspan?: number | null };
}

export interface Footnote {
  id: string;
  /** Set where it is printed at the end of the document, not at the foot of its page. */
  kind?: 'endnote';
  label: string;
  text: string;
  runs: Run[];
  /** eId of the item or group that bears the reference; null when none was found. */
  at: string | null;
  lines: number[];
  /** Id and printed reference before the change, in a redline, where they differ; null where the note is new. */
  was?: { id: string; label: string } | null;
}

/** An instrument cited: "Resolution 140 (Rev. Bucharest, 2022) of the Plenipotentiary Conference". */
export interface Reference {
  /** The words as printed. */
  text: string;
  /** Normalised body: "pp", "council", "ga", "ecosoc", "sc", "hrc", "wtdc", "wtsa", "wrc", … or null. */
  body: string | null;
  /** "resolution", "decision", "opinion", "recommendation", … */
  kind: string;
  number: string;
  /** "Rev. Bucharest, 2022", "modified 2023", … as printed; null when none. */
  revision: string | null;
  year: number | null;
  eId: string;
  /** Character range in the item's `text`. */
  from: number;
  to: number;
}

/** What the engine believes flattened revision marks once said. Never applied in silence: each is shown and can be undone. */
export interface Repair {
  eId: string;
  kind: 'label-merged' | 'label-struck' | 'two-labels' | 'words-merged' | 'heading-merged' | 'punctuation';
  oldLabel: string | null;
  newLabel: string | null;
  deleted: string | null;
  inserted: string | null;
  /** 0 to 1. */
  confidence: number;
  /** Asked where the words cannot be told apart for sure. */
  question?: string;
  line: number;
}

/** One line of the source, and where it went. Rebuilding: undo `edits` on the printed form of the place. */
export interface Trace {
  line: number;
  /** eId of an item or group, `footnote:ID`, `header`, `title`, `number`, or `warning`. */
  place: string;
  /** The printed form of this line in the tree. */
  printed: string;
  /** What cleaning did, in order of position in `printed`: there `is` stands where the source had `was`. */
  edits: { at: number; was: string; is: string }[];
}

export type TextKind =
  | 'resolution'
  | 'decision'
  | 'recommendation'
  | 'opinion'
  | 'declaration'
  | 'statement'
  | 'report'
  | 'terms-of-reference'
  | 'document';

export interface Text {
  kind: TextKind;
  /** "1332", "70/125", "2023/3"; null where none is printed. */
  number: string | null;
  title: string;
  /** As printed after the number: "modified 2024", "Rev. Bucharest, 2022"; or "draft"; null when silent. */
  status: string | null;
  /** Body that speaks: normalised id as in Reference.body. */
  body: string | null;
  language: Language;
  /** Id of the drafting profile: "itu-council", "itu-pp", "un-ga", "un-sc", … */
  profile: string;
  /** What the text was before the change, in a redline, where it differs. */
  was?: Partial<Pick<Text, 'kind' | 'number' | 'title' | 'status' | 'body' | 'language' | 'profile'>>;
  groups: Group[];
  footnotes: Footnote[];
  references: Reference[];
  repairs: Repair[];
  warnings: Warning[];
}

/** A whole document: a report first, then each text it carries in its annexes. */
export interface Outline {
  texts: Text[];
  /** Page headers, footers, cover lines that belong to no text. */
  headers: { line: number; text: string }[];
  trace: Trace[];
}
