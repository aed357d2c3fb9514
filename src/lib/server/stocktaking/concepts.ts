import { sql } from 'kysely';
import type { Language } from '@suivi/texts';
import type { Read, Write } from '../platform/db.ts';

/** A concept that an entry names, as a page shows it. */
export interface ConceptName {
  code: string;
  scheme: string;
  /** What is printed where room is short: "C2", "FR". */
  short: string;
  name: string | null;
  /** Language of the name where it is not the reader's. */
  lang: string | null;
  parent: string | null;
  groups: string[];
  /** Place in its framework's own order. */
  ord: number;
}

/** Names of concepts by their codes, in the reader's language, else in English, else in any. */
export async function conceptsNamed(
  db: Read | Write,
  codes: readonly string[],
  lang: Language,
): Promise<Record<string, ConceptName>> {
  if (codes.length === 0) return {};
  const { rows } = await sql<ConceptName>`
    select c.code, c.scheme, coalesce(c.short, c.code) as short, c.parent, c.ord, n.value as name, n.lang,
      coalesce(c.details->'groups', '[]') as groups
    from concept c left join lateral (select n.value, n.lang from framework_name n
      where n.scheme = c.scheme and n.concept = c.code
      order by n.lang = ${lang} desc, n.lang = 'en' desc, n.lang limit 1) n on true
    where c.code = any(${[...new Set(codes)]}::text[])`.execute(db as never);
  return Object.fromEntries(rows.map((row) => [row.code, row]));
}
