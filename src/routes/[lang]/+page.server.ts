import type { PageServerLoad } from './$types';
import { contextOf } from '#lib/server/app.ts';
import { history } from '#lib/server/platform/audit.ts';
import { ask } from '#lib/server/platform/query.ts';
import { addressesOf, queries } from '#lib/server/register/index.ts';

export const load: PageServerLoad = async ({ locals }) => {
  const ctx = contextOf(locals);
  const [overview, recent] = await Promise.all([
    ask(queries.overview, ctx, {}),
    ask(history, ctx, { limit: 40, people: 'yes' }),
  ]);
  const { read } = ctx.database;
  const ids = recent.events.flatMap((one) => one.records.map(({ id }) => id));
  const addresses = await addressesOf(read, ctx.actor, ids);
  /** Of what happened several times in a row at one place, the last, and how often. */
  const told: { seq: number; kind: string; at: string; address: string | null; times: number }[] = [];
  for (const { seq, kind, at, records } of recent.events) {
    const address = records.map(({ id }) => addresses.get(id)).find((each) => each !== undefined) ?? null;
    const last = told.at(-1);
    if (last?.kind === kind && last.address === address) last.times += 1;
    else told.push({ seq, kind, at, address, times: 1 });
  }
  return { overview, recent: told.slice(0, 8) };
};
