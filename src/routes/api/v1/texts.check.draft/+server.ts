import type { RequestHandler } from './$types';
import { contextOf } from '#lib/server/app.ts';
import { checkedDraft, TYPES } from '#lib/server/output/index.ts';
import { problem } from '#lib/server/platform/rest.ts';
import { checkDraft } from '#lib/server/texts/index.ts';

/**
 * What a drafter should look at in the draft sent (its bytes as the body, or the field `file` of a form): as JSON, or as a
 * Word file with comments where the Accept header asks for one. Nothing of the draft is kept.
 */
export const POST: RequestHandler = async ({ request, locals }) => {
  try {
    const ctx = contextOf(locals, 'rest');
    const { outline, findings } = await checkDraft(ctx, request);
    const headers = { 'cache-control': 'no-store', vary: 'Accept, Accept-Language' };
    if (!request.headers.get('accept')?.includes(TYPES.docx)) return Response.json({ findings }, { headers });
    const bytes = checkedDraft(outline, findings, ctx.lang, ctx.now);
    return new Response(new Uint8Array(bytes), { headers: { ...headers, 'content-type': TYPES.docx } });
  } catch (error) {
    return problem(error, locals.lang);
  }
};
