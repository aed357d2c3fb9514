import { translator, type Translate } from './translate.ts';

/** What the frameworks that come with the program say themselves of where a list is from. */
const NOTES = ['own-words', 'plan', 'connect', 'matrix', 'recalled', 'pages', 'report'] as const;

const said = (t: Translate, code: (typeof NOTES)[number]): string => t(`frameworks.note.${code}`);
const byWords = new Map(NOTES.map((code) => [said(translator('en'), code), code]));

/**
 * A source of a list or name that is a remark of ours, in the reader's language; null where it names a publication, which is
 * cited as it is written. A remark is known by its English words, which are what is kept on record.
 */
export function noteOf(t: Translate, source: string): string | null {
  const code = byWords.get(source);
  return code === undefined ? null : said(t, code);
}
