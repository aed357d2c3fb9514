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

/** What a part of all documents that is a fair sample told of a search. */
export interface Sampled {
  /** The part. */
  share: number;
  /** How often each number of a label stands among its hits. */
  tallied: ReadonlyMap<number, number>;
  hits: number;
}
/** How many documents there are, and how many answer, roughly. */
export interface Guess {
  all: number;
  total: number;
  /** Where the sample leaves no doubt that more answer than are counted exactly: what it told. Where all were looked at: all. */
  sampled: Sampled | null;
}

interface Share {
  share: number;
  within: RawBuilder<unknown>;
}
// Shares of the shuffle that have an index of their own (migration 0021): literals, so that the planner sees that it fits.
const SMALL: Share = { share: 1 / 128, within: sql`search_document.shuffle < 0.0078125` };
const LARGE: Share = { share: 1 / 16, within: sql`search_document.shuffle < 0.0625` };
/** Of more documents than these the sample is the large one, or the small one. */
const FROM = { large: 25_000, small: 300_000 };
/** Rows of a sample of all documents. */
const COUNTED = 5_000;

/** The condition on a row of search_document, in one place; `months` (migration 0021) are those that it must be of. */
export function matches(
  ctx: QueryContext,
  { kind, vector }: Looked,
  months: readonly number[] | null = null,
): RawBuilder<boolean> {
  const found = vector === null ? sql`true` : sql`search_document.vector @@ ${vector}::tsquery`;
  const then = months === null ? sql`true` : sql`month_of(search_document.at) && ${[...months]}::integer[]`;
  return sql<boolean>`search_document.kind = ${kind} and ${found} and ${then} and ${visibleTo(ctx.actor, 'search_document')}`;
}

/** Two digits that count: what is told from a sample claims no more. */
export const rounded = (n: number): number => {
  if (n < 100) return Math.round(n);
  const step = 10 ** (Math.floor(Math.log10(n)) - 1);
  return Math.round(n / step) * step;
};

// From a sample alone it is told to be more than are counted where chance leaves no doubt: some 2.7 times the usual error above that.
const surelyMany = (share: number): number => COUNT_TO * (1 + 2.7 / Math.sqrt(COUNT_TO * share));
// Hits in the sample from which on its word is taken.
const SURE = 4;

/**
 * How many documents answer, as far as lists need it: from the sample where that holds enough of them; else counted. Counted whole:
 * told to stop at a few, PostgreSQL hopes to meet them early and reads every document where there are none.
 */
export async function guess(ctx: QueryContext, looked: Looked): Promise<Guess> {
  // As the database last counted: enough to choose a sample by.
  const { rows } = await sql<{ n: number }>`
    select reltuples::float8 as n from pg_class where oid = 'search_document'::regclass`.execute(ctx.db as never);
  const all = Math.max(0, Math.round(rows[0]?.n ?? 0));
  if (looked.vector === null) {
    if (all <= FROM.large) return { all, total: all, sampled: null };
    const share = COUNTED / all;
    const within = sql`search_document.shuffle < 0.25 and search_document.shuffle::float8 < ${share}`;
    const sampled = { share, ...(await tallyOf(ctx, looked, within)) };
    const total = Math.round(sampled.hits / share);
    // Of this kind there may be few among many others.
    return { all, total, sampled: total > surelyMany(share) ? sampled : null };
  }
  for (const { share, within } of all > FROM.small ? [SMALL, LARGE] : all > FROM.large ? [LARGE] : []) {
    const { hits, tallied } = await tallyOf(ctx, looked, within);
    const total = Math.round(hits / share);
    if (total > surelyMany(share)) return { all, total, sampled: { share, hits, tallied } };
    // In doubt the large sample is asked: to count ten thousand costs ten times as much.
    if (hits >= SURE && (share === LARGE.share || total < COUNT_TO * 1.05)) return { all, total, sampled: null };
    if (hits < SURE) break;
  }
  const whole = { share: 1, ...(await tallyOf(ctx, looked, sql`true`)) };
  return { all, total: whole.hits, sampled: whole };
}

/**
 * How many documents answer, and how many of them bear each label: exact to `COUNT_TO`, from a sample above. A common word
 * is never looked up in full to say that there are many.
 */
export async function countsOf(ctx: QueryContext, looked: Looked & Guess): Promise<Counts> {
  const { share, hits, tallied } = looked.sampled ?? { share: 1, ...(await tallyOf(ctx, looked, sql`true`)) };
  return counts(await named(ctx.db, tallied), hits / share, share < 1 || hits > COUNT_TO, 1 / share);
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

async function tallyOf(
  ctx: QueryContext,
  looked: Looked,
  within: RawBuilder<unknown>,
): Promise<{ hits: number; tallied: Map<number, number> }> {
  // One value of all numbers side by side: read as it is, it costs the database a tenth of what counting them there does.
  const { rows } = await sql<{ hits: number; codes: string | null }>`
    select count(*)::int as hits, encode(string_agg(search_document.codes, ''::bytea), 'base64') as codes from search_document
    where ${within} and ${matches(ctx, looked)}`.execute(ctx.db as never);
  return { hits: rows[0]?.hits ?? 0, tallied: tally(Buffer.from(rows[0]?.codes ?? '', 'base64')) };
}
