import { z } from 'zod';
import { command } from '../platform/command.ts';
import { NotFound } from '../platform/errors.ts';
import { Id, plainText } from '../platform/input.ts';
import { holds } from '../platform/policy.ts';
import * as did from './events.ts';
import { EDIT } from './policy.ts';

/** The steps of a document on its way to a session, in their order. */
export const STEPS = ['drafting', 'clearance', 'translation', 'document'] as const;
export type Step = (typeof STEPS)[number];

/** How long before the opening of a session a step must be done. */
export interface LeadTime {
  step: Step;
  amount: number;
  unit: 'day' | 'week';
  /** Where the rule stands; null for the secretariat's own practice. */
  source: string | null;
}

export const setLeadTime = command({
  name: 'bodies.lead-time.set',
  summary: 'Sets how long before a session of a body a step must be done; without an amount the rule ends.',
  input: z.object({
    body: Id,
    step: z.enum(STEPS),
    amount: z.coerce.number().int().min(0).max(500).optional(),
    unit: z.enum(['day', 'week']).default('day'),
    source: plainText(500).optional().describe('where the rule stands; left out for own practice'),
  }),
  load: (ctx, { body }) =>
    ctx.db
      .selectFrom('party')
      .select(['id', 'code'])
      .where('id', '=', body)
      .where('kind', '=', 'body')
      .forUpdate()
      .executeTakeFirst(),
  policy: holds(EDIT, (body: { id: string }) => ({ body: body.id })),
  events: [did.leadTimeSet],
  async handle(ctx, { body, step, amount, unit, source }) {
    if (amount === undefined) {
      const gone = await ctx.db
        .deleteFrom('lead_time')
        .where('body', '=', body)
        .where('step', '=', step)
        .executeTakeFirst();
      if (gone.numDeletedRows === 0n) throw new NotFound();
    } else
      await ctx.db
        .insertInto('lead_time')
        .values({ body, step, amount, unit, source: source ?? null })
        .onConflict((c) => c.columns(['body', 'step']).doUpdateSet({ amount, unit, source: source ?? null }))
        .execute();
    ctx.emit(did.leadTimeSet, { body, step, amount: amount ?? null, unit }, body);
  },
});
