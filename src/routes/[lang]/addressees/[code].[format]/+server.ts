import type { RequestHandler } from './$types';
import { contextOf } from '#lib/server/app.ts';
import { answer, bytesOf, sheetOfAddressee } from '#lib/server/output/index.ts';
import { NotFound } from '#lib/server/platform/errors.ts';
import { leadOn } from '#lib/server/web.ts';

/** What an addressee is to do, as a Word file or a PDF. */
export const GET: RequestHandler = ({ url, locals, params: { code, format } }) => {
  if (format !== 'docx' && format !== 'pdf') throw new NotFound(`${code}.${format}`);
  return leadOn(
    () =>
      answer(locals.lang, format, code, `/${locals.lang}/addressees/${encodeURIComponent(code)}`, async () =>
        bytesOf(await sheetOfAddressee(contextOf(locals), code, url.origin), format),
      ),
    (to) => `/${locals.lang}/${to}.${format}`,
  );
};
