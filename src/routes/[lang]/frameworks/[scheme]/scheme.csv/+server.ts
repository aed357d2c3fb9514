import type { RequestHandler } from './$types';
import { contextOf } from '#lib/server/app.ts';
import { conceptsAsCsv } from '#lib/server/frameworks/index.ts';
import { csvHeaders } from '#lib/server/platform/csv.ts';

/** A framework, in the form in which it can be imported. */
export const GET: RequestHandler = async ({ params, locals }) =>
  new Response(await conceptsAsCsv(contextOf(locals), params.scheme), { headers: csvHeaders(params.scheme) });
