import type { RequestHandler } from './$types';
import { contextOf } from '#lib/server/app.ts';
import { asBibtex, published } from '#lib/server/stocktaking/index.ts';

export const GET: RequestHandler = async ({ params, locals, url }) =>
  new Response(asBibtex(await published(contextOf(locals), params.number), { origin: url.origin, lang: locals.lang }), {
    headers: {
      'content-type': 'application/x-bibtex; charset=utf-8',
      'content-disposition': `attachment; filename="initiative-${Number(params.number)}.bib"`,
      'x-content-type-options': 'nosniff',
    },
  });
