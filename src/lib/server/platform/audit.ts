import { sql } from 'kysely';
import { z } from 'zod';
import { untoldTo } from './events.ts';
import { Id } from './input.ts';
import { anyone } from './policy.ts';
import { query } from './query.ts';
import { visibleTo } from './visibility.ts';

/** An event as a reader sees it. `actor` is a display name; null for the machine. */
export interface EventView {
  at: string;
  seq: number;
  kind: string;
  actor: string | null;
  door: string;
  payload: unknown;
  records: { id: string; kind: string }[];
}

/**
 * What happened to a record, newest first, paged by key. An event is told only when every record it touched may be seen
 * by the reader, and its kind is told to them: nothing private leaks through a history.
 */
export const history = query({
  name: 'platform.history',
  summary: 'What happened to a record, or to what belongs to a body, newest first.',
  input: z.object({
    record: Id.optional(),
    body: Id.optional().describe('id of a body: it and the records that belong to it'),
    people: z.enum(['yes', 'no']).default('no').describe('yes: only what persons did'),
    before: z.coerce.number().int().positive().optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  policy: anyone,
  async run({ db, actor }, input) {
    const rows = await db
      .selectFrom('event')
      .leftJoin('wording as name', (join) =>
        join.onRef('name.record', '=', 'event.actor').on('name.field', '=', 'name'),
      )
      .select(['event.at', 'event.seq', 'event.kind', 'event.door', 'event.payload'])
      .select(sql<string | null>`min(name.value)`.as('actor'))
      .select(
        sql<
          { id: string; kind: string }[]
        >`(select coalesce(json_agg(json_build_object('id', r.id, 'kind', r.kind)), '[]')
          from event_record er join record r on r.id = er.record where er.at = event.at and er.seq = event.seq)`.as(
          'records',
        ),
      )
      .where(
        sql<boolean>`not exists (select 1 from event_record er join record on record.id = er.record
          where er.at = event.at and er.seq = event.seq and not ${visibleTo(actor)})`,
      )
      .where(
        sql<boolean>`exists (select 1 from event_record er where er.at = event.at and er.seq = event.seq ${input.record ? sql`and er.record = ${input.record}` : sql``}
          ${input.body ? sql`and exists (select from record own where own.id = er.record and (own.id = ${input.body} or own.owner_body = ${input.body}))` : sql``})`,
      )
      .where(sql<boolean>`not event.kind = any(${untoldTo(actor)}::text[])`)
      .$if(input.people === 'yes', (q) => q.where('event.actor', 'is not', null))
      .$if(input.before !== undefined, (q) => q.where('event.seq', '<', String(input.before)))
      .groupBy(['event.at', 'event.seq', 'event.kind', 'event.door', 'event.payload'])
      .orderBy('event.seq', 'desc')
      .limit(input.limit + 1)
      .execute();
    const page = rows.slice(0, input.limit);
    return {
      events: page.map((row): EventView => ({ ...row, at: row.at.toISOString(), seq: Number(row.seq) })),
      next: rows.length > input.limit ? Number(page.at(-1)?.seq) : null,
    };
  },
});
