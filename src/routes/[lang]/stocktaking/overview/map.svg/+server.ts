import type { RequestHandler } from './$types';
import { translator } from '#lib/i18n/index.ts';
import { contextOf } from '#lib/server/app.ts';
import { ask } from '#lib/server/platform/query.ts';
import { filtersIn, queries, tilesAsSvg } from '#lib/server/stocktaking/index.ts';

export const GET: RequestHandler = async ({ locals, url }) => {
  const seen = await ask(queries.overview, contextOf(locals), filtersIn(url.searchParams));
  const t = translator(locals.lang);
  const svg = tilesAsSvg(seen.tiles, t('initiatives.by-country'), t('initiatives.map.disclaimer'), locals.lang);
  return new Response(svg, {
    headers: { 'content-type': 'image/svg+xml; charset=utf-8', 'x-content-type-options': 'nosniff' },
  });
};
