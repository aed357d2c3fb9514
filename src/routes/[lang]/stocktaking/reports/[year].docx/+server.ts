import type { RequestHandler } from './$types';
import { contextOf } from '#lib/server/app.ts';
import { answer, bytesOf, sheetOfReport } from '#lib/server/output/index.ts';

export const GET: RequestHandler = ({ params, url, locals }) =>
  answer(
    locals.lang,
    'docx',
    `initiatives-${params.year}`,
    `/${locals.lang}/stocktaking/reports/${params.year}`,
    async () => bytesOf(await sheetOfReport(contextOf(locals), params.year, url.origin), 'docx'),
  );
