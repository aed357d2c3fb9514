import { sql, type RawBuilder } from 'kysely';
import type { Timing } from '@suivi/texts';
import { z } from 'zod';
import { daysOf, wordingFor } from '../bodies/index.ts';
import type { QueryContext } from '../platform/context.ts';
import { Kept } from '../platform/kept.ts';
import { anyone } from '../platform/policy.ts';
import { query } from '../platform/query.ts';
import { queryOf } from '../platform/search/index.ts';
import { visibleTo } from '../platform/visibility.ts';
import { isLate, isObligationLate } from './rules/late.ts';

/** States a reader may ask for: those of lives, what is late, and what is only proposed. */
export const LIST_STATES = [
  'active',
  'late',
  'upcoming',
  'submitted',
  'proposed',
  'fulfilled',
  'superseded',
  'retired',
  'lapsed',
] as const;

export const Filters = z.object({
  q: z.string().trim().max(200).optional(),
  body: z.string().max(60).optional(),
  addressee: z.string().max(200).optional(),
  recipient: z.string().max(200).optional(),
  deliverable: z.string().max(40).optional(),
  force: z.string().max(40).optional(),
  state: z.enum(LIST_STATES).optional(),
  year: z.coerce.number().int().min(1900).max(2200).optional(),
  line: z.string().max(40).optional(),
  sort: z.enum(['number', 'due']).default('number'),
  after: z.string().max(60).optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(30),
});
export type Filters = z.output<typeof Filters>;

/** Filters that are kept beside each obligation, by the name and value that a reader chooses. */
const KEPT = ['body', 'addressee', 'recipient', 'deliverable', 'force', 'line', 'year'] as const;

/** The conditions of a list, in one place: pages, counts, downloads and calendars all use it. */
export function where(ctx: QueryContext, input: Filters): RawBuilder<boolean> {
  const parts: RawBuilder<unknown>[] = [
    sql`obligation.review = 'confirmed'`,
    sql`not obligation.informs`,
    visibleTo(ctx.actor),
  ];
  if (input.q !== undefined) {
    const wanted = queryOf(input.q);
    parts.push(wanted === null ? sql`false` : sql`obligation.search @@ ${wanted}`);
  }
  const kept = KEPT.flatMap((key) => (input[key] === undefined ? [] : [`${key}:${input[key]}`]));
  switch (input.state) {
    case undefined:
      parts.push(sql`obligation.life <> 'proposed'`);
      break;
    case 'late':
      parts.push(isObligationLate(ctx.now));
      break;
    case 'upcoming':
      parts.push(sql`obligation.life = 'active' and obligation.next_due > ${ctx.now}::date`);
      break;
    case 'submitted':
      parts.push(
        sql`obligation.life = 'active' and exists (select 1 from occurrence where occurrence.obligation = obligation.id and occurrence.state = 'submitted')`,
      );
      break;
    default:
      kept.push(`state:${input.state}`);
  }
  if (kept.length > 0) parts.push(sql`obligation.facets @> ${kept}::text[]`);
  return sql<boolean>`${sql.join(parts, sql` and `)}`;
}

export const FROM = sql`obligation join record on record.id = obligation.id join text on text.id = obligation.text join party body on body.id = text.body join party owner on owner.id = text.body`;

/** One party of an obligation as a reader sees it. */
export interface PartyView {
  role: string;
  words: string;
  code: string | null;
  name: { value: string; lang: string; state: string } | null;
}
export interface OccurrenceView {
  id: string;
  key: string;
  state: string;
  late: boolean;
  due: { from: string; to: string; precision: string } | null;
  words: string;
}
/** A row of the register. */
export interface ObligationRow {
  id: string;
  number: number;
  force: string;
  binding: boolean;
  deliverable: string;
  life: string;
  action: { value: string; lang: string; state: string } | null;
  parties: PartyView[];
  frameworks: string[];
  source: {
    slug: string;
    version: string;
    eid: string;
    lang: string;
    label: string | null;
    number: string | null;
    kind: string;
    status: string;
  } | null;
  next: OccurrenceView | null;
  answers: number;
  timing: Timing;
}

export function rowColumns(ctx: QueryContext): RawBuilder<unknown> {
  return sql`obligation.id, obligation.number, obligation.force, obligation.binding, obligation.deliverable, obligation.life, obligation.rule as timing,
    ${wordingFor('obligation.id', 'action', ctx.lang)} as action,
    (select coalesce(json_agg(json_build_object('role', p.role, 'words', p.words, 'code', pp.code, 'name', ${wordingFor('pp.id', 'name', ctx.lang)}) order by p.role, p.ord), '[]')
       from obligation_party p left join party pp on pp.id = p.party where p.obligation = obligation.id and p.until is null) as parties,
    (select coalesce(json_agg(t.concept order by c.ord), '[]') from tag t join concept c on c.code = t.concept where t.record = obligation.id and t.state = 'confirmed') as frameworks,
    (select json_build_object('slug', tx.slug, 'version', v.label, 'eid', b.eid, 'lang', e.lang, 'label', n.label, 'number', tx.number, 'kind', tx.kind, 'status', v.status)
       from basis b join version v on v.id = b.first_version join edition e on e.id = b.edition join text tx on tx.id = v.text join node n on n.edition = b.edition and n.eid = b.eid
       join record on record.id = e.id join record vr on vr.id = v.id
       where b.obligation = obligation.id and b.fate <> 'gone' and ${visibleTo(ctx.actor)} and ${visibleTo(ctx.actor, 'vr')} order by v.status = 'adopted' desc, v.seq desc, e.lang = ${ctx.lang} desc limit 1) as source,
    (select json_build_object('id', occurrence.id, 'key', occurrence.key, 'state', occurrence.state, 'due', occurrence.due::text, 'precision', occurrence.precision, 'words', occurrence.words, 'late', ${isLate(ctx.now)})
       from occurrence where occurrence.obligation = obligation.id and occurrence.state in ('planned', 'in-progress', 'partly')
       order by occurrence.due nulls last limit 1) as next,
    (select count(*)::int from evidence ev join record on record.id = ev.id where ev.target = obligation.id and ev.kind = 'answer' and ${visibleTo(ctx.actor)}) as answers`;
}

export type Raw = Omit<ObligationRow, 'next'> & {
  next: (Omit<OccurrenceView, 'due'> & { due: string | null; precision: string }) | null;
};
export const shape = (row: Raw): ObligationRow => ({
  ...row,
  next: row.next
    ? { ...row.next, due: row.next.due ? { ...daysOf(row.next.due), precision: row.next.precision } : null }
    : null,
});

export const obligations = query({
  name: 'register.obligations',
  summary: 'The register: who must do what for whom by when. Filtered, searched, paged by key.',
  input: Filters,
  policy: anyone,
  async run(ctx, input) {
    const byDue = input.sort === 'due';
    const due = sql`coalesce(obligation.next_due, 'infinity'::date)`;
    const [cursorDue, cursorNumber] = byDue ? (input.after ?? '').split('~') : [undefined, input.after];
    const after = !input.after
      ? sql``
      : byDue
        ? sql`and (${due}, obligation.number) > (${/^(\d{4}-\d{2}-\d{2}|infinity)$/.test(cursorDue ?? '') ? cursorDue : 'infinity'}::date, ${Number(cursorNumber) || 0})`
        : sql`and obligation.number > ${Number(cursorNumber) || 0}`;
    const order = byDue ? sql`${due}, obligation.number` : sql`obligation.number`;
    // The page is chosen before anything is gathered for its rows. Words that few hold are gathered first and sorted after:
    // walked in order of number, a rare one would be looked for in every row.
    const { after: _after, limit: _limit, sort: _sort, ...filters } = input;
    const rare = input.q !== undefined && !(await common.answer(ctx, filters, () => isAtLeast(ctx, input, RARE)));
    const page = rare
      ? sql`select * from (select obligation.* from ${FROM} where ${where(ctx, input)} ${after} offset 0) obligation order by ${order} limit ${input.limit + 1}`
      : sql`select obligation.* from ${FROM} where ${where(ctx, input)} ${after} order by ${order} limit ${input.limit + 1}`;
    const { rows } = await sql<Raw & { dueKey: string }>`
      with page as materialized (${page})
      select ${rowColumns(ctx)}, ${byDue ? sql`(${due})::text` : sql`''`} as "dueKey"
      from page obligation join text on text.id = obligation.text join party owner on owner.id = text.body
      order by ${order}`.execute(ctx.db as never);
    const shown = rows.slice(0, input.limit);
    const last = shown.at(-1);
    return {
      rows: shown.map(shape),
      next: rows.length > input.limit && last ? (byDue ? `${last.dueKey}~${last.number}` : String(last.number)) : null,
    };
  },
});

const common = new Kept<boolean>();
/** Below this many hits a page is sorted from all of them; above, the list is walked in its order. */
const RARE = 5_000;

/** Whether the filters leave at least `n`; stops counting there. */
async function isAtLeast(ctx: QueryContext, input: Filters, n: number): Promise<boolean> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from (select 1 from ${FROM} where ${where(ctx, input)} limit ${n}) hits`.execute(
    ctx.db as never,
  );
  return (rows[0]?.n ?? 0) >= n;
}
