import type { RequestHandler } from './$types';
import { contextOf } from '#lib/server/app.ts';
import { entriesAsJsonLd, orderedIn } from '#lib/server/stocktaking/index.ts';

export const GET: RequestHandler = ({ url, locals }) =>
  new Response(entriesAsJsonLd(contextOf(locals), orderedIn(url.searchParams), url.origin), {
    headers: { 'content-type': 'application/ld+json; charset=utf-8', 'x-content-type-options': 'nosniff' },
  });
