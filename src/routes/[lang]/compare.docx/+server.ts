import type { RequestHandler } from './$types';
import { contextOf } from '#lib/server/app.ts';
import { answer, answerForm } from '#lib/server/output/index.ts';
import { fieldsOf } from '#lib/server/platform/rest.ts';
import { redlineOfEditions, redlineOfFiles } from '#lib/server/texts/index.ts';

/** What changed between two editions on record, as a Word file with revision marks. */
export const GET: RequestHandler = async ({ locals, url }) => {
  const { bytes, name } = await redlineOfEditions(contextOf(locals), fieldsOf(url.searchParams), 'Suivi');
  return answer(locals.lang, 'docx', name, `/${locals.lang}/compare${url.search}`, () => Promise.resolve(bytes));
};

/** The same of the files that were sent. Nothing of them is kept. */
export const POST: RequestHandler = ({ request, locals }) =>
  answerForm(locals.lang, 'docx', `/${locals.lang}/compare`, async () => {
    const { bytes, name } = await redlineOfFiles(contextOf(locals), request);
    return { name: `${name}-compared`, bytes };
  });
