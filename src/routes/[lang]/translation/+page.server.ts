import type { Actions, PageServerLoad } from './$types';
import { contextOf } from '#lib/server/app.ts';
import { ask } from '#lib/server/platform/query.ts';
import { queries, takeMemory } from '#lib/server/translation/index.ts';
import { act } from '#lib/server/web.ts';

export const load: PageServerLoad = async ({ locals, url }) => {
  const ctx = contextOf(locals);
  const after = url.searchParams.get('after') ?? undefined;
  const [mine, totals] = await Promise.all([ask(queries.overview, ctx, {}), ask(queries.totals, ctx, { after })]);
  return { ...mine, totals };
};

export const actions: Actions = {
  memory: ({ request, locals }) =>
    act(new FormData(), async () => ({ memory: await takeMemory(contextOf(locals), request) })),
};
