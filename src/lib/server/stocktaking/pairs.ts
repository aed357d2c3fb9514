import { z } from 'zod';
import { command, touch, type Handling } from '../platform/command.ts';
import { Forbidden, InvalidInput } from '../platform/errors.ts';
import { Id, Rev } from '../platform/input.ts';
import * as did from './events.ts';
import { load, type Loaded } from './load.ts';
import { isOwn, moderated } from './policy.ts';
import { addressOf } from './write.ts';

const Other = z.coerce.number().int().positive().max(1e15);

/** The other entry, by its number, locked; never a draft. */
async function otherOf(ctx: Handling, one: Loaded, number: number, path: string): Promise<Loaded> {
  const found = await ctx.db
    .selectFrom('initiative')
    .select('id')
    .where('number', '=', String(number))
    .where('id', '<>', one.id)
    .where('state', '<>', 'draft')
    .executeTakeFirst();
  const other = found && (await load(ctx, { id: found.id }));
  if (!other) throw new InvalidInput([{ path, code: 'no-such-initiative' }]);
  return other;
}

/** Keeps what was said of a pair; a later word replaces an earlier one. */
async function keepPair(ctx: Handling, a: string, b: string, judged: 'same' | 'different'): Promise<void> {
  const [first, second] = a < b ? [a, b] : [b, a];
  const said = { judged, judged_by: ctx.actor.id, judged_at: ctx.now };
  await ctx.db
    .insertInto('initiative_pair')
    .values({ first, second, ...said })
    .onConflict((c) => c.columns(['first', 'second']).doUpdateSet(said))
    .execute();
}

export const judgePair = command({
  name: 'stocktaking.pair.judge',
  summary: 'Says whether two initiatives are the same thing, so that it is not asked again.',
  input: z.object({
    id: Id,
    other: Other.describe('number of the other initiative'),
    judged: z.enum(['same', 'different']),
  }),
  load,
  policy: moderated,
  events: [did.compared],
  async handle(ctx, { other: number, judged }, one) {
    const other = await otherOf(ctx, one, number, 'other');
    await keepPair(ctx, one.id, other.id, judged);
    ctx.emit(did.compared, { judged }, [one.id, other.id]);
    return { id: one.id, number: Number(one.number) };
  },
});

export const mergeInto = command({
  name: 'stocktaking.initiative.merge',
  summary: 'Merges a published initiative into another of the same organisation: its address leads on to the other.',
  input: z.object({ id: Id, rev: Rev, into: Other.describe('number of the initiative that stays') }),
  load,
  policy: moderated,
  events: [did.merged],
  async handle(ctx, { rev, into }, one) {
    ctx.expectRev(one, rev);
    const kept = await otherOf(ctx, one, into, 'into');
    if (isOwn(ctx.actor, kept)) throw new Forbidden();
    for (const [each, path] of [
      [one, 'id'],
      [kept, 'into'],
    ] as const)
      if (each.state !== 'published' || each.withdrawn_at !== null)
        throw new InvalidInput([{ path, code: 'not-published' }]);
    if (one.organisation !== kept.organisation) throw new InvalidInput([{ path: 'into', code: 'other-organisation' }]);
    if (one.waiting !== null) throw new InvalidInput([{ path: 'id', code: 'change-waits' }]);
    await keepPair(ctx, one.id, kept.id, 'same');
    await ctx.db.updateTable('initiative').set({ state: 'withdrawn' }).where('id', '=', one.id).execute();
    await ctx.db
      .updateTable('record')
      .set({ withdrawn_at: ctx.now, merged_into: kept.id })
      .where('id', '=', one.id)
      .execute();
    // Those that led to it before lead on as well.
    await ctx.db
      .updateTable('address')
      .set({ record: kept.id, current: false })
      .where('record', '=', one.id)
      .where('path', 'like', `${addressOf('')}%`)
      .execute();
    ctx.emit(did.merged, { number: Number(one.number), into }, [one.id, kept.id]);
    return { id: kept.id, number: into, rev: await touch(ctx, one.id) };
  },
});
