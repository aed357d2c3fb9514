import type { Handling } from '../platform/command.ts';
import * as did from './events.ts';

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
