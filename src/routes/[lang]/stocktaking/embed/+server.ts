import type { RequestHandler } from './$types';
import { translator } from '#lib/i18n/index.ts';
import { contextOf } from '#lib/server/app.ts';
import { ANONYMOUS } from '#lib/server/platform/actor.ts';
import { ask } from '#lib/server/platform/query.ts';
import { filtersIn, listFrame, queries } from '#lib/server/stocktaking/index.ts';
import { facetValue } from '#lib/ui/parts/facet-names.ts';

/** A filtered list for a frame on another site: what everyone sees, whoever asks. */
export const GET: RequestHandler = async ({ locals, url }) => {
  const ctx = contextOf({ actor: ANONYMOUS, lang: locals.lang });
  const filters = filtersIn(url.searchParams);
  const [page, { named }] = await Promise.all([
    ask(queries.list, ctx, { ...filters, sort: 'newest', limit: 20 }),
    ask(queries.facets, ctx, filters),
  ]);
  const t = translator(locals.lang);
  const narrowed = Object.entries(filters).flatMap(([facet, values]) =>
    [values].flat().flatMap((each) => {
      const value = String(each);
      if (facet === 'organisation') return page.entries[0]?.organisation.name ?? [];
      return facetValue(t, facet, value, named[value] ?? null);
    }),
  );
  const back = `${url.origin}/${locals.lang}/stocktaking${url.search}`;
  return listFrame(page, locals.lang, back, url.origin, narrowed);
};
