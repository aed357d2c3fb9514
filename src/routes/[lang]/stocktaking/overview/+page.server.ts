import type { PageServerLoad } from './$types';
import { contextOf } from '#lib/server/app.ts';
import { ask } from '#lib/server/platform/query.ts';
import { filtersIn, queries } from '#lib/server/stocktaking/index.ts';

export const load: PageServerLoad = async ({ locals, url }) => {
  const filters = filtersIn(url.searchParams);
  const pairs = Object.entries(filters).flatMap(([key, value]) =>
    [value].flat().map((one): [string, string] => [key, String(one)]),
  );
  return {
    seen: await ask(queries.overview, contextOf(locals), filters),
    query: new URLSearchParams(pairs).toString(),
  };
};
