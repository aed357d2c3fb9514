import type { RequestHandler } from './$types';
import { translator } from '#lib/i18n/index.ts';
import { contextOf } from '#lib/server/app.ts';
import { asCalendar } from '#lib/server/output/index.ts';
import { ask } from '#lib/server/platform/query.ts';
import { fieldsOf } from '#lib/server/platform/rest.ts';
import { queries } from '#lib/server/register/index.ts';

/** What is due, for any filter of the register, as a calendar to subscribe to. */
export const GET: RequestHandler = async ({ url, locals }) => {
  const ctx = contextOf(locals);
  const t = translator(locals.lang);
  const { occurrences } = await ask(queries.occurrences, ctx, { ...fieldsOf(url.searchParams), limit: 2000 });
  const text = asCalendar(occurrences, {
    origin: url.origin,
    lang: locals.lang,
    name: `${t('nav.register')} · Suivi`,
    now: ctx.now,
    late: t('register.late'),
  });
  return new Response(text, {
    headers: {
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': 'inline; filename="suivi.ics"',
      'x-content-type-options': 'nosniff',
    },
  });
};
