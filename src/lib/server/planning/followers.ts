import { sql } from 'kysely';
import { leadTimeSet, sessionMoved, sessionPlanned, daysOf } from '../bodies/index.ts';
import type { AnyFollower, Follower } from '../platform/command.ts';
import { events as register } from '../register/index.ts';
import * as did from './events.ts';
import { drawMilestones, dropMilestones } from './milestones.ts';
import { concerned, notify } from './notices.ts';

// What makes or moves an occurrence: its steps follow. The records of the event say which.
const redrawing = [
  register.confirmed,
  register.edited,
  register.activated,
  register.lifeChanged,
  register.drawn,
  register.occurrenceMoved,
].map((kind): AnyFollower => ({
  kind,
  events: [did.milestonesDrawn],
  handle: (ctx, _payload, records) =>
    drawMilestones(ctx, sql`(obligation.id = any(${records}::uuid[]) or occurrence.id = any(${records}::uuid[]))`),
}));

const onRule: Follower<typeof leadTimeSet.payload> = {
  kind: leadTimeSet,
  events: [did.milestonesDrawn],
  async handle(ctx, { body, step, amount }) {
    if (amount === null) await dropMilestones(ctx, body, step);
    await drawMilestones(
      ctx,
      sql`(session.body = ${body} or session.body in (select id from party where parent = ${body}))`,
    );
  },
};

const onPlanned: Follower<typeof sessionPlanned.payload> = {
  kind: sessionPlanned,
  events: [did.milestonesDrawn],
  handle: (ctx, _payload, records) => drawMilestones(ctx, sql`session.id = any(${records}::uuid[])`),
};

// The register has moved what is due at the session; its steps have followed that. What is left is to tell people.
const onMoved: Follower<typeof sessionMoved.payload> = {
  kind: sessionMoved,
  events: [did.milestonesDrawn],
  async handle(ctx, { session, from, to }) {
    await drawMilestones(ctx, sql`session.id = ${session}`);
    const row = await ctx.db
      .selectFrom('session')
      .innerJoin('party', 'party.id', 'session.body')
      .select(['session.code', 'party.code as body'])
      .where('session.id', '=', session)
      .executeTakeFirstOrThrow();
    const people = await concerned(
      ctx,
      sql`obligation.life = 'active' and exists (select from occurrence o where o.obligation = obligation.id
        and o.session = ${session} and o.derived_from_rule)`,
    );
    for (const { person, count } of people)
      await notify(ctx, person, 'session-moved', session, {
        body: row.body ?? '',
        code: row.code,
        from: daysOf(from).from,
        to: daysOf(to).from,
        count,
      });
  },
};

export const followers: readonly AnyFollower[] = [...redrawing, onRule, onPlanned, onMoved];
