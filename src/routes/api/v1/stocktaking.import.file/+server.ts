import type { RequestHandler } from './$types';
import { contextOf } from '#lib/server/app.ts';
import { problem } from '#lib/server/platform/rest.ts';
import { takeFile } from '#lib/server/stocktaking/index.ts';

/** A file of initiatives (CSV, JSON, IATI) as the field `file` of a form, or as the body with its options in the address. */
export const POST: RequestHandler = async ({ request, locals }) => {
  try {
    return Response.json(await takeFile(contextOf(locals, 'rest'), request), {
      headers: { 'cache-control': 'no-store' },
    });
  } catch (error) {
    return problem(error, locals.lang);
  }
};
