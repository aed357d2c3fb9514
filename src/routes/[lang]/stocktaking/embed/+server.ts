import type { RequestHandler } from './$types';
import { translator } from '#lib/i18n/index.ts';
import { contextOf } from '#lib/server/app.ts';
import { ANONYMOUS } from '#lib/server/platform/actor.ts';
import { ask } from '#lib/server/platform/query.ts';
import { filtersIn, listFrame, queries } from '#lib/server/stocktaking/index.ts';
import { filterWords } from '#lib/ui/parts/facet-names.ts';

/** A filtered list for a frame on another site: what everyone sees, whoever asks. */
export const GET: RequestHandler = async ({ locals, url }) => {
  const ctx = contextOf({ actor: ANONYMOUS, lang: locals.lang });
  const filters = filtersIn(url.searchParams);
  const [page, { named }] = await Promise.all([
    ask(queries.list, ctx, { ...filters, sort: 'newest', limit: 20 }),
    ask(queries.facets, ctx, filters),
  ]);
  const organisation = page.entries[0]?.organisation.name;
  const narrowed = filterWords(translator(locals.lang), filters, named, organisation);
  const back = `${url.origin}/${locals.lang}/stocktaking${url.search}`;
  return listFrame(page, locals.lang, back, url.origin, narrowed);
};
