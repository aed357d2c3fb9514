/** Search of every room: vectors for rooms that keep their own, and one table that public lists are answered from. */
import { indexed, readQuery, tokens, tsquery, type Field } from '@suivi/search';
import { sql, type RawBuilder } from 'kysely';

export { dropDocuments, putDocuments, type SearchDocument } from './documents.ts';
export { COUNT_TO, countsOf, EACH, type Counts, type Total } from './count.ts';
export { find, SORTS, type Found, type Page, type Sort } from './find.ts';
export { renewWords, wordsJob, type Renewal } from './renew.ts';
export { understand, type How, type Search, type Understood } from './understand.ts';
export { countWords, foldWords, mend, type Mended } from './vocabulary.ts';

/** Texts as the vector that a room keeps beside a row. */
export const vectorOf = (fields: readonly Omit<Field, 'weight'>[]): RawBuilder<string> =>
  sql<string>`${indexed(fields.map((one) => ({ ...one, weight: 'D' }))).vector}::tsvector`;

/** What was typed, as a query that a vector answers, the last word as a beginning; null where nothing is left to look for. */
export function queryOf(text: string): RawBuilder<string> | null {
  const wanted = tsquery(readQuery(text, { typing: true }));
  return wanted === null ? null : sql<string>`${wanted}::tsquery`;
}

/** The longest words of a text, as a query that any of them answers: they are the rarest. Null without words. */
export function rarestOf(text: string, lang: Field['lang'], most: number): RawBuilder<string> | null {
  const terms = [...new Set(tokens(text, lang).map((one) => one.term))]
    .sort((a, b) => b.length - a.length)
    .slice(0, most);
  // Terms hold letters, digits and marks only.
  return terms.length === 0 ? null : sql<string>`${terms.map((term) => `'${term}'`).join(' | ')}::tsquery`;
}
