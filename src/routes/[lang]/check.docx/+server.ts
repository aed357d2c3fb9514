import type { RequestHandler } from './$types';
import { contextOf } from '#lib/server/app.ts';
import { answer, checkedDraft } from '#lib/server/output/index.ts';
import { checkDraft } from '#lib/server/texts/index.ts';

/** The draft that was sent, with what there is to say of it as comments. Nothing of it is kept. */
export const POST: RequestHandler = async ({ request, locals }) => {
  const ctx = contextOf(locals);
  const { outline, findings, name } = await checkDraft(ctx, request);
  return answer(locals.lang, 'docx', `${name.replace(/\.\w+$/, '')}-check`, `/${locals.lang}/check`, () =>
    Promise.resolve(checkedDraft(outline, findings, ctx.lang, ctx.now)),
  );
};
