import type { Actor } from '../src/lib/server/platform/actor.ts';
import { execute } from '../src/lib/server/platform/command.ts';
import type { Context } from '../src/lib/server/platform/context.ts';
import { commands as bodies } from '../src/lib/server/bodies/index.ts';
import { commands as planning } from '../src/lib/server/planning/index.ts';

/** Council Decision 556 (2010, changed 2011) on rule 20; the rest is a secretariat's own practice, made up. */
const RULES = [
  ['council', 'drafting', 12, 'week', undefined],
  ['council', 'clearance', 8, 'week', undefined],
  ['council', 'translation', 7, 'week', undefined],
  ['council', 'document', 4, 'week', 'Rule 20 of the Council; Decision 556'],
  ['wg-bridges', 'document', 12, 'day', 'Decision 556: groups that work in one language'],
] as const;

/** How the work is planned: rules of bodies, persons, notes, and the steps that are done. */
export async function planWork(
  database: Context['database'],
  ctx: (hours?: number) => Context,
  party: ReadonlyMap<string, string>,
  people: ReadonlyMap<string, Actor>,
): Promise<void> {
  for (const [body, step, amount, unit, source] of RULES)
    await execute(bodies.setLeadTime, ctx(1), { body: party.get(body), step, amount, unit, source });
  const active = await database.read
    .selectFrom('obligation')
    .select(['id', 'number'])
    .where('life', '=', 'active')
    .where('binding', '=', true)
    .orderBy('number')
    .execute();
  const roles = ['focal-point', 'officer', 'chair'];
  for (const one of active)
    await execute(planning.giveDuty, ctx(0), {
      id: one.id,
      person: people.get(roles[one.number % roles.length] ?? 'officer')?.id,
    });
  for (const one of active.slice(0, 3))
    await execute(planning.addNote, ctx(0), { id: one.id, message: 'The regional offices send their part by mail.' });
  const today = ctx(0).now.toISOString().slice(0, 10);
  const steps = await database.pool.query<{ id: string; due: string }>(
    `select id, (upper(due) - 1)::text as due from milestone where upper(due) <= $1::date order by due, id`,
    [today],
  );
  // Of those whose day is past every fifth was forgotten.
  for (const [i, one] of steps.rows.entries())
    if (i % 5 !== 4) await execute(planning.stepDone, ctx(0), { id: one.id, on: one.due });
}
