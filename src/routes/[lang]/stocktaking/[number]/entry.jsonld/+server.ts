import type { RequestHandler } from './$types';
import { contextOf } from '#lib/server/app.ts';
import { asJsonLd, published } from '#lib/server/stocktaking/index.ts';

/** What the page says, as structured data of schema.org. */
export const GET: RequestHandler = async ({ params, locals, url }) =>
  Response.json(
    asJsonLd(await published(contextOf(locals), params.number), { origin: url.origin, lang: locals.lang }),
    { headers: { 'content-type': 'application/ld+json', 'access-control-allow-origin': '*' } },
  );
