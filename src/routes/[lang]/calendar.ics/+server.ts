import type { RequestHandler } from './$types';
import { messageOf, translator } from '#lib/i18n/index.ts';
import { actorOfCalendar } from '#lib/server/accounts/index.ts';
import { contextOf } from '#lib/server/app.ts';
import { appointment, asCalendar, ownAppointment, type Appointment } from '#lib/server/output/index.ts';
import { queries as planning } from '#lib/server/planning/index.ts';
import type { Context } from '#lib/server/platform/context.ts';
import { ask } from '#lib/server/platform/query.ts';
import { fieldsOf, problem } from '#lib/server/platform/rest.ts';
import { queries } from '#lib/server/register/index.ts';

/** Own work of this year and the next: sessions, what is due, and the steps on the way. */
async function ownWork(ctx: Context): Promise<Appointment[]> {
  const t = translator(ctx.lang);
  const year = ctx.now.getUTCFullYear();
  const years = await Promise.all([year, year + 1].map((of) => ask(planning.year, ctx, { year: of, person: 'me' })));
  // What spans the turn of the year stands in both.
  const lines = years
    .flatMap(({ entries }) => entries)
    .map((one) =>
      ownAppointment(one, ctx.lang, one.step && messageOf(t, 'planning.step', one.step, 'planning.step.document')),
    );
  return [...new Map(lines.map((one) => [one.id, one])).values()];
}

/** What is due, for any filter of the register, as a calendar to subscribe to; with the secret `key`, a person's own work. */
export const GET: RequestHandler = async ({ url, locals }) => {
  let ctx = contextOf(locals);
  const t = translator(locals.lang);
  const key = url.searchParams.get('key');
  const entries: Appointment[] = [];
  if (key === null) {
    const { occurrences } = await ask(queries.occurrences, ctx, { ...fieldsOf(url.searchParams), limit: 2000 });
    entries.push(...occurrences.map(appointment));
  } else {
    try {
      ctx = { ...ctx, actor: await actorOfCalendar(ctx.database, key, ctx.now) };
    } catch (error) {
      return problem(error, locals.lang);
    }
    entries.push(...(await ownWork(ctx)));
  }
  const text = asCalendar(entries, {
    origin: url.origin,
    lang: locals.lang,
    name: `${key === null ? t('nav.register') : t('desk.title')} · Suivi`,
    now: ctx.now,
    late: t('register.late'),
  });
  return new Response(text, {
    headers: {
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': 'inline; filename="suivi.ics"',
      ...(key === null ? {} : { 'cache-control': 'private, no-store' }),
    },
  });
};
