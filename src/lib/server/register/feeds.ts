import { sql } from 'kysely';
import { z } from 'zod';
import { daysOf, wordingFor } from '../bodies/index.ts';
import { anyone } from '../platform/policy.ts';
import { query } from '../platform/query.ts';
import { visibleTo } from '../platform/visibility.ts';
import { Filters, FROM, where } from './list.ts';
import { isLate } from './rules/late.ts';

/** One dated instance, as calendars take it. */
export interface DatedOccurrence {
  id: string;
  key: string;
  state: string;
  number: number;
  late: boolean;
  due: { from: string; to: string };
  precision: string;
  action: { value: string; lang: string; state: string } | null;
  addressee: string | null;
  updatedAt: Date;
}

export const occurrences = query({
  name: 'register.occurrences',
  summary: 'Dated instances of what the register’s filters leave, by date, paged by key: for calendars.',
  input: Filters.extend({
    after: z.string().max(60).optional(),
    limit: z.coerce.number().int().min(1).max(2000).default(500),
  }),
  policy: anyone,
  async run(ctx, input) {
    const [afterDue, afterId] = (input.after ?? '').split('~');
    const after =
      input.after && /^\d{4}-\d{2}-\d{2}$/.test(afterDue ?? '') && z.uuid().safeParse(afterId).success
        ? sql`and (upper(occurrence.due), occurrence.id) > (${afterDue}::date, ${afterId}::uuid)`
        : sql``;
    const { rows } = await sql<Omit<DatedOccurrence, 'due'> & { due: string }>`
      select occurrence.id, occurrence.key, occurrence.state, obligation.number, ${isLate(ctx.now)} as late,
        occurrence.due::text as due, occurrence.precision, ${wordingFor('obligation.id', 'action', ctx.lang)} as action,
        (select coalesce((${wordingFor('p.party', 'name', ctx.lang)})->>'value', p.words) from obligation_party p
           where p.obligation = obligation.id and p.role = 'addressee' and p.until is null order by p.ord limit 1) as addressee,
        own.updated_at as "updatedAt"
      from occurrence join record own on own.id = occurrence.id join ${FROM} on obligation.id = occurrence.obligation
      where occurrence.due is not null and ${where(ctx, { ...input, after: undefined })} and ${visibleTo(ctx.actor, 'own')} ${after}
      order by upper(occurrence.due), occurrence.id limit ${input.limit + 1}`.execute(ctx.db as never);
    const page = rows.slice(0, input.limit);
    const last = page.at(-1);
    return {
      occurrences: page.map((row): DatedOccurrence => ({ ...row, due: daysOf(row.due) })),
      next: rows.length > input.limit && last ? `${/,([\d-]+)\)/.exec(last.due)?.[1] ?? ''}~${last.id}` : null,
    };
  },
});
