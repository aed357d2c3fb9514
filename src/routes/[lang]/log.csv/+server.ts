import type { RequestHandler } from './$types';
import { contextOf } from '#lib/server/app.ts';
import { csvHeaders } from '#lib/server/platform/csv.ts';
import { fieldsOf } from '#lib/server/platform/rest.ts';
import { logAsCsv } from '#lib/server/register/index.ts';

/** What was moderated and corrected, for whoever wants to check it. */
export const GET: RequestHandler = ({ url, locals }) =>
  new Response(logAsCsv(contextOf(locals), fieldsOf(url.searchParams), url.origin), { headers: csvHeaders('log') });
