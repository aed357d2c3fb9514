import type { Language } from '../model/text.ts';

/** A drafting convention: what a body's texts look like. Data only; a new body is a new profile, not code. */
export interface Profile {
  id: string;
  /** Body that speaks, as in Reference.body. */
  body: string;
  languages: readonly Language[];
  /** How the body opens ("The Economic and Social Council,"); the tightest match wins. */
  opening: RegExp;
  /** `headings`: verbs stand alone on a line and items follow ("charge le Secrétaire général"); `paragraphs`: each paragraph opens with its verb. */
  style: 'headings' | 'paragraphs';
}

/** Verbs of one language. Keys are the normalised verb, values the printed forms (lower case, longest first when matched). */
export interface Vocabulary {
  preambular: Record<string, readonly string[]>;
  operative: Record<string, readonly string[]>;
  /** "ANNEX", "Appendix" …, alone or with a letter or number. */
  annex: RegExp;
  article: RegExp;
  /** "decides to instruct the …": the second verb carries the addressee. */
  combined?: RegExp;
  /** Between two addressees. */
  and: RegExp;
}
