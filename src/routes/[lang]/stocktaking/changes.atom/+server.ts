import type { RequestHandler } from './$types';
import { translator } from '#lib/i18n/index.ts';
import { contextOf } from '#lib/server/app.ts';
import { asAtom } from '#lib/server/output/index.ts';
import { ask } from '#lib/server/platform/query.ts';
import { filtersIn, queries } from '#lib/server/stocktaking/index.ts';

/** What a search finds, the newest first: to be followed by a feed reader. */
export const GET: RequestHandler = async ({ url, locals }) => {
  const filters = filtersIn(url.searchParams);
  const { entries } = await ask(queries.list, contextOf(locals), { ...filters, sort: 'newest', limit: 50 });
  const t = translator(locals.lang);
  const text = asAtom(
    entries.map((line) => ({
      id: `initiative-${line.number}`,
      at: new Date(line.publishedAt).toISOString(),
      title: `${line.title.value} · ${line.organisation.name}`,
      path: `stocktaking/${line.number}`,
    })),
    {
      origin: url.origin,
      lang: locals.lang,
      place: 'stocktaking/changes.atom',
      page: 'stocktaking',
      filter: url.searchParams.toString(),
      title: `${t('initiatives.title')} · Suivi`,
      next: null,
    },
  );
  return new Response(text, {
    headers: { 'content-type': 'application/atom+xml; charset=utf-8', 'x-content-type-options': 'nosniff' },
  });
};
