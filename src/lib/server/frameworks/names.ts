import type { Language } from '@suivi/texts';
import { sql, type RawBuilder } from 'kysely';

/** A name as it is shown: with its language, and whether it is official. */
export interface Named {
  value: string;
  lang: Language;
  state: 'official' | 'unofficial';
}

/**
 * The name of a concept, or of a scheme where `concept` is null, in the reader's language, else English, else any: the page
 * says which. `scheme` and `concept` are columns.
 */
export const nameOf = (scheme: string, concept: string | null, lang: Language): RawBuilder<Named | null> =>
  sql<Named | null>`
  (select json_build_object('value', n.value, 'lang', n.lang, 'state', n.standing) from framework_name n
    where n.scheme = ${sql.ref(scheme)} and n.concept = ${concept === null ? sql`''` : sql.ref(concept)}
    order by n.lang = ${lang} desc, n.lang = 'en' desc, n.lang limit 1)`;
