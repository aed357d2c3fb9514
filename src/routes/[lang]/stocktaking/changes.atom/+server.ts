import type { RequestHandler } from './$types';
import { translator } from '#lib/i18n/index.ts';
import { contextOf } from '#lib/server/app.ts';
import { asAtom } from '#lib/server/output/index.ts';
import { ask } from '#lib/server/platform/query.ts';
import { filtersIn, queries } from '#lib/server/stocktaking/index.ts';
import { filterWords } from '#lib/ui/parts/facet-names.ts';

/** What a search finds, the newest first: to be followed by a feed reader. */
export const GET: RequestHandler = async ({ url, locals }) => {
  const filters = filtersIn(url.searchParams);
  const ctx = contextOf(locals);
  const [{ entries }, { named }] = await Promise.all([
    ask(queries.list, ctx, { ...filters, sort: 'newest', limit: 50 }),
    ask(queries.facets, ctx, filters),
  ]);
  const t = translator(locals.lang);
  const narrowed = filterWords(t, filters, named, entries[0]?.organisation.name);
  const text = asAtom(
    entries.map((line) => ({
      id: `initiative-${line.number}`,
      at: new Date(line.publishedAt).toISOString(),
      title: `${line.title.value} · ${line.organisation.name}`,
      titleLang: line.title.lang,
      path: `stocktaking/${line.number}`,
    })),
    {
      origin: url.origin,
      lang: locals.lang,
      place: 'stocktaking/changes.atom',
      page: `stocktaking${url.search}`,
      filter: url.searchParams.toString(),
      title: [t('initiatives.title'), ...narrowed, 'Suivi'].join(' · '),
      next: null,
    },
  );
  return new Response(text, {
    headers: { 'content-type': 'application/atom+xml; charset=utf-8', 'x-content-type-options': 'nosniff' },
  });
};
