import { sql } from 'kysely';
import { z } from 'zod';
import type { Language } from '@suivi/texts';
import { daysOf, wordingFor } from '../bodies/index.ts';
import { oweMessage } from '../mail/index.ts';
import { command, execute, type Handling } from '../platform/command.ts';
import { Lang } from '../platform/input.ts';
import type { Job } from '../platform/jobs.ts';
import { holds, signedIn } from '../platform/policy.ts';
import { isLate } from '../register/index.ts';
import * as did from './events.ts';
import { isStepLate, STEPS_FROM } from './late.ts';
import { reminderLetter, type Due } from './letters.ts';
import { ASSIGN } from './policy.ts';

/** "14, 3" → [14, 3]: whole days from 0 to 365, at most six of them, the farthest first; nothing where left empty. */
const Days = z
  .union([
    z.array(z.coerce.number()),
    z
      .string()
      .regex(/^\s*\d{1,3}(?:[\s,;،、，]+\d{1,3})*\s*$/u)
      .transform((words) =>
        words
          .split(/[\s,;،、，]+/u)
          .filter(Boolean)
          .map(Number),
      ),
  ])
  .pipe(z.array(z.number().int().min(0).max(365)).max(6))
  .transform((days) => [...new Set(days)].sort((a, b) => b - a))
  .default([]);

/** How somebody is reminded who has not chosen. */
export const STANDARD = { mail: true, lang: 'en', before: [14, 3], after: [1, 7] } as const;
/** A server that stood still makes up for this many days. */
const MISSED_DAYS = 7;

export const chooseReminders = command({
  name: 'planning.reminders.choose',
  summary: 'Chooses how you are reminded: by mail or not, in which language, how many days before and after a date.',
  input: z.object({
    mail: z.enum(['yes', 'no']).default('no'),
    lang: Lang,
    before: Days.describe('days before a date: "14, 3"'),
    after: Days.describe('days after a date that has passed'),
  }),
  policy: signedIn,
  events: [did.remindersChosen],
  async handle(ctx, { mail, lang, before, after }) {
    const values = { mail: mail === 'yes', lang, before_days: before, after_days: after };
    await ctx.db
      .insertInto('reminder_choice')
      .values({ person: ctx.actor.id ?? '', ...values })
      .onConflict((c) => c.column('person').doUpdateSet(values))
      .execute();
    ctx.emit(did.remindersChosen, { mail: mail === 'yes' }, ctx.actor.id ?? '');
  },
});

interface Person {
  person: string;
  email: string;
  lang: Language;
  before: number[];
  after: number[];
  since: string;
}

export const remind = command({
  name: 'planning.reminders.make',
  summary: 'Makes the reminders of the days since they were last made; run each morning.',
  input: z.object({}),
  policy: holds<undefined>(ASSIGN),
  internal: true,
  // On most mornings nobody need be told anything.
  silent: true,
  events: [did.reminded],
  async handle(ctx) {
    const today = ctx.now.toISOString().slice(0, 10);
    // One at a time: two workers that wake at once do not both tell the same.
    await sql`select pg_advisory_xact_lock(hashtext('suivi.reminders'))`.execute(ctx.db);
    const { rows: people } = await sql<Person>`
      select person.id as person, u.email, coalesce(c.lang, ${STANDARD.lang}) as lang,
        coalesce(c.before_days, ${[...STANDARD.before]}) as before, coalesce(c.after_days, ${[...STANDARD.after]}) as after,
        greatest(coalesce(c.reminded_on, ${today}::date - 1), ${today}::date - ${MISSED_DAYS}::int)::text as since
      from person join account_user u on u.id = person.account left join reminder_choice c on c.person = person.id
      where person.suspended_at is null and coalesce(c.mail, true)
        and (exists (select from duty d where d.person = person.id and d.until is null)
          or exists (select from membership m join obligation_party p on p.party = m.organisation and p.until is null
            and p.role in ('responsible', 'contributor') where m.person = person.id and (m.until is null or m.until > ${ctx.now})))`.execute(
      ctx.db,
    );
    let told = 0;
    for (const one of people) {
      const due = await dueFor(ctx, one, today);
      if (due.length > 0) {
        const letter = reminderLetter(one.lang, due);
        const key = `reminder:${one.person}:${today}`;
        const owed = { key, person: one.person, recipient: one.email, lang: one.lang, ...letter };
        if (await oweMessage(ctx, owed)) told++;
      }
      await ctx.db
        .insertInto('reminder_choice')
        .values({ person: one.person, reminded_on: today })
        .onConflict((c) => c.column('person').doUpdateSet({ reminded_on: today }))
        .execute();
    }
    if (told > 0) ctx.emit(did.reminded, { people: told }, []);
    return { people: told };
  },
});

// What reaches one of the days that a person chose after `since` and until today: the date is the last day in time.
async function dueFor(ctx: Handling, one: Person, today: string): Promise<Due[]> {
  const mine = sql`(exists (select from duty d where d.obligation = obligation.id and d.person = ${one.person} and d.until is null)
    or exists (select from obligation_party p join membership m on m.organisation = p.party where p.obligation = obligation.id
      and p.role in ('responsible', 'contributor') and p.until is null and m.person = ${one.person} and (m.until is null or m.until > ${ctx.now})))`;
  const days = [...one.before.map((day) => -day), ...one.after];
  const reached = (range: string) => sql`exists (select from unnest(${days}::int[]) n
    where upper(${sql.ref(range)}) - 1 + n > ${one.since}::date and upper(${sql.ref(range)}) - 1 + n <= ${today}::date)`;
  const columns = sql`obligation.number, occurrence.key,
    (${wordingFor('obligation.id', 'action', one.lang)})->>'value' as action`;
  const open = sql`obligation.life = 'active' and obligation.review = 'confirmed' and occurrence.state in ('planned', 'in-progress', 'partly')`;
  const { rows } = await sql<Omit<Due, 'due'> & { due: string }>`
    select ${columns}, null as step, occurrence.due::text as due, occurrence.precision, ${isLate(ctx.now)} as late
    from occurrence join obligation on obligation.id = occurrence.obligation join text on text.id = obligation.text
      join party owner on owner.id = text.body
    where occurrence.due is not null and ${open} and ${mine} and ${reached('occurrence.due')}
    union all
    select ${columns}, milestone.step, milestone.due::text, 'day', ${isStepLate(ctx.now)}
    from ${STEPS_FROM} where milestone.done_on is null and ${open} and ${mine} and ${reached('milestone.due')}
    order by late desc, due limit 200`.execute(ctx.db);
  return rows.map((row) => ({ ...row, due: daysOf(row.due) }));
}

/** Each morning at five (UTC), before the secretariats that follow the mandate open. */
export const reminderJob: Job = {
  queue: 'reminders',
  retryLimit: 3,
  retryDelay: 60,
  cron: '0 5 * * *',
  work: async (ctx) => void (await execute(remind, ctx, {})),
};
