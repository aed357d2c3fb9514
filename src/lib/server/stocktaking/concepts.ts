import { sql, type RawBuilder } from 'kysely';
import type { Language } from '@suivi/texts';
import { nameOf, type Named } from '../frameworks/index.ts';
import type { QueryContext } from '../platform/context.ts';
import type { Read, Write } from '../platform/db.ts';
import type { Issue } from '../platform/errors.ts';
import { Kept } from '../platform/kept.ts';
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
  return Object.fromEntries(await read(db, sql`c.code = any(${[...new Set(codes)]}::text[])`, lang));
}

// Some hundreds of concepts in each language, for a list counts by most of them: read when a framework has changed.
const all = new Kept<ReadonlyMap<string, ConceptName>>({ shared: true, topics: ['frameworks'], room: 24 });

/** The same of all concepts that there are, kept. */
export const conceptNames = (ctx: QueryContext): Promise<ReadonlyMap<string, ConceptName>> =>
  all.answer(ctx, { lang: ctx.lang }, async () => new Map(await read(ctx.db, sql`true`, ctx.lang)));

async function read(db: Read | Write, which: RawBuilder<unknown>, lang: Language): Promise<[string, ConceptName][]> {
  const { rows } = await sql<Omit<ConceptName, 'name' | 'lang'> & { name: Named | null }>`
    select c.code, c.scheme, coalesce(c.short, c.code) as short, c.parent, c.ord, ${nameOf('c.scheme', 'c.code', lang)} as name,
      coalesce(c.details->'groups', '[]') as groups
    from concept c where ${which}`.execute(db as never);
  return rows.map((row) => [row.code, { ...row, name: row.name?.value ?? null, lang: row.name?.lang ?? null }]);
}

/** Codes that a content names, each with its place in it: what it serves, and its countries. */
export const codesIn = (content: Partial<Content>): { path: string; code: string }[] => [
  ...(content.serves ?? []).map(({ concept }, i) => ({ path: `serves.${i}.concept`, code: concept })),
  ...(content.countries ?? []).map((code, i) => ({ path: `countries.${i}`, code })),
];
export const codesOf = (content: Partial<Content>): string[] => [
  ...(content.serves ?? []).map(({ concept }) => concept),
  ...(content.countries ?? []),
];

/** Those of them that are not known, as what is wrong with the content. */
export const unknownCodesIn = (content: Partial<Content>, known: ReadonlySet<string>): Issue[] =>
  codesOf(content).every((code) => known.has(code))
    ? []
    : codesIn(content).flatMap(({ path, code }) =>
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
