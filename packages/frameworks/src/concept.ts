export type Language = 'ar' | 'en' | 'es' | 'fr' | 'ru' | 'zh';
export type Labels = Record<Language, string>;

/** A line, goal or agenda that a paragraph may name. */
export interface Concept {
  /** "C2", "C7-e-health", "SDG 5", "2030 Agenda". */
  code: string;
  /** What is printed where room is short: the same in all languages ("C2") unless given. */
  short: string;
  scheme: string;
  parent: string | null;
  labels: Labels;
  /** Languages whose label was read on an official page, with that page; all others are our own translation. */
  official: Partial<Record<Language, string>>;
}
