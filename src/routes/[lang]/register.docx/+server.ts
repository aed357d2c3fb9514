import type { RequestHandler } from './$types';
import { contextOf } from '#lib/server/app.ts';
import { answer, bytesOf, sheetOfRegister } from '#lib/server/output/index.ts';
import { fieldsOf } from '#lib/server/platform/rest.ts';

export const GET: RequestHandler = ({ url, locals }) =>
  answer(locals.lang, 'docx', 'register', `/${locals.lang}/register${url.search}`, async () =>
    bytesOf(await sheetOfRegister(contextOf(locals), fieldsOf(url.searchParams), url.origin), 'docx'),
  );
