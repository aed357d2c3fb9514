import type { RequestHandler } from './$types';
import { translator } from '#lib/i18n/index.ts';
import { contextOf } from '#lib/server/app.ts';
import { matrixAsSvg, queries } from '#lib/server/frameworks/index.ts';
import { ask } from '#lib/server/platform/query.ts';

/** The grid as a picture. */
export const GET: RequestHandler = async ({ params, locals }) => {
  const t = translator(locals.lang);
  const grid = await ask(queries.matrix, contextOf(locals), { set: params.set });
  const svg = matrixAsSvg(grid, locals.lang, {
    official: t('frameworks.official'),
    toConfirm: t('frameworks.to-confirm'),
  });
  return new Response(svg, {
    headers: { 'content-type': 'image/svg+xml; charset=utf-8', 'x-content-type-options': 'nosniff' },
  });
};
