import type { RequestHandler } from './$types';
import { contextOf } from '#lib/server/app.ts';
import { answer, bytesOf, sheetOfYear } from '#lib/server/output/index.ts';
import { fieldsOf } from '#lib/server/platform/rest.ts';

export const GET: RequestHandler = ({ url, locals }) => {
  const fields = fieldsOf([...url.searchParams].filter(([key]) => key === 'year' || key === 'body'));
  return answer(locals.lang, 'pdf', 'calendar', `/${locals.lang}/calendar${url.search}`, async () =>
    bytesOf(await sheetOfYear(contextOf(locals), fields, url.origin), 'pdf'),
  );
};
