import type { RequestHandler } from './$types';
import { translator } from '#lib/i18n/index.ts';
import { contextOf } from '#lib/server/app.ts';
import { ask } from '#lib/server/platform/query.ts';
import { barsAsSvg, filtersIn, plotNamed, queries } from '#lib/server/stocktaking/index.ts';

export const GET: RequestHandler = async ({ params, locals, url }) => {
  const plot = plotNamed(params.plot);
  const seen = await ask(queries.overview, contextOf(locals), filtersIn(url.searchParams));
  const t = translator(locals.lang);
  return new Response(barsAsSvg(seen.plots[plot], t(`initiatives.by-${plot}`), locals.lang), {
    headers: { 'content-type': 'image/svg+xml; charset=utf-8', 'x-content-type-options': 'nosniff' },
  });
};
