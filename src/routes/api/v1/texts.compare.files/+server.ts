import type { RequestHandler } from './$types';
import { contextOf } from '#lib/server/app.ts';
import { TYPES } from '#lib/server/output/index.ts';
import { problem } from '#lib/server/platform/rest.ts';
import { compareFiles, redlineOfFiles } from '#lib/server/texts/index.ts';

/**
 * What changed in the file sent (the field `file` of a form, or the body): from the file `older`, from the edition on record
 * that `edition` names, or as the file itself has it marked. As JSON, or as a Word file with revision marks (of `author`)
 * where the Accept header asks for one. Nothing is kept.
 */
export const POST: RequestHandler = async ({ request, locals }) => {
  try {
    const ctx = contextOf(locals, 'rest');
    const headers = { 'cache-control': 'no-store', vary: 'Accept, Accept-Language' };
    if (!request.headers.get('accept')?.includes(TYPES.docx))
      return Response.json(await compareFiles(ctx, request), { headers });
    const { bytes } = await redlineOfFiles(ctx, request);
    return new Response(new Uint8Array(bytes), { headers: { ...headers, 'content-type': TYPES.docx } });
  } catch (error) {
    return problem(error, locals.lang);
  }
};
