import type { RequestHandler } from './$types';
import { contextOf } from '#lib/server/app.ts';
import { answer, bytesOf, sheetOfAddressee } from '#lib/server/output/index.ts';
import { leadOn } from '#lib/server/web.ts';

export const GET: RequestHandler = ({ url, locals, params }) =>
  leadOn(
    () =>
      answer(
        locals.lang,
        'docx',
        params.code,
        `/${locals.lang}/addressees/${encodeURIComponent(params.code)}`,
        async () => bytesOf(await sheetOfAddressee(contextOf(locals), params.code, url.origin), 'docx'),
      ),
    (to) => `/${locals.lang}/${to}.docx`,
  );
