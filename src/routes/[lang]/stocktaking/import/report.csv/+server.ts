import type { RequestHandler } from './$types';
import { messageOf, translator } from '#lib/i18n/index.ts';
import { contextOf } from '#lib/server/app.ts';
import { csvHeaders } from '#lib/server/platform/csv.ts';
import { problem } from '#lib/server/platform/rest.ts';
import { reportAsCsv, takeFile } from '#lib/server/stocktaking/index.ts';

/** What would become of each line of a file, as CSV; nothing is changed. */
export const POST: RequestHandler = async ({ request, locals }) => {
  const t = translator(locals.lang);
  try {
    const report = await takeFile(contextOf(locals, 'import'), request, { dryRun: true });
    return new Response(
      reportAsCsv(report, (code, values) => messageOf(t, 'issues', code, 'issues.bad-form', values)),
      { headers: csvHeaders('report') },
    );
  } catch (error) {
    return problem(error, locals.lang);
  }
};
