import { sql } from 'kysely';
import { z } from 'zod';
import { daysOf, wordingFor } from '../bodies/index.ts';
import { NotFound } from '../platform/errors.ts';
import { anyone } from '../platform/policy.ts';
import { query } from '../platform/query.ts';
import { visibleTo } from '../platform/visibility.ts';
import { isLate, REGISTER_FROM } from '../register/index.ts';

/** Days ahead that a chair looks. */
const AHEAD = 90;
const BARS = 12;

/** How much of what binds is late, comes next and is met, for one party or body. */
export interface Bar {
  code: string | null;
  name: string;
  late: number;
  next: number;
  met: number;
}

export const dashboard = query({
  name: 'planning.dashboard',
  summary:
    'At a glance: what is late and what comes next, by addressee and by body; what changed since a body last met.',
  input: z.object({
    body: z.string().max(60).optional(),
    since: z.iso.date().optional().describe('a day; left out, the last sitting of the body, or 90 days'),
  }),
  policy: anyone,
  async run(ctx, input) {
    const { now, actor, lang } = ctx;
    const db = ctx.db as never;
    const body = input.body
      ? await ctx.db
          .selectFrom('party')
          .innerJoin('record', 'record.id', 'party.id')
          .select('party.id')
          .select(wordingFor('party.id', 'name', lang).as('name'))
          .where('party.code', '=', input.body)
          .where('party.kind', '=', 'body')
          .where(visibleTo(actor))
          .executeTakeFirst()
      : null;
    if (body === undefined) throw new NotFound(input.body);
    const within = body
      ? sql`and (text.body = ${body.id} or exists (select from obligation_party r where r.obligation = obligation.id
          and r.role = 'recipient' and r.until is null and r.party = ${body.id}))`
      : sql``;
    const late = isLate(now);
    // What does not bind is never late; once its last day has passed it does not come next either.
    const next = sql`(occurrence.state in ('planned', 'in-progress', 'partly') and occurrence.due is not null
      and lower(occurrence.due) < ${now}::date + ${AHEAD}::int and upper(occurrence.due) > (${now}::timestamptz at time zone owner.time_zone)::date and not ${late})`;
    const met = sql`occurrence.state in ('submitted', 'accepted')`;
    const rows = sql`select occurrence.*, obligation.number, obligation.id as of, text.body as by, ${late} as late, ${next} as next, ${met} as met
      from occurrence join ${REGISTER_FROM} on obligation.id = occurrence.obligation
      where obligation.review = 'confirmed' and obligation.life in ('active', 'fulfilled') and ${visibleTo(actor)} ${within}`;
    const bars = sql`count(*) filter (where late)::int as late, count(*) filter (where next)::int as next, count(*) filter (where met)::int as met`;
    const some = sql`having count(*) filter (where late or next or met) > 0`;
    const order = sql`order by late desc, next desc, met desc, name limit ${BARS}`;
    const [byAddressee, byBody, totals, latest, meeting] = await Promise.all([
      sql<Bar>`with each as (${rows}) select a.code, coalesce(min((${wordingFor('a.id', 'name', lang)})->>'value'), min(p.words)) as name, ${bars}
        from each join obligation_party p on p.obligation = each.of and p.role = 'addressee' and p.until is null left join party a on a.id = p.party
        group by a.code, case when a.id is null then p.words end ${some} ${order}`.execute(db),
      sql<Bar>`with each as (${rows}) select b.code, coalesce(min((${wordingFor('b.id', 'name', lang)})->>'value'), b.code) as name, ${bars}
        from each join party b on b.id = each.by group by b.code ${some} ${order}`.execute(db),
      sql<{ late: number; next: number; met: number }>`with each as (${rows}) select ${bars} from each`.execute(db),
      sql<{
        number: number;
        key: string;
        due: string;
        precision: string;
        late: boolean;
        state: string;
        action: { value: string; lang: string; state: string } | null;
        addressee: string | null;
      }>`with each as (${rows}) select each.number, each.key, each.due::text, each.precision, each.late, each.state,
          ${wordingFor('each.of', 'action', lang)} as action,
          (select coalesce((${wordingFor('p.party', 'name', lang)})->>'value', p.words) from obligation_party p
            where p.obligation = each.of and p.role = 'addressee' and p.until is null order by p.ord limit 1) as addressee
        from each where late or next order by late desc, upper(each.due), each.number limit 24`.execute(db),
      sql<{
        on: string;
        code: string;
        body: string;
      }>`select (upper(session.span) - 1)::text as on, session.code,
          coalesce((${wordingFor('party.id', 'name', lang)})->>'value', party.code) as body
        from session join party on party.id = session.body join record on record.id = session.id
        where upper(session.span) <= ${now}::date and session.status <> 'cancelled' and ${visibleTo(actor)}
          ${body ? sql`and session.body = ${body.id}` : sql``}
        order by upper(session.span) desc limit 1`.execute(db),
    ]);
    const last = meeting.rows[0] ?? null;
    const since = input.since ?? last?.on ?? new Date(now.getTime() - AHEAD * 86_400_000).toISOString().slice(0, 10);
    // Told only where every record that an event touched may be seen: the same rule as for histories.
    const changed = await sql<{ kind: string; n: number }>`
      select event.kind, count(*)::int as n from event
      where event.at >= ${since}::date and event.kind in ('text.adopted', 'obligation.activated', 'obligation.life', 'occurrence.changed',
          'occurrence.moved', 'evidence.given', 'evidence.judged', 'session.moved', 'decision.recorded', 'obligation.confirmed')
        and exists (select from event_record er join record on record.id = er.record where er.at = event.at and er.seq = event.seq
          ${body ? sql`and (record.owner_body = ${body.id} or record.id = ${body.id})` : sql``})
        and not exists (select from event_record er join record on record.id = er.record
          where er.at = event.at and er.seq = event.seq and not ${visibleTo(actor)})
      group by event.kind order by n desc, event.kind`.execute(db);
    return {
      body: body ? { code: input.body ?? '', name: body.name } : null,
      totals: totals.rows[0] ?? { late: 0, next: 0, met: 0 },
      byAddressee: byAddressee.rows,
      byBody: byBody.rows,
      list: latest.rows.map((row) => ({ ...row, due: { ...daysOf(row.due), precision: row.precision } })),
      since,
      /** The sitting that "since" is counted from; null where the reader gave a day. */
      meeting: input.since ? null : last,
      changed: changed.rows,
    };
  },
});
