import { sql, type RawBuilder } from 'kysely';
import { z } from 'zod';
import { daysOf, rangeOf, spanOf } from '../bodies/index.ts';
import { command, touch, type Handling } from '../platform/command.ts';
import { Id, plainText } from '../platform/input.ts';
import { holds } from '../platform/policy.ts';
import { visibleTo } from '../platform/visibility.ts';
import * as did from './events.ts';
import { PLAN } from './policy.ts';

/** What is put before a session as a document; a meeting or a prize is not. */
const DOCUMENTS = ['report', 'roadmap', 'contribution', 'review', 'guidance', 'information'];

/**
 * Draws the steps back from the session at which a document is due, by the rule of the session's body (or of the body
 * above it). A step is due on the last day on which it keeps the rule: with twelve days before an opening on the 17th, on
 * the 5th. Where the opening is known to the month only, so is the step. What a person dated, or what is done, stays.
 * @param only condition on `occurrence`, `obligation` and `session` that says which
 */
export async function drawMilestones(ctx: Handling, only: RawBuilder<unknown>): Promise<void> {
  const wanted = sql`
    select occurrence.id as occurrence, record.owner_body, l.step,
      daterange(lower(session.span) - l.days,
        case when session.precision = 'day' then lower(session.span) + 1 else upper(session.span) end - l.days) as due
    from occurrence join obligation on obligation.id = occurrence.obligation join record on record.id = occurrence.id
    join session on session.id = occurrence.session join party body on body.id = session.body
    join lateral (select t.step, t.amount * case t.unit when 'week' then 7 else 1 end as days from lead_time t
      where t.body = case when exists (select from lead_time own where own.body = body.id) then body.id else body.parent end) l on true
    where obligation.life = 'active' and obligation.deliverable = any(${DOCUMENTS}) and occurrence.derived_from_rule
      and session.status in ('planned', 'postponed') and ${only}`;
  const moved = await sql<{ id: string }>`
    update milestone set due = wanted.due from (${wanted}) wanted
    where milestone.occurrence = wanted.occurrence and milestone.step = wanted.step and milestone.due <> wanted.due
      and milestone.override_reason is null and milestone.done_on is null returning milestone.id`.execute(ctx.db);
  const made = await sql<{ id: string }>`
    with fresh as materialized (
      select gen_random_uuid() as id, wanted.* from (${wanted}) wanted
      where not exists (select from milestone m where m.occurrence = wanted.occurrence and m.step = wanted.step)
    ), records as (
      insert into record (id, kind, visibility, owner_body, created_at, updated_at)
      select id, 'milestone', 'body', owner_body, ${ctx.now}, ${ctx.now} from fresh
    )
    insert into milestone (id, occurrence, step, due) select id, occurrence, step, due from fresh returning id`.execute(
    ctx.db,
  );
  const ids = [...moved.rows, ...made.rows].map((row) => row.id);
  if (ids.length > 0) ctx.emit(did.milestonesDrawn, { count: ids.length }, ids);
}

/** Takes away the steps of a body's sessions that its rule no longer names, unless they are done or dated by hand. */
export async function dropMilestones(ctx: Handling, body: string, step: string): Promise<void> {
  await sql`delete from milestone using occurrence, session where occurrence.id = milestone.occurrence
    and session.id = occurrence.session and session.body = ${body} and milestone.step = ${step}
    and milestone.done_on is null and milestone.override_reason is null
    and not exists (select from event_record e where e.record = milestone.id)`.execute(ctx.db);
}

const load = async (ctx: Pick<Handling, 'db' | 'actor'>, { id }: { id: string }) =>
  ctx.db
    .selectFrom('milestone')
    .innerJoin('occurrence', 'occurrence.id', 'milestone.occurrence')
    .innerJoin('obligation', 'obligation.id', 'occurrence.obligation')
    .innerJoin('record', 'record.id', 'obligation.id')
    .innerJoin('text', 'text.id', 'obligation.text')
    .select(['milestone.id', 'milestone.step', 'obligation.text', 'text.body'])
    .select(sql<string>`milestone.due::text`.as('due'))
    .where('milestone.id', '=', id)
    .where(visibleTo(ctx.actor))
    .forUpdate('milestone')
    .executeTakeFirst();
const within = (one: { body: string; text: string }) => ({ body: one.body, text: one.text });

export const stepDone = command({
  name: 'planning.milestone.done',
  summary: 'Says that a step on the way to a session is done, or that it is not.',
  input: z.object({
    id: Id,
    done: z.enum(['yes', 'no']).default('yes'),
    on: z.iso.date().optional().describe('day; today where left out'),
  }),
  load,
  policy: holds(PLAN, within),
  events: [did.milestoneDone],
  async handle(ctx, input, one) {
    const done = input.done === 'yes';
    await ctx.db
      .updateTable('milestone')
      .set({ done_on: done ? (input.on ?? ctx.now.toISOString().slice(0, 10)) : null })
      .where('id', '=', one.id)
      .execute();
    ctx.emit(did.milestoneDone, { step: one.step, done }, one.id);
    return { rev: await touch(ctx, one.id) };
  },
});

export const setStepDue = command({
  name: 'planning.milestone.set-due',
  summary: 'Dates a step by hand, with the reason; it no longer follows its session.',
  input: z.object({ id: Id, due: z.iso.date(), reason: plainText(500) }),
  load,
  policy: holds(PLAN, within),
  events: [did.milestoneMoved],
  async handle(ctx, { id, due, reason }, one) {
    const span = spanOf(due);
    await ctx.db
      .updateTable('milestone')
      .set({ due: rangeOf(span), override_reason: reason })
      .where('id', '=', id)
      .execute();
    ctx.emit(did.milestoneMoved, { step: one.step, from: daysOf(one.due).to, to: due, reason }, id);
    return { rev: await touch(ctx, id) };
  },
});
