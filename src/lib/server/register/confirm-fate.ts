import { z } from 'zod';
import { command, touch, type Handling } from '../platform/command.ts';
import { NotFound } from '../platform/errors.ts';
import { Id } from '../platform/input.ts';
import { holds } from '../platform/policy.ts';
import { remember, type Before } from './acts.ts';
import * as did from './events.ts';
import { REVIEW } from './policy.ts';
import { loadObligation, scopeOf, type Obligation } from './review.ts';
import { drawOccurrences } from './write.ts';

/** A version in force, by its id and label. */
interface InForce {
  version: string;
  label: string;
}

/** What a version in force no longer asks lapses, unless another one in force still asks it. */
export async function lapse(
  ctx: Handling,
  one: { id: string; number: number },
  { version, label }: InForce,
): Promise<void> {
  const elsewhere = await ctx.db
    .selectFrom('basis')
    .innerJoin('version', 'version.id', 'basis.first_version')
    .select('basis.obligation')
    .where('basis.obligation', '=', one.id)
    .where('basis.fate', '<>', 'gone')
    .where('version.status', '=', 'adopted')
    .executeTakeFirst();
  if (elsewhere) return;
  await ctx.db
    .updateTable('obligation')
    .set({ life: 'lapsed', life_reason: label, life_source: version })
    .where('id', '=', one.id)
    .execute();
  ctx.emit(did.lifeChanged, { number: one.number, life: 'lapsed', reason: label }, one.id);
}

export const confirmFate = command({
  name: 'register.obligation.confirm-fate',
  summary:
    'Confirms what became of an obligation in a new version: carried over, changed or gone. Of one in force, what is gone lapses.',
  input: z.object({ id: Id, version: Id, fate: z.enum(['carried', 'changed', 'gone']) }),
  load: loadObligation,
  policy: holds(REVIEW, scopeOf),
  events: [did.linked, did.lifeChanged],
  async handle(ctx, { version, fate }, one) {
    const were = await ctx.db
      .selectFrom('basis')
      .select(['provision', 'fate', 'confirmed_by as by', 'confirmed_at as at'])
      .where('obligation', '=', one.id)
      .where('first_version', '=', version)
      .execute();
    if (were.length === 0) throw new NotFound();
    await ctx.db
      .updateTable('basis')
      .set({ fate, confirmed_by: ctx.actor.id, confirmed_at: ctx.now })
      .where('obligation', '=', one.id)
      .where('first_version', '=', version)
      .execute();
    ctx.emit(did.linked, { number: one.number, change: 'fate' }, one.id);
    await ruledBy(ctx, one, version);
    await remember(ctx, 'fate', { ids: [one.id], fates: { version, were } });
    return { rev: await touch(ctx, one.id), number: one.number };
  },
});

/** Takes back what was confirmed of an obligation in a version: what was said before stands again, and what follows from it. */
export async function putFatesBack(ctx: Handling, id: string, { version, were }: NonNullable<Before['fates']>) {
  const one = await loadObligation(ctx, { id });
  if (!one) throw new NotFound();
  for (const { provision, fate, by, at } of were)
    await ctx.db
      .updateTable('basis')
      .set({ fate, confirmed_by: by, confirmed_at: at })
      .where('obligation', '=', id)
      .where('first_version', '=', version)
      .where('provision', '=', provision)
      .execute();
  await ruledBy(ctx, one, version);
  await touch(ctx, id);
}

/** A version in force rules at once: what is gone from it lapses, and what lapsed by it and is not gone is active again. */
async function ruledBy(ctx: Handling, one: Obligation, version: string): Promise<void> {
  const inForce = await ctx.db
    .selectFrom('version')
    .select('label')
    .where('id', '=', version)
    .where('status', '=', 'adopted')
    .executeTakeFirst();
  if (!inForce || one.review !== 'confirmed') return;
  const { label } = inForce;
  const stays = await ctx.db
    .selectFrom('basis')
    .select('provision')
    .where('obligation', '=', one.id)
    .where('first_version', '=', version)
    .where('fate', '<>', 'gone')
    .executeTakeFirst();
  if (!stays) {
    if (one.life === 'active' || one.life === 'proposed') await lapse(ctx, one, { version, label });
  } else if (one.life === 'lapsed' && one.life_source === version) {
    await ctx.db
      .updateTable('obligation')
      .set({ life: 'active', life_reason: null, life_source: null })
      .where('id', '=', one.id)
      .execute();
    await drawOccurrences(ctx, one.id);
    ctx.emit(did.lifeChanged, { number: one.number, life: 'active', reason: label }, one.id);
  }
}
