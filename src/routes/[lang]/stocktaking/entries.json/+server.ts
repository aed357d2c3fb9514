import type { RequestHandler } from './$types';
import { contextOf } from '#lib/server/app.ts';
import { entriesAsJson, orderedIn } from '#lib/server/stocktaking/index.ts';

export const GET: RequestHandler = ({ url, locals }) =>
  new Response(entriesAsJson(contextOf(locals), orderedIn(url.searchParams)), {
    headers: { 'content-type': 'application/json; charset=utf-8', 'x-content-type-options': 'nosniff' },
  });
