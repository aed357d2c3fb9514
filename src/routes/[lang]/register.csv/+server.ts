import type { RequestHandler } from './$types';
import { contextOf } from '#lib/server/app.ts';
import { csvHeaders } from '#lib/server/platform/csv.ts';
import { fieldsOf } from '#lib/server/platform/rest.ts';
import { asCsv } from '#lib/server/register/index.ts';

export const GET: RequestHandler = ({ url, locals }) =>
  new Response(asCsv(contextOf(locals), fieldsOf(url.searchParams), url.origin), { headers: csvHeaders('register') });
