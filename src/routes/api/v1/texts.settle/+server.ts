import type { RequestHandler } from './$types';
import { contextOf } from '#lib/server/app.ts';
import { TYPES } from '#lib/server/output/index.ts';
import { problem } from '#lib/server/platform/rest.ts';
import { settleFile } from '#lib/server/texts/index.ts';

/**
 * The Word file sent (the field `file` of a form, or the body) with its revision marks accepted or rejected (`way`), all or
 * those of one `author`; how many stands in the header `suivi-marks`. Nothing is kept.
 */
export const POST: RequestHandler = async ({ request, locals }) => {
  try {
    const { bytes, marks } = await settleFile(contextOf(locals, 'rest'), request);
    return new Response(new Uint8Array(bytes), {
      headers: { 'cache-control': 'no-store', 'content-type': TYPES.docx, 'suivi-marks': String(marks) },
    });
  } catch (error) {
    return problem(error, locals.lang);
  }
};
