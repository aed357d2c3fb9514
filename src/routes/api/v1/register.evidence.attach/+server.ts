import type { RequestHandler } from './$types';
import { contextOf } from '#lib/server/app.ts';
import { problem } from '#lib/server/platform/rest.ts';
import { attachEvidence } from '#lib/server/register/index.ts';

/** A file as evidence: a form with `file`, `target`, `claim`, or the bytes as the body and the rest in the address. */
export const POST: RequestHandler = async ({ request, locals }) => {
  try {
    const made = await attachEvidence(contextOf(locals, 'rest'), request);
    return Response.json(made, { status: 201, headers: { 'cache-control': 'no-store' } });
  } catch (error) {
    return problem(error, locals.lang);
  }
};
