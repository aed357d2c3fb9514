import { sql } from 'kysely';
import { z } from 'zod';
import type { Actor } from '../platform/actor.ts';
import type { Read, Write } from '../platform/db.ts';
import { Moved, NotFound } from '../platform/errors.ts';
import { anyone } from '../platform/policy.ts';
import { query } from '../platform/query.ts';
import { visibleTo } from '../platform/visibility.ts';
import type { LeadTime } from './lead-times.ts';
import { daysOf } from './spans.ts';

/** Best wording of a field for a reader: their language, else English, else any; with the language it is in. */
export const wordingFor = (record: string, field: string, lang: string) => sql<{
  value: string;
  lang: string;
  state: string;
} | null>`
  (select json_build_object('value', w.value, 'lang', w.lang, 'state', w.state) from wording w
   where w.record = ${sql.ref(record)} and w.field = ${field}
   order by w.lang = ${lang} desc, w.state <> 'machine' desc, w.lang = 'en' desc, w.lang limit 1)`;

export const list = query({
  name: 'bodies.list',
  summary: 'Bodies, with their names and how many texts each has.',
  input: z.object({}),
  policy: anyone,
  run: ({ db, actor, lang }) =>
    db
      .selectFrom('party')
      .innerJoin('record', 'record.id', 'party.id')
      .select(['party.id', 'party.code', 'party.kind'])
      .select(wordingFor('party.id', 'name', lang).as('name'))
      .where('party.kind', 'in', ['body', 'office', 'group'])
      .where(visibleTo(actor))
      .orderBy('party.kind')
      .orderBy('party.code')
      .execute(),
});

export const body = query({
  name: 'bodies.body',
  summary: 'A body: its names, its sessions, its texts.',
  input: z.object({ code: z.string() }),
  policy: anyone,
  async run({ db, actor, lang }, { code }) {
    const found = await db
      .selectFrom('party')
      .innerJoin('record', 'record.id', 'party.id')
      .select(['party.id', 'party.code', 'party.kind', 'party.time_zone', 'record.merged_into'])
      .select(wordingFor('party.id', 'name', lang).as('name'))
      .where('party.code', '=', code)
      .where(visibleTo(actor))
      .executeTakeFirst();
    // Who reads what was withdrawn is led on as all others are.
    if (!found || found.merged_into !== null) {
      const kept = await mergedInto(db, actor, { code });
      throw kept?.code ? new Moved(`addressees/${kept.code}`) : new NotFound(code);
    }
    const { merged_into: _, ...one } = found;
    const sessions = await db
      .selectFrom('session')
      .innerJoin('record', 'record.id', 'session.id')
      .select([
        'session.id',
        'session.code',
        'session.ordinal',
        'session.span',
        'session.precision',
        'session.status',
        'record.rev',
      ])
      .where('session.body', '=', one.id)
      .where(visibleTo(actor))
      .orderBy(sql`lower(session.span)`, 'desc')
      .limit(200)
      .execute();
    const leadTimes = await sql<LeadTime>`select step, amount, unit, source from lead_time where body = ${one.id}
      order by amount * case unit when 'week' then 7 else 1 end desc, step`.execute(db as never);
    return { ...one, leadTimes: leadTimes.rows, sessions: sessions.map((s) => ({ ...s, ...daysOf(s.span) })) };
  },
});

/** What a party was merged into, as far as the actor sees that: by its id or its code. Null where it stands itself, or is not there. */
export async function mergedInto(
  db: Read,
  actor: Actor,
  was: { id: string } | { code: string },
): Promise<{ id: string; code: string | null } | null> {
  const kept = await db
    .selectFrom('party as old')
    .innerJoin('record as gone', 'gone.id', 'old.id')
    .innerJoin('party', 'party.id', 'gone.merged_into')
    .innerJoin('record', 'record.id', 'party.id')
    .select(['party.id', 'party.code'])
    .where((one) => ('id' in was ? one('old.id', '=', was.id) : one('old.code', '=', was.code)))
    .where(visibleTo(actor))
    .executeTakeFirst();
  return kept ?? null;
}

/** A session named by a text: "2025", "eightieth" → 80, "pp-26". Null where the calendar has none. */
export async function resolveSession(
  db: Read | Write,
  name: { body: string; name: string },
): Promise<{ id: string; span: string; precision: string } | null> {
  const wanted = name.name.toLowerCase();
  const rows = await (db as Read)
    .selectFrom('session')
    .innerJoin('party', 'party.id', 'session.body')
    .select(['session.id', 'session.span', 'session.precision', 'session.code', 'session.ordinal'])
    .where('party.code', '=', name.body)
    .where('session.status', '<>', 'cancelled')
    .execute();
  return (
    rows.find((row) => row.code === wanted || String(row.ordinal) === wanted) ??
    rows.find(
      (row) =>
        /^\d{4}$/.test(wanted) &&
        (row.span.slice(1, 5) === wanted || row.code.endsWith(wanted) || row.code.endsWith(`-${wanted.slice(2)}`)),
    ) ??
    null
  );
}
