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
const GATHERED = 3_000;
/** So many of the newest hits are ranked; of very many, fewer. What comes after them follows by date. */
const RANKED = { few: 1_000, many: 300 };

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
  const [, score = '', at = '', record = ''] = parts ?? [];
  return parts ? { rank: score === 'd' ? null : Number(score), at, record } : null;
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
  const rows = await rank(ctx, understood, cursor, ranked, limit + 1);
  const found = paged(rows, limit, true);
  if (found.next !== null || understood.total < ranked) return found;
  // Past the ranked ones, by date.
  const newest = await walk(ctx, understood, false, null, ranked);
  const last = newest.at(-1);
  return newest.length === ranked && last ? { ...found, next: written(last, false) } : found;
}

const paged = (rows: readonly Row[], limit: number, ranked: boolean): Found => {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { records: shown.map((row) => row.record), next: rows.length > limit && last ? written(last, ranked) : null };
};

async function rank(
  ctx: QueryContext,
  understood: Understood,
  cursor: Cursor | null,
  ranked: number,
  limit: number,
): Promise<Row[]> {
  const { words, whole } = understood;
  const first = whole === null ? sql`0` : sql`(vector @@ ${whole}::tsquery)::int`;
  const after = cursor
    ? sql`where (rank, at, record) < (${cursor.rank}, ${cursor.at}::timestamptz, ${cursor.record}::uuid)`
    : sql``;
  return inOrder(ctx, understood, false, null, ranked, async (newest) => {
    const { rows } = await sql<Row>`
      select record, rank, ${stamp} as at from (
        select record, at, (1000000 * (${first} + ts_rank_cd(${WEIGHTS}::float4[], vector, ${words}::tsquery, 5) / 100))::int as rank
        from (${newest}) newest) ranked
      ${after} order by rank desc, ranked.at desc, record desc limit ${limit}`.execute(ctx.db as never);
    return { rows, enough: rows.length === limit };
  });
}

// To the microsecond, so that a page begins where the last one ended.
const stamp = sql`to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

/** Documents in order of date, from a cursor on. */
function walk(
  ctx: QueryContext,
  understood: Understood,
  oldest: boolean,
  cursor: Cursor | null,
  limit: number,
): Promise<Row[]> {
  return inOrder(ctx, understood, oldest, cursor, limit, async (from) => {
    const { rows } = await sql<Row>`
      select record, ${stamp} as at, 0 as rank from (${from}) found order by ${oldest ? sql`found.at, record` : sql`found.at desc, record desc`}`.execute(
      ctx.db as never,
    );
    return { rows, enough: rows.length >= limit };
  });
}

/** Asks about the first documents in order of date, from a cursor on: `ask` gets them as rows of record, at and vector. */
async function inOrder(
  ctx: QueryContext,
  understood: Understood,
  oldest: boolean,
  cursor: Cursor | null,
  limit: number,
  ask: (from: RawBuilder<unknown>) => Promise<{ rows: Row[]; enough: boolean }>,
): Promise<Row[]> {
  const order = oldest ? sql`at, record` : sql`at desc, record desc`;
  const beyond = oldest ? sql`>` : sql`<`;
  const after = cursor ? sql`(at, record) ${beyond} (${cursor.at}::timestamptz, ${cursor.record}::uuid)` : sql`true`;
  const condition = matches(ctx, understood);
  const columns = sql`record, at, vector`;
  const { sample } = understood;
  if (understood.vector === null)
    return (
      await ask(
        sql`select ${columns} from search_document where ${condition} and ${after} order by ${order} limit ${limit}`,
      )
    ).rows;
  // All that the index finds, then their order: walked in order, a rare word would be looked for in every row.
  const gathered = (where: RawBuilder<unknown>): RawBuilder<unknown> =>
    sql`select * from (select ${columns} from search_document where ${condition} and ${where} offset 0) hits order by ${order} limit ${limit}`;
  if (understood.total <= GATHERED || !sample) return (await ask(gathered(after))).rows;
  // Of very many hits, those of a stretch of time: the sample tells how long it must be to hold enough of them.
  for (let reach = Math.ceil(limit * sample.share * 1.5) + 3; ; reach *= 4) {
    const { rows: edges } = await sql<{ edge: string }>`
      select ${stamp} as edge from search_document where ${sample.within} and ${condition} and ${after} order by ${order} offset ${reach} limit 1`.execute(
      ctx.db as never,
    );
    const edge = edges[0]?.edge;
    const stretch = edge === undefined ? sql`true` : sql`at ${oldest ? sql`<=` : sql`>=`} ${edge}::timestamptz`;
    const { rows, enough } = await ask(gathered(sql`${after} and ${stretch}`));
    if (enough || edge === undefined) return rows;
  }
}
