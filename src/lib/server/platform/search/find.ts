import { sql, type RawBuilder } from 'kysely';
import type { QueryContext } from '../context.ts';
import { matches } from './count.ts';
import type { Understood } from './understand.ts';

export const SORTS = ['relevance', 'newest', 'oldest'] as const;
export type Sort = (typeof SORTS)[number];

/** A page of records, in order. */
export interface Found {
  records: string[];
  /** What the next page begins after; null at the end. */
  next: string | null;
}
export interface Page {
  /** By relevance only where words were typed; else the newest first. */
  sort: Sort;
  after?: string | undefined;
  limit: number;
}

/** To this many hits a list is sorted from all of them; above, it is walked in its order. */
const GATHERED = 20_000;
/** So many of the newest hits are ranked; of very many, fewer. What comes after them follows by date. */
const RANKED = { few: 1_000, many: 200 };

/** Positions of words: A a title, B an organisation, C a description, D the rest, as PostgreSQL wants them: D first. */
const WEIGHTS = '{0.1, 0.3, 0.4, 1}';

interface Row {
  record: string;
  at: string;
  rank: number;
}
type Cursor = { record: string; at: string; rank: number | null };

const cursorOf = (after: string | undefined): Cursor | null => {
  const parts = /^(-?\d+|d)~([\dTZ:.+-]{10,40})~([0-9a-f-]{36})$/.exec(after ?? '');
  const [, rank = '', at = '', record = ''] = parts ?? [];
  return parts ? { rank: rank === 'd' ? null : Number(rank), at, record } : null;
};
const written = (row: Row, ranked: boolean): string => `${ranked ? row.rank : 'd'}~${row.at}~${row.record}`;

/** A page of what was understood. A cursor that is none begins at the first page. */
export async function find(ctx: QueryContext, understood: Understood, page: Page): Promise<Found> {
  const cursor = cursorOf(page.after);
  const { limit } = page;
  if (page.sort !== 'relevance' || understood.words === null || cursor?.rank === null) {
    const rows = await walk(ctx, understood, page.sort === 'oldest', cursor, limit + 1);
    return paged(rows, limit, false);
  }
  const ranked = understood.total > GATHERED ? RANKED.many : RANKED.few;
  const newest = await walk(ctx, understood, false, null, ranked);
  const rows = await rank(ctx, understood, newest, cursor, limit + 1);
  const found = paged(rows, limit, true);
  const last = newest.at(-1);
  // Past the ranked ones, by date.
  return found.next === null && newest.length === ranked && last ? { ...found, next: written(last, false) } : found;
}

const paged = (rows: readonly Row[], limit: number, ranked: boolean): Found => {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { records: shown.map((row) => row.record), next: rows.length > limit && last ? written(last, ranked) : null };
};

async function rank(
  ctx: QueryContext,
  understood: Understood,
  among: readonly Row[],
  cursor: Cursor | null,
  limit: number,
): Promise<Row[]> {
  const { words, whole } = understood;
  const first = whole === null ? sql`0` : sql`(vector @@ ${whole}::tsquery)::int`;
  const after = cursor
    ? sql`where (rank, at, record) < (${cursor.rank}, ${cursor.at}::timestamptz, ${cursor.record}::uuid)`
    : sql``;
  const { rows } = await sql<Row>`
    select record, rank, ${stamp} as at from (
      select record, at, (1000000 * (${first} + ts_rank_cd(${WEIGHTS}::float4[], vector, ${words}::tsquery, 5) / 100))::int as rank
      from search_document where record = any(${among.map((row) => row.record)}::uuid[])) ranked
    ${after} order by rank desc, ranked.at desc, record desc limit ${limit}`.execute(ctx.db as never);
  return rows;
}

// To the microsecond, so that a page begins where the last one ended.
const stamp = sql`to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

/** Documents in order of date, from a cursor on. */
async function walk(
  ctx: QueryContext,
  understood: Understood,
  oldest: boolean,
  cursor: Cursor | null,
  limit: number,
): Promise<Row[]> {
  const order = oldest ? sql`at, record` : sql`at desc, record desc`;
  const beyond = oldest ? sql`>` : sql`<`;
  const after = cursor ? sql`(at, record) ${beyond} (${cursor.at}::timestamptz, ${cursor.record}::uuid)` : sql`true`;
  const answer = async (from: RawBuilder<unknown>): Promise<Row[]> => {
    const { rows } = await sql<Row>`
      select record, ${stamp} as at, 0 as rank from (${from}) found order by ${oldest ? sql`found.at, record` : sql`found.at desc, record desc`}`.execute(
      ctx.db as never,
    );
    return rows;
  };
  const condition = matches(ctx, understood);
  if (understood.vector === null)
    return answer(
      sql`select record, at from search_document where ${condition} and ${after} order by ${order} limit ${limit}`,
    );
  const { sample } = understood;
  if (understood.total <= GATHERED || !sample)
    // All that the index finds, then their order: walked in order, a rare word would be looked for in every row.
    return answer(
      sql`select record, at from (select record, at from search_document where ${condition} offset 0) hits where ${after} order by ${order} limit ${limit}`,
    );
  // Of very many hits, those of a stretch of time: the sample tells how long it must be to hold enough of them.
  for (let reach = Math.ceil(limit * sample.share * 1.5) + 3; ; reach *= 4) {
    const { rows } = await sql<{ at: string }>`
      select ${stamp} as at from search_document where ${sample.within} and ${condition} and ${after} order by ${order} offset ${reach} limit 1`.execute(
      ctx.db as never,
    );
    const edge = rows[0]?.at;
    const stretch = edge === undefined ? sql`true` : sql`at ${oldest ? sql`<=` : sql`>=`} ${edge}::timestamptz`;
    const found = await answer(
      sql`select record, at from (select record, at from search_document where ${condition} and ${after} and ${stretch} offset 0) hits order by ${order} limit ${limit}`,
    );
    if (found.length >= limit || edge === undefined) return found;
  }
}
