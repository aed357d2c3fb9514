import type { Language, Run } from '../model/text.ts';

/** How far a translation has come (XLIFF 2.0, 4.3.1.28 `state`). */
export const UNIT_STATES = ['initial', 'translated', 'reviewed', 'final'] as const;
export type UnitState = (typeof UNIT_STATES)[number];

export interface UnitNote {
  /** What kind of remark it is: "label", "previous-source", "remark". */
  category?: string;
  text: string;
}

/** One piece to translate: a paragraph, a heading or a wording, under an id that leads back to it. */
export interface Unit {
  /** Identity of the paragraph and the field: "0190….text". Any characters; they come back as they were. */
  id: string;
  /** Where it stands, for a reader: "sec_3__para_6". */
  place?: string;
  source: readonly Run[];
  /** The translation so far; null where there is none. */
  target: readonly Run[] | null;
  state: UnitState;
  notes: readonly UnitNote[];
}

export const EXCHANGE_WARNINGS = [
  'no-id',
  'duplicate-id',
  'partly-translated',
  'code-missing',
  'code-added',
  'code-unknown',
  'bad-link',
  'unread-element',
  'deleted-words',
  'typed-codes',
  'unknown-state',
  'unknown-language',
  'other-language',
  'no-words',
] as const;

/** What a reader of the file should look at; `unit` names the piece, null where it concerns the whole file. */
export interface ExchangeWarning {
  unit: string | null;
  /** Line of the file, from 1. */
  line: number;
  code: (typeof EXCHANGE_WARNINGS)[number];
  /** The same in plain English, naming the unit and what was found. */
  message: string;
}

/** A file of translations as read. */
export interface Exchange {
  /** "1.2", "2.0", "2.1", as the file says. */
  version: string;
  /** Null where the file names none that is known. */
  source: Language | null;
  target: Language | null;
  /** What the file says it was made from. */
  original: string | null;
  units: Unit[];
  warnings: ExchangeWarning[];
}

/** Words that say the same in several languages: one entry of a translation memory. */
export interface MemoryEntry {
  id?: string;
  /** Where it was taken from, for a reader: "Resolution 1332 (2024), 6". */
  from?: string;
  words: Partial<Record<Language, readonly Run[]>>;
}

export interface Memory {
  source: Language | null;
  entries: MemoryEntry[];
  warnings: ExchangeWarning[];
}
