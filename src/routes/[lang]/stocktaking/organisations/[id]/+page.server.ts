import type { PageServerLoad } from './$types';
import { contextOf } from '#lib/server/app.ts';
import { ask } from '#lib/server/platform/query.ts';
import { leadOn } from '#lib/server/web.ts';
import { plotOf, queries } from '#lib/server/stocktaking/index.ts';

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const { counts, ...one } = await leadOn(
    () =>
      ask(queries.organisation, contextOf(locals), {
        id: params.id,
        after: url.searchParams.get('after') ?? undefined,
      }),
    (to) => `/${locals.lang}/${to}`,
  );
  const plots = (['line', 'goal', 'year'] as const).map((plot) => ({ plot, bars: plotOf(counts, plot, locals.lang) }));
  return { one, total: counts.total, about: counts.about, plots };
};
