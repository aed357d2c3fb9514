import type { RequestHandler } from './$types';
import { contextOf } from '#lib/server/app.ts';
import { csvHeaders } from '#lib/server/platform/csv.ts';
import { entriesAsCsv, orderedIn } from '#lib/server/stocktaking/index.ts';

export const GET: RequestHandler = ({ url, locals }) =>
  new Response(entriesAsCsv(contextOf(locals), orderedIn(url.searchParams), url.origin), {
    headers: csvHeaders('initiatives'),
  });
