import type { RequestHandler } from './$types';
import { csvHeaders } from '#lib/server/platform/csv.ts';
import { template } from '#lib/server/stocktaking/index.ts';

/** A file to fill in, with a line that shows how. */
export const GET: RequestHandler = () => new Response(template(), { headers: csvHeaders('initiatives') });
