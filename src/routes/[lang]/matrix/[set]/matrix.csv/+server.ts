import type { RequestHandler } from './$types';
import { contextOf } from '#lib/server/app.ts';
import { matrixAsCsv } from '#lib/server/frameworks/index.ts';
import { csvHeaders } from '#lib/server/platform/csv.ts';

/** Correspondences, in the form in which they can be imported. */
export const GET: RequestHandler = async ({ params, locals }) =>
  new Response(await matrixAsCsv(contextOf(locals), params.set), { headers: csvHeaders(params.set) });
