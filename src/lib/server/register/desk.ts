import { sql } from 'kysely';
import { z } from 'zod';
import { daysOf, wordingFor } from '../bodies/index.ts';
import { can } from '../platform/actor.ts';
import { signedIn } from '../platform/policy.ts';
import { query } from '../platform/query.ts';
import { reachedBy, visibleTo } from '../platform/visibility.ts';
import { JUDGE, REMARKS, REVIEW } from './policy.ts';
import { FROM } from './queries.ts';
import { isLate } from './rules/late.ts';

/** Days ahead that count as coming next. */
const AHEAD = 60;
const LISTED = 20;

/** What waits for the person who asks: nothing leaves it because a state changed, only because it was done. */
export interface Desk {
  /** Of all that must be done; what only comes next is not counted. */
  waiting: number;
  confirm: number;
  fates: number;
  remarks: number;
  judge: { id: string; number: number; claim: string; lang: string; total: number }[];
  /** Late or coming next, where the person or their organisation is responsible. */
  mine: {
    number: number;
    key: string;
    late: boolean;
    due: { from: string; to: string };
    precision: string;
    state: string;
    action: { value: string; lang: string; state: string } | null;
  }[];
}

export const desk = query({
  name: 'register.desk',
  summary: 'What waits for you: to confirm, to judge, to answer, and what you are responsible for.',
  input: z.object({}),
  policy: signedIn,
  async run(ctx): Promise<Desk> {
    const reviews = can(ctx.actor, REVIEW);
    const answers = can(ctx.actor, REMARKS);
    const mayReview = sql`${visibleTo(ctx.actor)} and ${reachedBy(ctx.actor, REVIEW, { body: 'text.body', text: 'text.id' })}`;
    const parties = [ctx.actor.id, ...ctx.actor.organisations].filter((one) => one !== null);
    const counts = await sql<{ confirm: number; fates: number; remarks: number }>`select
      ${reviews ? sql`(select count(*)::int from (select 1 from ${FROM} where review = 'suggested' and ${mayReview} limit 1000) x)` : sql`0`} as confirm,
      ${reviews ? sql`(select count(*)::int from basis b join ${FROM} on obligation.id = b.obligation where b.fate in ('changed', 'gone') and b.confirmed_at is null and review = 'confirmed' and ${mayReview})` : sql`0`} as fates,
      ${answers ? sql`(select count(*)::int from remark join record on record.id = remark.about where state = 'open' and ${visibleTo(ctx.actor)} and ${reachedBy(ctx.actor, REMARKS, { body: 'record.owner_body' })})` : sql`0`} as remarks`.execute(
      ctx.db as never,
    );
    const judge = can(ctx.actor, JUDGE)
      ? await sql<Desk['judge'][number]>`
          select ev.id, o.number, ev.claim, ev.lang, (count(*) over ())::int as total
          from evidence ev join record on record.id = ev.id
          left join occurrence c on c.id = ev.target join obligation o on o.id = coalesce(c.obligation, ev.target)
          where ev.judged = 'open' and ev.kind = 'proof' and record.withdrawn_at is null and ${visibleTo(ctx.actor)} and ${reachedBy(ctx.actor, JUDGE, { body: 'record.owner_body' })}
          order by ev.id limit ${LISTED}`.execute(ctx.db as never)
      : { rows: [] };
    const mine =
      parties.length === 0
        ? { rows: [] }
        : await sql<Omit<Desk['mine'][number], 'due'> & { due: string }>`
          select obligation.number, occurrence.key, ${isLate(ctx.now)} as late, occurrence.due::text as due, occurrence.precision,
            occurrence.state, ${wordingFor('obligation.id', 'action', ctx.lang)} as action
          from occurrence join ${FROM} on obligation.id = occurrence.obligation
          where obligation.life = 'active' and occurrence.state in ('planned', 'in-progress', 'partly') and occurrence.due is not null
            and lower(occurrence.due) < (${ctx.now}::date + ${AHEAD}::int) and ${visibleTo(ctx.actor)}
            and exists (select 1 from obligation_party p where p.obligation = obligation.id and p.role in ('responsible', 'contributor')
              and p.until is null and p.party = any(${parties}::uuid[]))
          order by upper(occurrence.due), obligation.number limit ${LISTED}`.execute(ctx.db as never);
    const row = counts.rows[0] ?? { confirm: 0, fates: 0, remarks: 0 };
    return {
      ...row,
      judge: judge.rows,
      mine: mine.rows.map((one) => ({ ...one, due: daysOf(one.due) })),
      waiting:
        row.confirm +
        row.fates +
        row.remarks +
        (judge.rows[0]?.total ?? 0) +
        mine.rows.filter((one) => one.late).length,
    };
  },
});
