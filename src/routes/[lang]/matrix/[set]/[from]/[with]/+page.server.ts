import type { PageServerLoad } from './$types';
import { contextOf } from '#lib/server/app.ts';
import { queries } from '#lib/server/frameworks/index.ts';
import { ask } from '#lib/server/platform/query.ts';

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const ctx = contextOf(locals);
  const [kind, after] = [url.searchParams.get('kind'), url.searchParams.get('after')];
  const [cell, { kinds }] = await Promise.all([
    ask(queries.cell, ctx, { set: params.set, from: params.from, to: params.with }),
    ask(queries.tagged, ctx, {
      concept: [params.from, params.with],
      ...(kind ? { kind, ...(after ? { after } : {}) } : {}),
    }),
  ]);
  return { cell, kinds, kind };
};
