import type { RequestHandler } from './$types';
import { contextOf } from '#lib/server/app.ts';
import { ANONYMOUS } from '#lib/server/platform/actor.ts';
import { ask } from '#lib/server/platform/query.ts';
import { filtersIn, listFrame, queries } from '#lib/server/stocktaking/index.ts';

/** A filtered list for a frame on another site: what everyone sees, whoever asks. */
export const GET: RequestHandler = async ({ locals, url }) => {
  const ctx = contextOf({ actor: ANONYMOUS, lang: locals.lang });
  const page = await ask(queries.list, ctx, { ...filtersIn(url.searchParams), sort: 'newest', limit: 20 });
  return listFrame(page, locals.lang, `${url.origin}/${locals.lang}/stocktaking${url.search}`, url.origin);
};
