import type { RequestHandler } from './$types';
import { contextOf } from '#lib/server/app.ts';
import { answer } from '#lib/server/output/index.ts';
import { settleFile } from '#lib/server/texts/index.ts';

/** The Word file that was sent with its revision marks accepted or rejected. Nothing of it is kept. */
export const POST: RequestHandler = async ({ request, locals }) => {
  const { bytes, name } = await settleFile(contextOf(locals), request);
  return answer(locals.lang, 'docx', name, `/${locals.lang}/compare`, () => Promise.resolve(bytes));
};
