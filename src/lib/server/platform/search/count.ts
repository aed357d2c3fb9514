import { sql, type RawBuilder } from 'kysely';
import type { QueryContext } from '../context.ts';
import { visibleTo } from '../visibility.ts';

/** Counts are exact to this many hits, then "about". */
export const COUNT_TO = 10_000;

/** How many there are; `about` where told from a sample. */
export interface Total {
  total: number;
  about: boolean;
}
export interface Counts extends Total {
  labels: { label: string; n: number }[];
}

/** What is looked for: documents of a kind, and the tsquery that their vectors answer, words and labels together; null for all. */
export interface Looked {
  kind: string;
  vector: string | null;
}

// Shares of the shuffle that have an index of their own (migration 0016): literals, so that the planner sees that it fits.
const SHARES = [
  { over: 400_000, share: 1 / 64, within: sql`search_document.shuffle < 0.015625` },
  { over: 50_000, share: 1 / 8, within: sql`search_document.shuffle < 0.125` },
];
/** A part of all documents that is a fair sample; null where all are few. */
export type Sample = (typeof SHARES)[number];

export async function sampleOf(ctx: QueryContext): Promise<Sample | null> {
  // As the database last counted: enough to choose a sample by.
  const { rows } = await sql<{ n: number }>`
    select reltuples::float8 as n from pg_class where oid = 'search_document'::regclass`.execute(ctx.db as never);
  return SHARES.find((one) => (rows[0]?.n ?? 0) > one.over) ?? null;
}

/** The condition on a row of search_document, in one place. */
export function matches(ctx: QueryContext, { kind, vector }: Looked): RawBuilder<boolean> {
  const found = vector === null ? sql`true` : sql`search_document.vector @@ ${vector}::tsquery`;
  return sql<boolean>`search_document.kind = ${kind} and ${found} and ${visibleTo(ctx.actor, 'search_document')}`;
}

/** Two digits that count: what is told from a sample claims no more. */
export const rounded = (n: number): number => {
  if (n < 100) return Math.round(n);
  const step = 10 ** (Math.floor(Math.log10(n)) - 1);
  return Math.round(n / step) * step;
};

// From the sample alone it is told to be many where chance leaves no doubt.
const SURELY = 1.3;

/** How many documents answer. A common word is never looked up in full to say that there are many: the sample tells. */
export async function totalOf(ctx: QueryContext, looked: Looked): Promise<Total & { sample: Sample | null }> {
  const sample = await sampleOf(ctx);
  const count = async (within: RawBuilder<unknown>): Promise<number> => {
    const { rows } = await sql<{ n: number }>`
      select count(*)::int as n from search_document where ${within} and ${matches(ctx, looked)}`.execute(
      ctx.db as never,
    );
    return rows[0]?.n ?? 0;
  };
  if (sample) {
    const part = (await count(sample.within)) / sample.share;
    if (part > COUNT_TO * SURELY) return { total: rounded(part), about: true, sample };
  }
  const total = await count(sql`true`);
  return total > COUNT_TO ? { total: rounded(total), about: true, sample } : { total, about: false, sample };
}

/** How many documents bear each label, of those that answer; from the sample where they are many. */
export async function countsOf(ctx: QueryContext, looked: Looked): Promise<Counts> {
  const { total, about, sample } = await totalOf(ctx, looked);
  const within = about && sample ? sample.within : sql`true`;
  const { rows } = await sql<{ label: string; n: number }>`
    select label, count(*)::int as n from search_document, unnest(search_document.labels) label
    where ${within} and ${matches(ctx, looked)} group by label`.execute(ctx.db as never);
  const scale = about && sample ? 1 / sample.share : 1;
  return {
    total,
    about,
    labels: rows
      .map(({ label, n }) => ({ label, n: about ? rounded(n * scale) : n }))
      .sort((a, b) => b.n - a.n || (a.label < b.label ? -1 : 1)),
  };
}
