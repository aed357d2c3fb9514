import type { PageServerLoad } from './$types';
import { contextOf } from '#lib/server/app.ts';
import { history } from '#lib/server/platform/audit.ts';
import { ask } from '#lib/server/platform/query.ts';
import { addressesOf, queries } from '#lib/server/register/index.ts';

export const load: PageServerLoad = async ({ locals }) => {
  const ctx = contextOf(locals);
  const [overview, recent] = await Promise.all([
    ask(queries.overview, ctx, {}),
    ask(history, ctx, { limit: 8, people: 'yes' }),
  ]);
  const { read } = ctx.database;
  const ids = recent.events.flatMap((one) => one.records.map(({ id }) => id));
  const addresses = await addressesOf(read, ctx.actor, ids);
  return {
    overview,
    recent: recent.events.map((one) => ({
      ...one,
      address: one.records.map(({ id }) => addresses.get(id)).find((each) => each !== undefined) ?? null,
    })),
  };
};
