import type { RequestHandler } from './$types';
import { csvHeaders } from '#lib/server/platform/csv.ts';
import { template } from '#lib/server/stocktaking/index.ts';

/** A file to fill in, headed in the reader's language, with a line that shows how. */
export const GET: RequestHandler = ({ locals }) =>
  new Response(template(locals.lang), { headers: csvHeaders('initiatives') });
