import type { Language } from '@suivi/texts';

/** What each step of the form is handed. */
export interface Shown {
  /** Of the reader. */
  lang: Language;
  /** Of the words that are typed. */
  contentLang: Language;
  draft: Record<string, unknown>;
  /** What is wrong with a field, in words. In: its path. */
  wrong: (path: string) => string[];
  lists: Record<
    'kinds' | 'stakeholders' | 'levels' | 'statuses' | 'technologies' | 'groups' | 'resources' | 'licences',
    readonly string[]
  >;
  /** The list to which another row was asked for. */
  more: string | null;
}

/** Rows that a list shows: those that there are, and one to fill in; it stands there from the start where none is. */
export const withBlank = (rows: Record<string, unknown>[], asked: boolean): Record<string, unknown>[] =>
  asked || rows.length === 0 ? [...rows, {}] : rows;
