export const LANGUAGES = ['ar', 'en', 'es', 'fr', 'ru', 'zh'] as const;
export type Language = (typeof LANGUAGES)[number];
export type Labels = Record<Language, string>;

/** A line, goal, target, place or agenda that a record may be tagged with. */
export interface Concept {
  /** "C2", "C7-e-health", "SDG 5", "SDG 9.c", "M49 012", "2030 Agenda". */
  code: string;
  /** What is printed where room is short: the same in all languages ("C2") unless given. */
  short: string;
  scheme: string;
  parent: string | null;
  labels: Labels;
  /** Languages whose label was read on an official page, with that page; all others are our own translation. */
  official: Partial<Record<Language, string>>;
}

/** A scheme of codes as it stood at one time. */
export interface Release {
  scheme: string;
  names: Labels;
  /** What tells it from other releases of the scheme: "2015", "2003". */
  label: string;
  /** Where it was read. */
  source: string;
  /** The day on which the source was read, ISO 8601; null where only our own words are given. */
  seenOn: string | null;
  concepts: readonly Concept[];
}

/** Whether a thing was read where it is official, or is yet to be confirmed. */
export type Standing = 'official' | 'to-confirm';

/** A link from a concept of one scheme to one of another. */
export interface Correspondence {
  from: string;
  to: string;
  reason: string | null;
  source: string;
  seenOn: string | null;
  standing: Standing;
}

/** A published set of correspondences, such as the WSIS-SDG matrix. */
export interface CorrespondenceSet {
  code: string;
  from: string;
  to: string;
  names: Labels;
  cells: readonly Correspondence[];
}

/** Who leads or helps with a line. */
export interface Facilitation {
  concept: string;
  party: string;
  role: 'lead' | 'co-facilitator' | 'partner';
  source: string;
  standing: Standing;
}
