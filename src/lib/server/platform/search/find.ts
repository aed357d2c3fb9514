import { sql, type RawBuilder } from 'kysely';
import type { QueryContext } from '../context.ts';
import { countsOf, matches, type Counts } from './count.ts';
import { findByTitle } from './titles.ts';
import { monthsFrom, monthsOf } from './months.ts';
import type { Understood } from './understand.ts';

export const SORTS = ['relevance', 'newest', 'oldest', 'title'] as const;
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

/** A page of what was understood; `counted`: how many answer, where that is known. A cursor that is none begins at the first page. */
export async function find(ctx: QueryContext, understood: Understood, page: Page, counted?: Counts): Promise<Found> {
  if (page.sort === 'title') return findByTitle(ctx, understood, counted ?? (await countsOf(ctx, understood)), page);
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
    const { rows } = await sql<Row & { held: number }>`
      select record, rank, ${stamp} as at, held from (
        select record, at, count(*) over ()::int as held, (1000000 * (${first} + ts_rank_cd(${WEIGHTS}::float4[], vector, ${words}::tsquery, 5) / 100))::int as rank
        from (${newest}) newest) ranked
      ${after} order by rank desc, ranked.at desc, record desc limit ${limit}`.execute(ctx.db as never);
    return { rows, enough: (rows[0]?.held ?? 0) >= ranked };
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

/** So many documents are looked at one by one, whether they answer. */
const WALKED = 3_000;

/**
 * Asks about the first documents in order of date, from a cursor on: `ask` gets them as rows of record, at and vector. Of very many
 * hits only a stretch of time is read, as long as it is likely to be to hold enough of them, else a longer one: where hardly any
 * document is passed over on the way, one after the other; else from the index, by the months of that stretch.
 */
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
  const columns = sql`record, at, vector`;
  const { all, total, vector, kind } = understood;
  if (vector === null)
    return (
      await ask(
        sql`select ${columns} from search_document where ${matches(ctx, understood)} and ${after} order by ${order} limit ${limit}`,
      )
    ).rows;
  // `offset 0` keeps conditions apart that the planner would look up in one more index.
  const gathered = (months: readonly number[] | null): RawBuilder<unknown> =>
    sql`select * from (select ${columns} from search_document where ${matches(ctx, understood, months)} offset 0) hits
      where ${after} order by ${order} limit ${limit}`;
  const inTurn = (n: number): RawBuilder<unknown> =>
    sql`(select * from search_document where kind = ${kind} and ${after} order by ${order} limit ${n}) search_document`;
  if (total > GATHERED)
    for (let reach = Math.ceil((limit * 1.5 * all) / total) + 50; reach < all / 2; reach *= 4) {
      let from: RawBuilder<unknown>;
      if (reach <= WALKED)
        from = sql`select ${columns} from ${inTurn(reach)} where ${matches(ctx, understood)} order by ${order} limit ${limit}`;
      else {
        const { rows } = await sql<{ month: number }>`select (month_of(at))[1] as month from ${inTurn(1)}`.execute(
          ctx.db as never,
        );
        const months = rows[0] && monthsFrom(rows[0].month, oldest, await monthsOf(ctx, understood), reach);
        if (!months) break;
        from = gathered(months);
      }
      const { rows, enough } = await ask(from);
      if (enough) return rows;
    }
  return (await ask(gathered(null))).rows;
}
