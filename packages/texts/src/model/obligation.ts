import type { Language } from './text.ts';

export type Force = 'decides' | 'instructs' | 'requests' | 'invites' | 'encourages' | 'recommends' | 'urges';

/** Whether an addressee can be late: decides, instructs and requests bind; the others do not (product.md, force). */
export const BINDING: ReadonlySet<Force> = new Set(['decides', 'instructs', 'requests']);

export const DELIVERABLES = [
  'report',
  'roadmap',
  'contribution',
  'consultation',
  'meeting',
  'appointment',
  'database',
  'fund',
  'prize',
  'coordination',
  'participation',
  'programme',
  'review',
  'guidance',
  'measure',
  'information',
  'other',
] as const;
export type Deliverable = (typeof DELIVERABLES)[number];

/** When a thing is due. Nothing invents a day that the text does not give. */
export interface Timing {
  kind: 'once' | 'annual' | 'periodic' | 'session' | 'continuous' | 'event' | 'none';
  /** ISO 8601 with the precision of the text: "2025", "2025-03", "2025-03-01". */
  date?: string;
  /** "before" a date, "by" it, "at", "from". */
  bound?: 'before' | 'by' | 'at' | 'from' | 'until';
  /** Years between two occurrences of a periodic duty. */
  every?: number;
  /** For `session`: the body and what names its session ("2025", "eightieth", "next"). */
  session?: { body: string; name: string };
  /** Further sessions at which the same thing is owed ("to its 2025 session and to PP-26"). */
  also?: { session: { body: string; name: string }; date?: string }[];
  /** For `event`: the words that name it. */
  event?: string;
  /** The words this rests on; "" when kind is none. */
  words: string;
}

/** A stretch of an item's `text` that a field rests on. */
export interface Span {
  field: 'addressee' | 'force' | 'action' | 'deliverable' | 'recipient' | 'via' | 'timing' | 'framework' | 'instrument';
  eId: string;
  from: number;
  to: number;
}

/** One thing that a paragraph seems to ask of someone: a suggestion until a person confirms it. */
export interface Suggestion {
  /** Index of the text in the outline. */
  text: number;
  eId: string;
  label: string | null;
  heading: string;
  /** As printed: "le Secrétaire général". */
  addressees: string[];
  force: Force;
  /** What is to be done, in short: a stretch of the source text, never invented words. */
  action: string;
  deliverable: Deliverable;
  /** Normalised bodies or printed names. */
  recipients: string[];
  via: string[];
  timing: Timing;
  /** Framework codes: "C2", "SDG", "SDG 5", "2030 Agenda", "GDC", "Connect 2030". */
  frameworks: string[];
  instruments: string[];
  spans: Span[];
  confidence: number;
  language: Language;
  /** True where the paragraph only informs: shown, never counted. */
  informs?: true;
}
