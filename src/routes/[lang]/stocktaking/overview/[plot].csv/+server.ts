import type { RequestHandler } from './$types';
import { contextOf } from '#lib/server/app.ts';
import { csvHead, csvHeaders, csvLine } from '#lib/server/platform/csv.ts';
import { ask } from '#lib/server/platform/query.ts';
import { filtersIn, plotNamed, queries } from '#lib/server/stocktaking/index.ts';

export const GET: RequestHandler = async ({ params, locals, url }) => {
  const plot = plotNamed(params.plot);
  const seen = await ask(queries.overview, contextOf(locals), filtersIn(url.searchParams));
  const rows = seen.plots[plot].map(({ value, name, n }) => csvLine([value, name, n, seen.about ? 'yes' : 'no']));
  return new Response(csvHead([plot, 'name', 'initiatives', 'about']) + rows.join(''), {
    headers: csvHeaders(`initiatives-by-${plot}`),
  });
};
