import type { RequestHandler } from './$types';
import { contextOf } from '#lib/server/app.ts';
import { csvHead, csvHeaders, csvLine } from '#lib/server/platform/csv.ts';
import { ask } from '#lib/server/platform/query.ts';
import { filtersIn, queries } from '#lib/server/stocktaking/index.ts';

export const GET: RequestHandler = async ({ locals, url }) => {
  const seen = await ask(queries.overview, contextOf(locals), filtersIn(url.searchParams));
  const rows = seen.countries.map(({ code, iso, name, n }) => csvLine([code, iso, name, n, seen.about ? 'yes' : 'no']));
  return new Response(csvHead(['m49', 'iso', 'name', 'initiatives', 'about']) + rows.join(''), {
    headers: csvHeaders('initiatives-by-country'),
  });
};
