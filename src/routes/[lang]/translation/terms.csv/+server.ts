import type { RequestHandler } from './$types';
import { contextOf } from '#lib/server/app.ts';
import { csvHeaders } from '#lib/server/platform/csv.ts';
import { termsAsCsv } from '#lib/server/translation/index.ts';

export const GET: RequestHandler = async ({ locals }) =>
  new Response(await termsAsCsv(contextOf(locals).database.read), { headers: csvHeaders('terms') });
