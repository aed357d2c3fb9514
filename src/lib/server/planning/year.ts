import { sql } from 'kysely';
import { z } from 'zod';
import { daysOf, wordingFor } from '../bodies/index.ts';
import { can } from '../platform/actor.ts';
import { Forbidden } from '../platform/errors.ts';
import { anyone } from '../platform/policy.ts';
import { query } from '../platform/query.ts';
import { visibleTo } from '../platform/visibility.ts';
import { isLate, REGISTER_FROM } from '../register/index.ts';
import { isStepLate, STEPS_FROM } from './late.ts';
import { ASSIGN } from './policy.ts';

/** One line of a year: a sitting, something due at it or on a day, or a step on the way there. */
export interface Entry {
  kind: 'session' | 'due' | 'step';
  due: { from: string; to: string };
  precision: string;
  late: boolean;
  /** Of a session: its body and label. */
  body: string | null;
  bodyName: string | null;
  code: string | null;
  /** Of what is due. */
  number: number | null;
  key: string | null;
  step: string | null;
  state: string;
  deliverable: string | null;
  action: { value: string; lang: string; state: string } | null;
  addressee: string | null;
  recipient: string | null;
}

/** Lines that a year shows: more than a page holds, less than a page suffers. */
const MOST = 2000;

const FIELDS = new Set(['year', 'body', 'addressee', 'person']);

/** What the address of a calendar asks for; an empty field of its form asks for nothing. */
export const yearFields = (params: URLSearchParams): Record<string, unknown> =>
  Object.fromEntries([...params].filter(([key, value]) => FIELDS.has(key) && value !== ''));

export const year = query({
  name: 'planning.year',
  summary: 'A year: sessions, what is due, and the steps before it; of one body, addressee or person where asked.',
  input: z.object({
    year: z.coerce.number().int().min(1900).max(2200).optional(),
    body: z.string().max(60).optional(),
    addressee: z.string().max(200).optional(),
    person: z.union([z.literal('me'), z.uuid()]).optional(),
  }),
  policy: anyone,
  async run(ctx, input) {
    const { now, actor, lang } = ctx;
    const of = input.year ?? now.getUTCFullYear();
    const span = sql`daterange(make_date(${of}::int, 1, 1), make_date(${of}::int + 1, 1, 1))`;
    const person = input.person === 'me' ? (actor.id ?? 'nobody') : input.person;
    // Whose work it is is no public matter.
    if (person !== undefined && person !== actor.id && !can(actor, ASSIGN)) throw new Forbidden(ASSIGN);
    const parts = [
      sql`obligation.review = 'confirmed' and obligation.life in ('active', 'fulfilled') and ${visibleTo(actor)}`,
    ];
    if (input.body)
      parts.push(sql`(exists (select from party b where b.id = text.body and b.code = ${input.body})
        or exists (select from obligation_party p join party b on b.id = p.party where p.obligation = obligation.id
          and p.role = 'recipient' and p.until is null and b.code = ${input.body}))`);
    if (input.addressee)
      parts.push(sql`exists (select from obligation_party p left join party a on a.id = p.party where p.obligation = obligation.id
        and p.role = 'addressee' and p.until is null and (a.code = ${input.addressee} or (p.party is null and p.words = ${input.addressee})))`);
    if (person !== undefined)
      parts.push(sql`(exists (select from duty d where d.obligation = obligation.id and d.person = ${person} and d.until is null)
        or exists (select from obligation_party p join membership m on m.organisation = p.party where p.obligation = obligation.id
          and p.role in ('responsible', 'contributor') and p.until is null and m.person = ${person} and (m.until is null or m.until > ${now})))`);
    const only = sql.join(parts, sql` and `);
    const partyOf = (
      role: string,
    ) => sql`(select coalesce((${wordingFor('p.party', 'name', lang)})->>'value', p.words) from obligation_party p
      where p.obligation = obligation.id and p.role = ${role} and p.until is null order by p.ord limit 1)`;
    const shared = sql`obligation.number, occurrence.key, occurrence.state, obligation.deliverable,
      ${wordingFor('obligation.id', 'action', lang)}::jsonb as action, ${partyOf('addressee')} as addressee, ${partyOf('recipient')} as recipient`;
    const blank = sql`null as body, null as "bodyName", null as code`;
    const sessions = sql`
      select 'session' as kind, session.span::text as due, session.precision, false as late, null as step,
        party.code as body, (${wordingFor('party.id', 'name', lang)})->>'value' as "bodyName", session.code,
        null::int as number, null as key, session.status as state, null as deliverable, null::jsonb as action, null as addressee, null as recipient
      from session join record on record.id = session.id join party on party.id = session.body
      where session.span && ${span} and session.status <> 'cancelled' and ${visibleTo(actor)}
        ${input.body ? sql`and party.code = ${input.body}` : sql``}
        ${
          input.addressee || person !== undefined
            ? sql`and exists (select from occurrence join obligation on obligation.id = occurrence.obligation
          join text on text.id = obligation.text join record on record.id = obligation.id where occurrence.session = session.id and ${only})`
            : sql``
        }`;
    const { rows } = await sql<Omit<Entry, 'due'> & { due: string }>`
      select * from (${sessions}
      union all
      select 'due', occurrence.due::text, occurrence.precision, ${isLate(now)}, null, ${blank}, ${shared}
      from occurrence join ${REGISTER_FROM} on obligation.id = occurrence.obligation where occurrence.due && ${span} and ${only}
      union all
      select 'step', milestone.due::text, 'day', ${isStepLate(now)}, milestone.step, ${blank}, ${shared}
      from ${STEPS_FROM} join text on text.id = obligation.text
      where milestone.due && ${span} and milestone.done_on is null and ${visibleTo(actor, 'mr')} and ${only}
      ) each order by due, kind <> 'session', number limit ${MOST + 1}`.execute(ctx.db as never);
    return {
      year: of,
      filters: { body: input.body ?? null, addressee: input.addressee ?? null, person: input.person ?? null },
      entries: rows.slice(0, MOST).map((row): Entry => ({ ...row, due: daysOf(row.due) })),
      more: rows.length > MOST,
    };
  },
});
