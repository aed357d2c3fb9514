import type { RequestHandler } from './$types';
import { contextOf } from '#lib/server/app.ts';
import { answerForm } from '#lib/server/output/index.ts';
import { AppError } from '#lib/server/platform/errors.ts';
import { settleFile } from '#lib/server/texts/index.ts';

/** The Word file that was sent with its revision marks accepted or rejected. Nothing of it is kept. */
export const POST: RequestHandler = ({ request, locals }) =>
  answerForm(locals.lang, 'docx', `/${locals.lang}/compare`, async () => {
    const settled = await settleFile(contextOf(locals), request);
    // A file given back as it came would be taken for one whose marks were settled.
    if (settled.marks > 0) return settled;
    const { author } = settled;
    throw author === '' ? new AppError('no-marks', 422) : new AppError('no-marks-of', 422, { name: author });
  });
