import type { RequestHandler } from './$types';
import { contextOf } from '#lib/server/app.ts';
import { problem } from '#lib/server/platform/rest.ts';
import { takeMemory } from '#lib/server/translation/index.ts';

/** A translation memory as the field `file` of a form (TMX), or as the body. */
export const POST: RequestHandler = async ({ request, locals }) => {
  try {
    return Response.json(await takeMemory(contextOf(locals, 'rest'), request), {
      headers: { 'cache-control': 'no-store' },
    });
  } catch (error) {
    return problem(error, locals.lang);
  }
};
