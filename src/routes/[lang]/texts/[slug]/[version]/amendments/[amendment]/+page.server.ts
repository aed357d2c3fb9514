import type { Actions, PageServerLoad } from './$types';
import { commands, queries } from '#lib/server/amendments/index.ts';
import { contextOf } from '#lib/server/app.ts';
import { history } from '#lib/server/platform/audit.ts';
import { ask } from '#lib/server/platform/query.ts';
import { doing } from '#lib/server/web.ts';

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const ctx = contextOf(locals);
  const found = await ask(queries.amendment, ctx, {
    slug: params.slug,
    version: params.version,
    number: params.amendment,
    in: url.searchParams.get('in') ?? undefined,
  });
  return { ...found, history: (await ask(history, ctx, { record: found.one.id })).events };
};

export const actions: Actions = {
  support: doing(commands.support),
  withdraw: doing(commands.withdraw),
  takeover: doing(commands.takeOver),
  decide: doing(commands.decide),
};
