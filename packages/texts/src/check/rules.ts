import type { Deliverable } from '../model/obligation.ts';

/** What a drafting rule looks for. */
export type RuleCode =
  | 'no-addressee'
  | 'no-date'
  | 'no-recipient'
  | 'repeated'
  | 'repeated-on-record'
  | 'older-revision'
  | 'unknown-instrument'
  | 'two-revisions'
  | 'numbering'
  | 'no-review'
  | 'too-long';

/** A rule as data: where it comes from, and whether that was confirmed. What is not says so wherever it is shown. */
export interface Rule {
  code: RuleCode;
  /** `error`: the text cannot be followed up as it stands; `advice`: a drafter may have reasons. */
  level: 'error' | 'advice';
  source: string;
  confirmed: boolean;
}

export const RULES: readonly Rule[] = [
  {
    code: 'no-addressee',
    level: 'error',
    source: 'An operative paragraph names whom it addresses: practice of ITU and United Nations drafting.',
    confirmed: false,
  },
  {
    code: 'no-date',
    level: 'advice',
    source: 'Mandate review of 2006 (A/60/733): mandates without a time frame cannot be reviewed.',
    confirmed: true,
  },
  {
    code: 'no-recipient',
    level: 'advice',
    source: 'House rule of Suivi: a report is owed to someone.',
    confirmed: true,
  },
  {
    code: 'repeated',
    level: 'advice',
    source: 'Mandate review of 2006 (A/60/733): overlapping mandates.',
    confirmed: true,
  },
  {
    code: 'repeated-on-record',
    level: 'advice',
    source: 'Mandate review of 2006 (A/60/733): overlapping mandates.',
    confirmed: true,
  },
  {
    code: 'older-revision',
    level: 'advice',
    source: 'House rule of Suivi: the revision in force is cited.',
    confirmed: true,
  },
  {
    code: 'unknown-instrument',
    level: 'advice',
    source: 'House rule of Suivi: an instrument that is not on record cannot be followed.',
    confirmed: true,
  },
  { code: 'two-revisions', level: 'error', source: 'House rule of Suivi: one text, one revision.', confirmed: true },
  {
    code: 'numbering',
    level: 'error',
    source: 'House rule of Suivi: printed numbers form their series.',
    confirmed: true,
  },
  {
    code: 'no-review',
    level: 'advice',
    source: 'UN80 mandate review: clauses for reviewing and ending mandates.',
    confirmed: false,
  },
  {
    code: 'too-long',
    level: 'advice',
    source: 'A body’s own limit, set by its officers; no general one was seen.',
    confirmed: false,
  },
];

/** Deliverables that one expects a date for, and those that one expects a recipient for. */
export const DATED: ReadonlySet<Deliverable> = new Set<Deliverable>([
  'report',
  'roadmap',
  'consultation',
  'meeting',
  'appointment',
]);
export const OWED: ReadonlySet<Deliverable> = new Set<Deliverable>(['report']);

/** How alike the words of two demands are when they are the same demand (Dice's coefficient over words). */
export const SAME = 0.8;
