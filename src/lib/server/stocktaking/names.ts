import type { Language } from '@suivi/texts';
import { sql } from 'kysely';
import type { Named } from '../frameworks/index.ts';
import type { QueryContext } from '../platform/context.ts';
import type { Content } from './content.ts';

/** Codes that a content names: what it serves, and its countries. */
export const codesOf = (content: Partial<Content>): string[] => [
  ...(content.serves ?? []).map(({ concept }) => concept),
  ...(content.countries ?? []),
];

/** Names of concepts by code, in the reader's language or else in English; codes that no framework holds are left out. */
export async function conceptNames(
  { db }: Pick<QueryContext, 'db'>,
  lang: Language,
  codes: readonly string[],
): Promise<Record<string, Named>> {
  if (codes.length === 0) return {};
  const { rows } = await sql<Named & { code: string }>`
    select distinct on (c.code) c.code, n.value, n.lang, n.standing as state
    from concept c join framework_name n on n.scheme = c.scheme and n.concept = c.code
    where c.code = any(${[...codes]}::text[])
    order by c.code, n.lang = ${lang} desc, n.lang = 'en' desc, n.lang`.execute(db as never);
  return Object.fromEntries(rows.map(({ code, ...name }) => [code, name]));
}
