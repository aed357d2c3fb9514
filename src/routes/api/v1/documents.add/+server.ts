import type { RequestHandler } from './$types';
import { contextOf } from '#lib/server/app.ts';
import { addDocument } from '#lib/server/documents/index.ts';
import { problem } from '#lib/server/platform/rest.ts';

/** A document as the field `file` of a form, with its symbol, part, number, language, date and title. */
export const POST: RequestHandler = async ({ request, locals }) => {
  try {
    const made = await addDocument(contextOf(locals, 'rest'), request);
    return Response.json(made, {
      status: 201,
      headers: { location: `/api/v1/documents.document?slug=${made.slug}`, 'cache-control': 'no-store' },
    });
  } catch (error) {
    return problem(error, locals.lang);
  }
};
