import { sql } from 'kysely';
import { z } from 'zod';
import { daysOf, type Step } from '../bodies/index.ts';
import { can } from '../platform/actor.ts';
import { NotFound } from '../platform/errors.ts';
import { holds, signedIn } from '../platform/policy.ts';
import { query } from '../platform/query.ts';
import { visibleTo } from '../platform/visibility.ts';
import { isStepLate, STEPS_FROM } from './late.ts';
import { ASSIGN, PLAN } from './policy.ts';
import { STANDARD } from './reminders.ts';

/** A step on the way to a session. */
export interface StepView {
  id: string;
  occurrence: string;
  step: Step;
  due: { from: string; to: string };
  doneOn: string | null;
  late: boolean;
  /** Why it was dated by hand. */
  overridden: string | null;
}

export const work = query({
  name: 'planning.work',
  summary:
    'How the work on an obligation is planned: steps before sessions, who does it, notes. For those who work on it.',
  input: z.object({ number: z.coerce.number().int().positive() }),
  policy: holds<never>(PLAN),
  async run(ctx, { number }) {
    const one = await ctx.db
      .selectFrom('obligation')
      .innerJoin('record', 'record.id', 'obligation.id')
      .innerJoin('text', 'text.id', 'obligation.text')
      .select(['obligation.id', 'obligation.text', 'text.body'])
      .where('obligation.number', '=', number)
      .where(visibleTo(ctx.actor))
      .executeTakeFirst();
    const scope = { body: one?.body ?? null, text: one?.text ?? null };
    if (!one || !can(ctx.actor, PLAN, scope)) throw new NotFound(String(number));
    const steps = await sql<Omit<StepView, 'due'> & { due: string }>`
      select milestone.id, milestone.occurrence, milestone.step, milestone.due::text as due, milestone.done_on::text as "doneOn",
        milestone.override_reason as overridden, ${isStepLate(ctx.now)} as late
      from ${STEPS_FROM} where obligation.id = ${one.id} and ${visibleTo(ctx.actor, 'mr')}
      order by upper(milestone.due), milestone.step`.execute(ctx.db as never);
    const { rows: duties } = await sql<{ person: string; name: string; role: string; since: Date }>`
      select duty.person, coalesce((select min(w.value) from wording w where w.record = duty.person and w.field = 'name'), '') as name,
        duty.role, duty.since from duty where duty.obligation = ${one.id} and duty.until is null
      order by duty.role desc, duty.since`.execute(ctx.db as never);
    const { rows: notes } = await sql<{ id: string; message: string; lang: string; by: string | null; at: Date }>`
      select note.id, note.message, note.lang, (select min(w.value) from wording w where w.record = note.written_by and w.field = 'name') as by,
        record.created_at as at
      from note join record on record.id = note.id where note.about = ${one.id} and record.withdrawn_at is null
      order by note.id desc limit 100`.execute(ctx.db as never);
    return {
      id: one.id,
      steps: steps.rows.map((row): StepView => ({ ...row, due: daysOf(row.due) })),
      duties,
      notes,
      mayAssign: can(ctx.actor, ASSIGN, scope),
    };
  },
});

export const people = query({
  name: 'planning.people',
  summary: 'Persons who may be given work, and how much each has.',
  input: z.object({}),
  policy: holds<never>(ASSIGN),
  run: async ({ db }) =>
    (
      await sql<{ id: string; name: string; duties: number; suspended: boolean }>`
        select person.id, coalesce((select min(w.value) from wording w where w.record = person.id and w.field = 'name'), '') as name,
          (select count(*)::int from duty where duty.person = person.id and duty.until is null) as duties,
          person.suspended_at is not null as suspended
        from person order by name, person.id limit 2000`.execute(db as never)
    ).rows,
});

export const reminders = query({
  name: 'planning.reminders',
  summary: 'How you are reminded of what you have to do.',
  input: z.object({}),
  policy: signedIn,
  async run({ db, actor, lang }) {
    const row = await db
      .selectFrom('reminder_choice')
      .select(['mail', 'lang', 'before_days as before', 'after_days as after'])
      .where('person', '=', actor.id ?? '')
      .executeTakeFirst();
    return row ?? { ...STANDARD, lang, before: [...STANDARD.before], after: [...STANDARD.after] };
  },
});
