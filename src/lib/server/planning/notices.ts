import { sql, type RawBuilder } from 'kysely';
import { z } from 'zod';
import type { Language } from '@suivi/texts';
import { LANGUAGES } from '@suivi/texts/model';
import { oweMessage } from '../mail/index.ts';
import { command, type Handling } from '../platform/command.ts';
import { newId } from '../platform/ids.ts';
import { Id } from '../platform/input.ts';
import { signedIn } from '../platform/policy.ts';
import { noticeLetter } from './letters.ts';

export type NoticeKind = 'session-moved' | 'assigned' | 'handed-over';

/** A person as mail reaches them. */
export interface Reached {
  person: string;
  email: string | null;
  mail: boolean;
  lang: Language;
}

/** How persons want to be told: as they chose, or by mail in English. */
export async function reach(ctx: Handling, people: readonly string[]): Promise<Reached[]> {
  if (people.length === 0) return [];
  const { rows } = await sql<Reached>`
    select person.id as person, account_user.email, coalesce(c.mail, true) as mail, coalesce(c.lang, 'en') as lang
    from person left join account_user on account_user.id = person.account left join reminder_choice c on c.person = person.id
    where person.id = any(${people}::uuid[]) and person.suspended_at is null`.execute(ctx.db);
  return rows.filter((row) => LANGUAGES.includes(row.lang));
}

/** Tells a person on their desk, and by mail where they want it. */
export async function notify(
  ctx: Handling,
  person: string,
  kind: NoticeKind,
  record: string,
  detail: Record<string, string | number>,
): Promise<void> {
  const id = newId(ctx.now.getTime());
  await ctx.db
    .insertInto('notice')
    .values({ id, person, kind, record, detail: JSON.stringify(detail), at: ctx.now })
    .execute();
  for (const one of await reach(ctx, [person]))
    if (one.mail && one.email)
      await oweMessage(ctx, {
        key: `notice:${id}`,
        person,
        recipient: one.email,
        lang: one.lang,
        ...noticeLetter(one.lang, kind, detail),
      });
}

/**
 * Who is concerned by obligations: those who have a duty, and the members of units that stand in the register as
 * responsible or contributing. @param only condition on `obligation`
 */
export async function concerned(
  ctx: Handling,
  only: RawBuilder<unknown>,
): Promise<{ person: string; count: number }[]> {
  const { rows } = await sql<{ person: string; count: number }>`
    select person, count(distinct obligation)::int as count from (
      select duty.person, duty.obligation from duty join obligation on obligation.id = duty.obligation
      where duty.until is null and ${only}
      union all
      select m.person, p.obligation from obligation_party p join membership m on m.organisation = p.party
      join obligation on obligation.id = p.obligation
      where p.role in ('responsible', 'contributor') and p.until is null and (m.until is null or m.until > ${ctx.now}) and ${only}
    ) each group by person`.execute(ctx.db);
  return rows;
}

export const seen = command({
  name: 'planning.notice.seen',
  summary: 'Takes a notice, or all of them, off your desk.',
  input: z.object({ id: z.union([Id, z.literal('all')]) }),
  policy: signedIn,
  silent: true,
  events: [],
  async handle(ctx, { id }) {
    const done = await ctx.db
      .updateTable('notice')
      .set({ seen_at: ctx.now })
      .where('person', '=', ctx.actor.id)
      .where('seen_at', 'is', null)
      .$if(id !== 'all', (q) => q.where('id', '=', id))
      .executeTakeFirst();
    return { seen: Number(done.numUpdatedRows) };
  },
});
