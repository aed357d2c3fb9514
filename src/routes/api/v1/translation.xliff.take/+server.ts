import type { RequestHandler } from './$types';
import { contextOf } from '#lib/server/app.ts';
import { problem } from '#lib/server/platform/rest.ts';
import { takeXliff } from '#lib/server/translation/index.ts';

/** Translations as the field `file` of a form (XLIFF), or as the body, with version, lang and anyway; a report per unit. */
export const POST: RequestHandler = async ({ request, locals }) => {
  try {
    return Response.json(await takeXliff(contextOf(locals, 'rest'), request), {
      headers: { 'cache-control': 'no-store' },
    });
  } catch (error) {
    return problem(error, locals.lang);
  }
};
