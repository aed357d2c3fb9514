import type { PageServerLoad } from './$types';
import { queries as bodies } from '#lib/server/bodies/index.ts';
import { contextOf } from '#lib/server/app.ts';
import { ask } from '#lib/server/platform/query.ts';
import { queries } from '#lib/server/register/index.ts';
import { leadOn } from '#lib/server/web.ts';

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const ctx = contextOf(locals);
  const after = url.searchParams.get('after') ?? undefined;
  const [party, page] = await Promise.all([
    leadOn(
      () => ask(bodies.body, ctx, { code: params.code }),
      (to) => `/${locals.lang}/${to}`,
    ),
    ask(queries.obligations, ctx, { addressee: params.code, sort: 'due', after }),
  ]);
  return { party, ...page };
};
