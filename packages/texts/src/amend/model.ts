import type { Group, Language, Run, Text } from '../model/text.ts';

/**
 * Proposals to change a text, and what becomes of them. All are plain JSON, immutable by convention.
 *
 *   Text × Amendment[] ─► compile ─► Compilation (one text, who proposed what, what is in brackets)
 *   Text × Amendment[] × Decision ─► decide ─► Text × Amendment[] (the rest rebased) ─► … ─► consolidate ─► Text
 */

/**
 * What a proposal does: MOD changes words, ADD brings a paragraph, SUP takes one out with all below it, NOC asks that it
 * stay. Guidelines for proposals of the ITU Plenipotentiary Conference (www.itu.int/plenipotentiary/2010/docs-proposals).
 */
export const ACTS = ['MOD', 'ADD', 'SUP', 'NOC'] as const;
export type Act = (typeof ACTS)[number];

/** Where an amendment stands as a whole; each of its changes has its own `state` besides. */
export const AMENDMENT_STATUSES = [
  'proposed',
  'withdrawn',
  'accepted',
  'partly-accepted',
  'rejected',
  'lapsed',
] as const;
export type AmendmentStatus = (typeof AMENDMENT_STATUSES)[number];

/** Where one change stands: `met` is one whose words stand in the text already, `lapsed` one whose place is gone. */
export type OpState = 'open' | 'accepted' | 'rejected' | 'met' | 'lapsed';

/** A paragraph that an ADD brings, with those below it. */
export interface NewParagraph {
  runs: Run[];
  /** Printed label without its punctuation; left out, the place gives it. */
  label?: string | null;
  items?: NewParagraph[];
}

/** One change of one paragraph. */
export interface AmendmentOp {
  /** Unique among all changes that are compiled together. */
  id: string;
  act: Act;
  /**
   * The paragraph or group by wId or eId; for an amendment to an amendment, the id of the change that it amends (a MOD
   * then gives the words that should be proposed instead, a SUP asks that it not be made).
   */
  target: string;
  /**
   * ADD: where beside the target (`inside` is last below it; default `after`). MOD or SUP of a group's heading: `heading`.
   */
  place?: 'before' | 'after' | 'inside' | 'heading';
  /** MOD, ADD: all words of the paragraph as proposed, clean of marks. Left out by a MOD that only changes the label. */
  runs?: Run[];
  /** MOD, ADD: the label proposed. */
  label?: string | null;
  /** ADD: paragraphs below the new one. */
  items?: NewParagraph[];
  /** ADD of a whole group: `runs` are its heading, `items` its paragraphs, `rows` those of a table. */
  part?: Group['part'];
  /**
   * ADD in a table (the target): these rows come before the row at `row`. MOD: the one row that stands at `row` then, whole;
   * it is given where cells come, go, or cover others, or where one that was empty takes words. SUP, NOC: none.
   */
  rows?: NonNullable<Group['table']>;
  /** A row of the target, from 0. */
  row?: number;
  /** SUP: only this paragraph goes, those below it stay in its place. */
  alone?: true;
  /** Order among what is added at one place; lower first, then the order given. */
  rank?: number;
  /** Set on the SUP and the ADD of a move (SUP*, ADD*): the same word on both. */
  move?: string;
  /**
   * The same word on changes of one amendment that stand or fall together, as a move's do: the two halves of a paragraph that
   * is split, two paragraphs that become one, cells of several rows that are merged.
   */
  together?: string;
  /** Default `open`. */
  state?: OpState;
}

/** What an organisation proposes, possibly with others. */
export interface Amendment {
  id: string;
  /** Code of the organisation that proposes. */
  by: string;
  /** Codes of those that co-sign or support it. */
  supporters: string[];
  /** When it arrived, ISO 8601. */
  at: string;
  reasons?: string;
  /** Id of the amendment that this one amends. */
  parent?: string;
  ops: AmendmentOp[];
  /** It came after the window had closed. */
  late?: true;
  status: AmendmentStatus;
}

/** Who stands behind some words: an organisation, and the change through which it says so. */
export interface Attribution {
  by: string;
  amendment: string;
  op: string;
  /** The organisation whose proposal this one amends. */
  on?: string;
  /** It supports the proposal of another. */
  supports?: true;
}

/** One way to word a place. An empty list of segments is a deletion (or, for an addition, leaving it out). */
export interface Option {
  /** Unique within its choice: `original`, or the words' own key. */
  key: string;
  original?: true;
  by: Attribution[];
  segments: Segment[];
}

/**
 * Why a place shows more than one wording:
 * - `proposed`: one proposal (of one or of many alike) that nothing contradicts; it is taken unless someone objects
 * - `conflict`: proposals that cannot stand together
 * - `sensitive`: it touches a date, a figure, a negation or what is binding, beside other proposals: never combined unasked
 * - `kept`: somebody asks that the words stay (NOC)
 * - `amended`: an amendment to an amendment
 */
export type ChoiceReason = 'proposed' | 'conflict' | 'sensitive' | 'kept' | 'amended';

/** A place with its wordings: the original first, then in the house order. */
export interface Choice {
  id: string;
  reason: ChoiceReason;
  options: Option[];
}

/** A stretch of a paragraph: words that nobody changes, or a choice. */
export type Segment = { kind: 'words'; runs: Run[] } | { kind: 'choice'; choice: Choice };

/** One paragraph of a compilation, only those that someone proposes to change or to keep. */
export interface CompiledPlace {
  /** wId, else eId, of the paragraph or group; the id of the change for one that is added. */
  target: string;
  /** eId in the compiled text. */
  eId: string;
  label: string | null;
  kind: 'words' | 'heading' | 'addition' | 'row';
  /** `row`: which row of the compiled table; several rows may stand for the options of one choice. */
  row?: number;
  /** Set where somebody would split the paragraph: eIds of what follows it then in the compiled text; `¶` parts its words. */
  parts?: string[];
  /** `row`: the option for which this row is printed; left out for a row that stood before. */
  option?: string;
  /** Original words; empty for an addition. */
  original: Run[];
  /** A SUP beside other proposals is a choice around all of them. */
  segments: Segment[];
  /** Those that ask that it stay as it is. */
  kept: Attribution[];
  contested: boolean;
}

/** One line of the list of amendments, for tables and exports. */
export interface CompiledRow {
  amendment: string;
  op: string;
  act: Act | 'SUP*' | 'ADD*';
  target: string;
  eId: string | null;
  label: string | null;
  by: string;
  supporters: string[];
  at: string;
  late: boolean;
  reasons: string | null;
  on: string | null;
  status: AmendmentStatus;
  state: OpState;
  /** What compiling made of it. */
  outcome: 'joined' | 'combined' | 'bracketed' | 'alone' | 'kept' | 'withdrawn' | 'settled' | 'no-place';
  /** Words proposed, as plain text, cells of a row apart by ` | `; empty for SUP and NOC. */
  words: string;
}

/** Something to tell a reader; `code` is stable, `message` plain English that names the place. */
export interface AmendNote {
  code:
    | 'no-place'
    | 'overlaps'
    | 'met'
    | 'lapsed'
    | 'moved-place'
    | 'withdrawn'
    | 'unmarked-change'
    | 'unbalanced'
    | 'internal-reference'
    | 'not-applied'
    | 'left-out'
    | 'heading-between'
    | 'twice'
    | 'no-change'
    | 'several-authors'
    | 'split-or-joined';
  message: string;
  amendment?: string;
  op?: string;
  target?: string;
}

/** All proposals against one text, merged. */
export interface Compilation {
  /**
   * The text with all proposals: changes as marks under their authors' names, conflicts in square brackets. With all marks
   * rejected it is the original; with all accepted it reads as a compilation does on paper.
   */
  text: Text;
  places: CompiledPlace[];
  rows: CompiledRow[];
  notes: AmendNote[];
}

export interface CompileOptions {
  /** House order of organisations, by code; those left out come after, by code. */
  order?: readonly string[];
  /** Default: that of the text. */
  language?: Language;
  /** How paragraphs that are added are numbered for the time being; default `latin` (2bis). */
  labels?: LabelConvention;
  /** Under whose name the brackets themselves stand in marks; default "Compilation". */
  editor?: string;
}

/** How a paragraph that comes between two numbers is numbered for the time being. */
export interface LabelConvention {
  id: string;
  /** Document that prescribes it, or "not confirmed". */
  source: string;
  /** Added to the label before; the n-th for the n-th addition. */
  after: readonly string[];
  /** Added to the label that follows, where nothing comes before. */
  before: string;
}

/** What a meeting decides. */
export type Decision =
  | {
      kind: 'accept' | 'reject';
      amendment: string;
      /** Only these changes, with those that stand or fall together with them. */
      ops?: readonly string[];
      /** Only these changes of words within one change, by their place in `changesOf`. */
      words?: { op: string; changes: readonly number[] };
    }
  | { kind: 'withdraw'; amendment: string }
  /** Another organisation takes over what was withdrawn or proposed. */
  | { kind: 'take-over'; amendment: string; by: string }
  | { kind: 'support'; amendment: string; by: string };

/** The text after a decision, and the amendments as they stand now, the open ones rebased onto it. */
export interface Decided {
  text: Text;
  amendments: Amendment[];
  notes: AmendNote[];
}

/** A bracket printed in a text. Ranges are in the paragraph's words as they stand, brackets included. */
export interface Bracket {
  /** Its place: eId and ordinal of the bracket within the paragraph, from 1 in order of its opening: `sec_1__para_2#1`. */
  id: string;
  eId: string;
  from: number;
  to: number;
  /** eId of the paragraph in which it closes, where that is in another cell of the row; `to` counts there. */
  until?: string;
  /** Organisations named before the colon; empty when none. */
  by: string[];
  /** Words within, attribution left out. */
  words: string;
  /** It proposes to delete what stands in the bracket before it. */
  deletion?: true;
  /** Id of the bracket around it. */
  within: string | null;
  /** Ids of all alternatives at this place in order, itself included; one alone is no choice. */
  alternatives: string[];
}

/** What became of a paragraph from one version to the next. */
export interface Descent {
  kind: 'carried' | 'changed' | 'new' | 'gone' | 'split' | 'merged';
  /** eIds in the old version; empty for `new`, several for `merged`. */
  from: string[];
  /** eIds in the next version; empty for `gone`, several for `split`. */
  to: string[];
  wId: string | null;
  /** Address or label differ. */
  moved: boolean;
  /** 0 to 1: how much of the words is shared. */
  alike: number;
}

/** A version of a text and the day from which it stands. */
export interface DatedText {
  /** ISO date. */
  from: string;
  text: Text;
}
