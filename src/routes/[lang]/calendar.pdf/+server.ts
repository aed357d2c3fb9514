import type { RequestHandler } from './$types';
import { contextOf } from '#lib/server/app.ts';
import { answer, bytesOf, sheetOfYear } from '#lib/server/output/index.ts';
import { yearFields } from '#lib/server/planning/index.ts';

export const GET: RequestHandler = ({ url, locals }) =>
  answer(locals.lang, 'pdf', 'calendar', `/${locals.lang}/calendar${url.search}`, async () =>
    bytesOf(await sheetOfYear(contextOf(locals), yearFields(url.searchParams), url.origin), 'pdf'),
  );
