import { formatDate, formatNumber, translator } from '#lib/i18n/index.ts';
import type { Context } from '../platform/context.ts';
import { ask } from '../platform/query.ts';
import { PLOTS, queries, type ReportView } from '../stocktaking/index.ts';
import type { Sheet } from './sheet.ts';

/** A year of the registry of initiatives as a sheet. Errors: InvalidInput. */
export async function sheetOfReport(ctx: Context, year: string, origin: string): Promise<Sheet> {
  const seen: ReportView = await ask(queries.report, ctx, { year });
  const t = translator(ctx.lang);
  const number = (n: number): string => formatNumber(n, ctx.lang);
  return {
    title: t('initiatives.report.title', { year: String(seen.year) }),
    lang: ctx.lang,
    lines: [
      t('initiatives.report.lead', {
        year: String(seen.year),
        date: formatDate(ctx.now, ctx.lang),
        added: seen.added,
        updated: seen.updated,
        total: seen.total,
      }),
    ],
    sections: [
      ...PLOTS.filter((plot) => plot !== 'year').map((plot) => ({
        heading: t(`initiatives.by-${plot}`),
        empty: t('initiatives.nothing'),
        table: {
          caption: t(`initiatives.by-${plot}`),
          headers: [
            t('dashboard.name'),
            t('initiatives.report.new', { year: String(seen.year) }),
            t('initiatives.report.updated', { year: String(seen.year) }),
          ],
          widths: [60, 20, 20],
          rows: seen.plots[plot].map((row) => [
            { text: row.name },
            { text: number(row.added) },
            { text: number(row.updated) },
          ]),
        },
      })),
      {
        heading: t('initiatives.report.examples'),
        empty: t('initiatives.nothing'),
        table: {
          caption: t('initiatives.report.examples'),
          headers: [t('initiatives.number-short'), t('stocktaking.field.title'), t('stocktaking.field.organisation')],
          widths: [8, 60, 32],
          rows: seen.examples.map((line) => [
            { text: String(line.number), href: `${origin}/${ctx.lang}/stocktaking/${line.number}` },
            {
              text: line.title.value,
              ...(line.title.lang === ctx.lang ? {} : { lang: line.title.lang }),
            },
            { text: line.organisation.name },
          ]),
        },
      },
    ],
    footer: t('output.made', { date: formatDate(ctx.now, ctx.lang) }),
  };
}
