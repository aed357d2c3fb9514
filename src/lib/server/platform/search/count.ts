import { sql, type RawBuilder } from 'kysely';
import type { QueryContext } from '../context.ts';
import { visibleTo } from '../visibility.ts';
import { named, tally } from './labels.ts';

/** Counts are exact to this many hits, then "about". */
export const COUNT_TO = 10_000;

/** The label that every document bears: how many bear it is how many there are. */
export const EACH = 'each:one';

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
  { over: 300_000, share: 1 / 128, within: sql`search_document.shuffle < 0.0078125` },
  { over: 25_000, share: 1 / 16, within: sql`search_document.shuffle < 0.0625` },
];
/** Rows of a sample that labels are counted in. */
const COUNTED = 5_000;
/** A part of all documents that is a fair sample. */
export interface Sample {
  share: number;
  within: RawBuilder<unknown>;
}

/** The sample for a search; null where all are few. */
async function sampleOf(ctx: QueryContext, { vector }: Looked): Promise<{ all: number; sample: Sample | null }> {
  // As the database last counted: enough to choose a sample by.
  const { rows } = await sql<{ n: number }>`
    select reltuples::float8 as n from pg_class where oid = 'search_document'::regclass`.execute(ctx.db as never);
  const all = rows[0]?.n ?? 0;
  const found = SHARES.find((one) => all > one.over) ?? null;
  if (vector !== null || !found) return { all, sample: found };
  const share = COUNTED / all;
  return { all, sample: { share, within: sql`search_document.shuffle < ${share}` } };
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

/**
 * How many documents answer, as far as lists need it: from the sample where that holds enough of them; else counted. Counted whole:
 * told to stop at a few, PostgreSQL hopes to meet them early and reads every document where there are none.
 */
export async function guess(ctx: QueryContext, looked: Looked): Promise<{ total: number; sample: Sample | null }> {
  const { all, sample } = await sampleOf(ctx, looked);
  // Of all there are, the labels tell how many may be seen.
  if (looked.vector === null) return { total: Math.max(0, Math.round(all)), sample };
  if (sample) {
    const { rows } = await sql<{ n: number }>`
      select count(*)::int as n from search_document where ${sample.within} and ${matches(ctx, looked)}`.execute(
      ctx.db as never,
    );
    const n = rows[0]?.n ?? 0;
    if (n >= SURE) return { total: Math.round(n / sample.share), sample };
  }
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from search_document where ${matches(ctx, looked)}`.execute(ctx.db as never);
  return { total: rows[0]?.n ?? 0, sample };
}
// Hits in the sample from which on its word is taken.
const SURE = 4;

/**
 * How many documents answer, and how many of them bear each label: exact to `COUNT_TO`, from a sample above. A common word
 * is never looked up in full to say that there are many.
 */
export async function countsOf(
  ctx: QueryContext,
  looked: Looked & { total: number; sample: Sample | null },
): Promise<Counts> {
  const { total, sample } = looked;
  const many = sample !== null && total > COUNT_TO * SURELY;
  if (!many) {
    const found = await labelsIn(ctx, looked, sql`true`);
    const n = found.find((one) => one.label === EACH)?.n ?? 0;
    return counts(found, n, n > COUNT_TO, 1);
  }
  const share = sample.share * Math.min(1, COUNTED / (total * sample.share));
  const found = await labelsIn(ctx, looked, sql`${sample.within} and search_document.shuffle < ${share}`);
  const n = found.find((one) => one.label === EACH)?.n ?? 0;
  return counts(found, n / share, true, 1 / share);
}

const counts = (
  found: readonly { label: string; n: number }[],
  total: number,
  about: boolean,
  scale: number,
): Counts => ({
  total: about ? rounded(total) : total,
  about,
  labels: found
    .flatMap(({ label, n }) => (label === EACH ? [] : [{ label, n: about ? rounded(n * scale) : n }]))
    .sort((a, b) => b.n - a.n || (a.label < b.label ? -1 : 1)),
});

async function labelsIn(
  ctx: QueryContext,
  looked: Looked,
  within: RawBuilder<unknown>,
): Promise<{ label: string; n: number }[]> {
  // One value of all numbers side by side: read as it is, it costs the database a tenth of what counting them there does.
  const { rows } = await sql<{ codes: string | null }>`
    select encode(string_agg(search_document.codes, ''::bytea), 'base64') as codes from search_document
    where ${within} and ${matches(ctx, looked)}`.execute(ctx.db as never);
  return named(ctx.db, tally(Buffer.from(rows[0]?.codes ?? '', 'base64')));
}
