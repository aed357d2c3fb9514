import { sql } from 'kysely';
import { z } from 'zod';
import { command, touch, type Handling } from '../platform/command.ts';
import { Conflict, InvalidInput } from '../platform/errors.ts';
import { holds } from '../platform/policy.ts';
import type { Before } from './acts.ts';
import * as did from './events.ts';
import { putFatesBack } from './confirm-fate.ts';
import { REVIEW } from './policy.ts';

export const undo = command({
  name: 'register.review.undo',
  summary: 'Takes back your last act of review.',
  input: z.object({}),
  policy: holds<undefined>(REVIEW),
  events: [did.undone, did.lifeChanged],
  async handle(ctx) {
    const act = await ctx.db
      .selectFrom('review_act')
      .selectAll()
      .where('reviewer', '=', ctx.actor.id ?? '')
      .where('undone_at', 'is', null)
      .orderBy('id', 'desc')
      .limit(1)
      .forUpdate()
      .executeTakeFirst();
    if (!act) throw new InvalidInput([{ path: '', code: 'nothing-to-undo' }]);
    const { ids, fates } = act.before as unknown as Before;
    for (const id of ids) await (fates ? putFatesBack(ctx, id, fates) : putBack(ctx, act.act, id, ids));
    await ctx.db.updateTable('review_act').set({ undone_at: ctx.now }).where('id', '=', act.id).execute();
    ctx.emit(did.undone, { act: act.act }, ids);
    return { act: act.act, ids };
  },
});

// Back to a suggestion. Occurrences that were drawn stay as records, out of sight, and come back with the confirmation.
async function putBack(ctx: Handling, act: string, id: string, ids: readonly string[]): Promise<void> {
  const second = act === 'split' && ids.indexOf(id) === 1;
  const set = second
    ? { review: 'rejected' as const, reviewed_by: ctx.actor.id, reviewed_at: ctx.now }
    : {
        review: 'suggested' as const,
        reviewed_by: null,
        reviewed_at: null,
        life: 'proposed' as const,
        superseded_by: null,
      };
  const used = await ctx.db
    .selectFrom('evidence')
    .innerJoin('occurrence', 'occurrence.id', 'evidence.target')
    .select('evidence.id')
    .where('occurrence.obligation', '=', id)
    .executeTakeFirst();
  if (used) throw new Conflict('already-used');
  await ctx.db.updateTable('obligation').set(set).where('id', '=', id).execute();
  await ctx.db.updateTable('record').set({ visibility: 'draft', merged_into: null }).where('id', '=', id).execute();
  await ctx.db
    .updateTable('suggestion')
    .set({ fate: 'open', fate_by: null, fate_at: null })
    .where('record', '=', id)
    .execute();
  if (act === 'merge') {
    const provisions = ctx.db.selectFrom('basis').select('provision').where('obligation', '=', id);
    const target = await ctx.db
      .selectFrom('event_record')
      .innerJoin('record', 'record.id', 'event_record.record')
      .innerJoin('event', (j) =>
        j.onRef('event.at', '=', 'event_record.at').onRef('event.seq', '=', 'event_record.seq'),
      )
      .select('event_record.record')
      .where('event.kind', '=', 'obligation.merged')
      .where('event_record.record', '<>', id)
      .where(
        sql<boolean>`exists (select 1 from event_record x where x.at = event.at and x.seq = event.seq and x.record = ${id})`,
      )
      .orderBy('event.seq', 'desc')
      .executeTakeFirst();
    if (target)
      await ctx.db
        .deleteFrom('basis')
        .where('obligation', '=', target.record)
        .where('provision', 'in', provisions)
        .where('confirmed_at', 'is not', null)
        .execute();
  }
  await touch(ctx, id);
}
