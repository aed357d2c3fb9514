import { sql } from 'kysely';
import type { Language } from '@suivi/texts';
import { nameOf, type Named } from '../frameworks/index.ts';
import type { Read, Write } from '../platform/db.ts';
import type { Issue } from '../platform/errors.ts';
import type { Content } from './content.ts';

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
  const { rows } = await sql<Omit<ConceptName, 'name' | 'lang'> & { name: Named | null }>`
    select c.code, c.scheme, coalesce(c.short, c.code) as short, c.parent, c.ord, ${nameOf('c.scheme', 'c.code', lang)} as name,
      coalesce(c.details->'groups', '[]') as groups
    from concept c where c.code = any(${[...new Set(codes)]}::text[])`.execute(db as never);
  return Object.fromEntries(
    rows.map((row) => [row.code, { ...row, name: row.name?.value ?? null, lang: row.name?.lang ?? null }]),
  );
}

/** Codes that a content names, each with its place in it: what it serves, and its countries. */
export const codesIn = (content: Partial<Content>): { path: string; code: string }[] => [
  ...(content.serves ?? []).map(({ concept }, i) => ({ path: `serves.${i}.concept`, code: concept })),
  ...(content.countries ?? []).map((code, i) => ({ path: `countries.${i}`, code })),
];
export const codesOf = (content: Partial<Content>): string[] => codesIn(content).map(({ code }) => code);

/** Those of them that are not known, as what is wrong with the content. */
export const unknownCodesIn = (content: Partial<Content>, known: ReadonlySet<string>): Issue[] =>
  codesIn(content).flatMap(({ path, code }) =>
    known.has(code) ? [] : [{ path, code: 'unknown-concept', values: { value: code } }],
  );

/** Names alone, as an entry is drawn with them; codes without a name are left out. */
export async function namesOf(
  db: Read | Write,
  codes: readonly string[],
  lang: Language,
): Promise<Record<string, { value: string; lang: string }>> {
  const concepts = Object.values(await conceptsNamed(db, codes, lang));
  return Object.fromEntries(
    concepts.flatMap((one) =>
      one.name === null || one.lang === null ? [] : [[one.code, { value: one.name, lang: one.lang }]],
    ),
  );
}
