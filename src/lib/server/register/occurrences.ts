import { sql } from 'kysely';
import { z } from 'zod';
import { rangeOf, spanOf } from '../bodies/index.ts';
import { command, touch, type Handling } from '../platform/command.ts';
import { InvalidInput } from '../platform/errors.ts';
import { FuzzyDate, Id, plainText } from '../platform/input.ts';
import { holds } from '../platform/policy.ts';
import { visibleTo } from '../platform/visibility.ts';
import * as did from './events.ts';
import { EDIT, OCCURRENCE } from './policy.ts';
import { drawOccurrences } from './write.ts';

const STATES = [
  'planned',
  'in-progress',
  'submitted',
  'accepted',
  'partly',
  'missed',
  'postponed',
  'not-applicable',
] as const;

const loadOccurrence = async (ctx: Pick<Handling, 'db' | 'actor'>, { id }: { id: string }) =>
  ctx.db
    .selectFrom('occurrence')
    .innerJoin('record', 'record.id', 'occurrence.id')
    .innerJoin('obligation', 'obligation.id', 'occurrence.obligation')
    .innerJoin('text', 'text.id', 'obligation.text')
    .selectAll('occurrence')
    .select(['obligation.number', 'obligation.text', 'text.body'])
    .select(sql<string | null>`occurrence.due::text`.as('dueText'))
    .where('occurrence.id', '=', id)
    .where(visibleTo(ctx.actor))
    .forUpdate('occurrence')
    .executeTakeFirst();
type Occurrence = NonNullable<Awaited<ReturnType<typeof loadOccurrence>>>;
const within = (one: Occurrence) => ({ body: one.body, text: one.text });

export const setState = command({
  name: 'register.occurrence.set-state',
  summary: 'Says how far an occurrence is, with the reason and where that stands.',
  input: z.object({
    id: Id,
    state: z.enum(STATES),
    reason: plainText(1000).optional(),
    source: plainText(500).optional(),
  }),
  load: loadOccurrence,
  policy: holds(OCCURRENCE, within),
  events: [did.occurrenceChanged],
  async handle(ctx, input, one) {
    if (input.state === 'postponed' && !input.source)
      throw new InvalidInput([{ path: 'source', code: 'decision-wanted' }]);
    if (['missed', 'not-applicable', 'partly', 'postponed'].includes(input.state) && !input.reason)
      throw new InvalidInput([{ path: 'reason', code: 'required' }]);
    await ctx.db
      .updateTable('occurrence')
      .set({ state: input.state, state_reason: input.reason ?? null, state_source: input.source ?? null })
      .where('id', '=', one.id)
      .execute();
    ctx.emit(did.occurrenceChanged, { key: one.key, from: one.state, to: input.state }, [one.id, one.obligation]);
    return { rev: await touch(ctx, one.id) };
  },
});

export const setDue = command({
  name: 'register.occurrence.set-due',
  summary: 'Dates an occurrence by hand, with the reason; it no longer follows its session.',
  input: z.object({ id: Id, due: FuzzyDate, to: FuzzyDate.optional(), reason: plainText(1000) }),
  load: loadOccurrence,
  policy: holds(OCCURRENCE, within),
  events: [did.occurrenceMoved],
  async handle(ctx, input, one) {
    const span = spanOf(input.due, input.to);
    if (span.until <= span.from) throw new InvalidInput([{ path: 'to', code: 'ends-before-start' }]);
    await ctx.db
      .updateTable('occurrence')
      .set({ due: rangeOf(span), precision: span.precision, derived_from_rule: false, override_reason: input.reason })
      .where('id', '=', one.id)
      .execute();
    ctx.emit(did.occurrenceMoved, { key: one.key, from: one.dueText, to: rangeOf(span) }, [one.id, one.obligation]);
    return { rev: await touch(ctx, one.id) };
  },
});

export const explain = command({
  name: 'register.occurrence.explain',
  summary: 'Puts a line of explanation beside an occurrence.',
  input: z.object({ id: Id, explanation: plainText(500) }),
  load: loadOccurrence,
  policy: holds(OCCURRENCE, within),
  events: [did.explained],
  async handle(ctx, input, one) {
    await ctx.db.updateTable('occurrence').set({ explanation: input.explanation }).where('id', '=', one.id).execute();
    ctx.emit(did.explained, { key: one.key }, [one.id, one.obligation]);
    return { rev: await touch(ctx, one.id) };
  },
});

export const refreshOccurrences = command({
  name: 'register.occurrences.refresh',
  summary: 'Draws the occurrences of every active obligation up to next year; run at each start.',
  input: z.object({}),
  policy: holds<undefined>(EDIT),
  internal: true,
  // At most starts there is nothing to draw.
  silent: true,
  events: [did.drawn],
  async handle(ctx) {
    const rows = await ctx.db.selectFrom('obligation').select(['id', 'number']).where('life', '=', 'active').execute();
    for (const row of rows) {
      const keys = await drawOccurrences(ctx, row.id);
      if (keys.length > 0) ctx.emit(did.drawn, { number: row.number, keys }, row.id);
    }
    return { drawn: rows.length };
  },
});
