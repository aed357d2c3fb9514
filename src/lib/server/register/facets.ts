import { sql, type RawBuilder } from 'kysely';
import { wordingFor } from '../bodies/index.ts';
import type { QueryContext } from '../platform/context.ts';
import { anyone } from '../platform/policy.ts';
import { query } from '../platform/query.ts';
import { Kept } from '../platform/kept.ts';
import { Filters, FROM, where } from './list.ts';
import { isObligationLate } from './rules/late.ts';

/** Exact to this many hits, then "about". */
export const COUNT_TO = 10_000;
/** Rows of the sample that larger counts are told from. */
const SAMPLE = 10_000;
const SHOWN = 30;

/** One value of a filter, and how many obligations it would leave of those that stand here. */
export interface Facet {
  facet: string;
  value: string;
  name: string | null;
  n: number;
}

interface Counted {
  total: number;
  late: number;
  facets: { facet: string; n: number }[];
}

async function count(ctx: QueryContext, hits: RawBuilder<unknown>): Promise<Counted> {
  const { rows } = await sql<{ facet: string | null; n: number; late: number }>`
    with hits as materialized (${hits})
    select null as facet, count(*)::int as n, (count(*) filter (where late))::int as late from hits
    union all select facet, count(*)::int, 0 from hits, unnest(hits.facets) facet group by facet`.execute(
    ctx.db as never,
  );
  const all = rows.find((row) => row.facet === null);
  return {
    total: all?.n ?? 0,
    late: all?.late ?? 0,
    facets: rows.flatMap((row) => (row.facet === null ? [] : [{ facet: row.facet, n: row.n }])),
  };
}

/** Two digits that count: what is told from a sample claims no more. */
const rounded = (n: number): number => {
  if (n < 100) return Math.round(n);
  const step = 10 ** (Math.floor(Math.log10(n)) - 1);
  return Math.round(n / step) * step;
};

async function counted(ctx: QueryContext, input: Filters): Promise<Counted & { about: boolean }> {
  const columns = sql`obligation.facets, ${isObligationLate(ctx.now)} as late`;
  const exact = await sql<{ n: number }>`
    select count(*)::int as n from (select 1 from ${FROM} where ${where(ctx, input)} limit ${COUNT_TO + 1}) hits`.execute(
    ctx.db as never,
  );
  if ((exact.rows[0]?.n ?? 0) <= COUNT_TO)
    return { ...(await count(ctx, sql`select ${columns} from ${FROM} where ${where(ctx, input)}`)), about: false };
  // How many there are in all, as the database last counted: enough to choose how much of the shuffle to read.
  const { rows } = await sql<{ n: number }>`
    select greatest(reltuples, ${COUNT_TO})::float8 as n from pg_class where oid = 'obligation'::regclass`.execute(
    ctx.db as never,
  );
  const share = Math.min(1, SAMPLE / (rows[0]?.n ?? SAMPLE));
  const part = await count(
    ctx,
    sql`select ${columns} from ${FROM} where obligation.shuffle < ${share} and ${where(ctx, input)}`,
  );
  return {
    total: Math.max(COUNT_TO, rounded(part.total / share)),
    late: rounded(part.late / share),
    facets: part.facets.map((one) => ({ facet: one.facet, n: rounded(one.n / share) })),
    about: true,
  };
}

export const facets = query({
  name: 'register.facets',
  summary: 'How many obligations each further filter would leave, exact to 10,000, then "about", from a sample.',
  input: Filters,
  policy: anyone,
  run: (ctx, { after: _after, limit: _limit, sort: _sort, ...filters }) =>
    kept.answer(ctx, filters, () => facetsOf(ctx, Filters.parse(filters))),
});

const kept = new Kept<Facets>();
type Facets = Awaited<ReturnType<typeof facetsOf>>;

async function facetsOf(ctx: QueryContext, input: Filters) {
  const { total, late, facets: found, about } = await counted(ctx, input);
  const of = (facet: string): Facet[] =>
    found
      .filter((one) => one.facet.startsWith(`${facet}:`))
      .map((one) => ({ facet, value: one.facet.slice(facet.length + 1), name: null, n: one.n }))
      .filter((one) => one.n > 0)
      .sort((a, b) => b.n - a.n || a.value.localeCompare(b.value));
  const shown = {
    body: of('body').slice(0, SHOWN),
    addressee: of('addressee').slice(0, SHOWN),
    recipient: of('recipient').slice(0, SHOWN),
  };
  const codes = Object.values(shown).flatMap((list) => list.map((one) => one.value));
  const { rows: names } = await sql<{ code: string; name: string | null }>`
      select code, (${wordingFor('party.id', 'name', ctx.lang)})->>'value' as name from party where code = any(${codes}::text[])`.execute(
    ctx.db as never,
  );
  const named = new Map(names.map((one) => [one.code, one.name]));
  const withNames = (list: Facet[]): Facet[] => list.map((one) => ({ ...one, name: named.get(one.value) ?? null }));
  return {
    total,
    about,
    body: withNames(shown.body),
    addressee: withNames(shown.addressee),
    recipient: withNames(shown.recipient),
    deliverable: of('deliverable'),
    force: of('force'),
    state: [...of('state'), ...(late > 0 ? [{ facet: 'state', value: 'late', name: null, n: late }] : [])].sort(
      (a, b) => b.n - a.n || a.value.localeCompare(b.value),
    ),
    line: of('line'),
    year: of('year').sort((a, b) => a.value.localeCompare(b.value)),
  };
}
