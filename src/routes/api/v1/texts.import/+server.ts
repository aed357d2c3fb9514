import type { RequestHandler } from './$types';
import { contextOf } from '#lib/server/app.ts';
import { problem } from '#lib/server/platform/rest.ts';
import { receiveUpload } from '#lib/server/texts/index.ts';

/** A document's bytes as the body (`?name=` its file name), or as the field `file` of a form: the id of its intake. */
export const POST: RequestHandler = async ({ request, locals }) => {
  try {
    const made = await receiveUpload(contextOf(locals, 'rest'), request);
    return Response.json(made, {
      status: made.again ? 200 : 201,
      headers: { location: `/api/v1/texts.intake?id=${made.id}`, 'cache-control': 'no-store' },
    });
  } catch (error) {
    return problem(error, locals.lang);
  }
};
