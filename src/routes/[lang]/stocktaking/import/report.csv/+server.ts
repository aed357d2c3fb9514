import type { RequestHandler } from './$types';
import { contextOf } from '#lib/server/app.ts';
import { answerForm } from '#lib/server/output/index.ts';
import { reportAsCsv, takeFile } from '#lib/server/stocktaking/index.ts';

/** What would become of each line of a file, as CSV; nothing is changed. */
export const POST: RequestHandler = ({ request, locals }) =>
  answerForm(locals.lang, 'csv', `/${locals.lang}/stocktaking/import`, async () => {
    const report = await takeFile(contextOf(locals, 'import'), request, { dryRun: true });
    return { name: 'report', bytes: new TextEncoder().encode(reportAsCsv(report, locals.lang)) };
  });
