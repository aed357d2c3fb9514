import { sql } from 'kysely';
import type { Language } from '@suivi/texts';
import { isMessageKey, labelIn, translator } from '#lib/i18n/index.ts';
import type { QueryContext } from '../platform/context.ts';
import { NotFound } from '../platform/errors.ts';
import { anyone } from '../platform/policy.ts';
import { query } from '../platform/query.ts';
import { tilesOf, type Tile } from './pictures.ts';
import { nameOf } from '../frameworks/index.ts';
import { facetsOf, Filters, type FacetCount, type FacetsView } from './search.ts';

/** What is plotted: by line, goal, year, region, kind of stakeholder. */
export const PLOTS = ['line', 'goal', 'year', 'region', 'stakeholder'] as const;
export type Plot = (typeof PLOTS)[number];

export interface OverviewView {
  total: number;
  about: boolean;
  plots: Record<Plot, { value: string; name: string; n: number }[]>;
  tiles: Tile[];
  /** Countries that have entries, the most first, those without a square too. */
  countries: { code: string; iso: string; name: string; n: number }[];
}

const top = (plot: Plot, one: FacetCount): boolean =>
  plot === 'line'
    ? /^C\d+$/.test(one.value)
    : plot === 'goal'
      ? /^SDG \d+$/.test(one.value)
      : plot !== 'region' || one.parent === 'M49 001';

const order = (plot: Plot, a: FacetCount, b: FacetCount): number =>
  plot === 'year' || plot === 'line' || plot === 'goal'
    ? a.value.localeCompare(b.value, 'en', { numeric: true })
    : b.n - a.n;

/** Rows of a plot, named in the reader's language: lines, goals and regions without what is below them, in their order. */
export function plotOf(counts: FacetsView, plot: Plot, lang: Language): { value: string; name: string; n: number }[] {
  const t = translator(lang);
  return counts.facets[plot]
    .filter((one) => top(plot, one))
    .sort((a, b) => order(plot, a, b))
    .map(({ value, name, n }) => {
      const key = `stocktaking.stakeholder.${value}`;
      const said = plot === 'stakeholder' && isMessageKey(key) ? t(key) : value;
      return { value, n, name: plot === 'region' ? (name ?? value) : name === null ? said : labelIn(t, value, name) };
    });
}

/** Countries and areas with their number of entries, all of them. */
export async function countriesOf(
  { db, lang }: QueryContext,
  counts: FacetsView,
): Promise<{ code: string; iso: string; name: string; n: number }[]> {
  const by = new Map(counts.facets.country.map(({ value, n }) => [value, n]));
  const { rows } = await sql<{ code: string; iso: string; name: string }>`
    select c.code, c.details->>'iso' as iso, ${nameOf('c.scheme', 'c.code', lang)}->>'value' as name
    from concept c where c.scheme = 'm49' and c.details->>'iso' is not null and not c.retired`.execute(db as never);
  return rows
    .map((row) => ({ ...row, n: by.get(row.code) ?? 0 }))
    .sort((a, b) => b.n - a.n || a.name.localeCompare(b.name, lang));
}

export const overview = query({
  name: 'stocktaking.overview',
  summary:
    'Published initiatives in figures, as filtered: by action line, goal, year, region, stakeholder and country.',
  input: Filters,
  policy: anyone,
  async run(ctx, filters): Promise<OverviewView> {
    const counts = await facetsOf(ctx, filters);
    const countries = await countriesOf(ctx, counts);
    return {
      total: counts.total,
      about: counts.about,
      plots: Object.fromEntries(PLOTS.map((plot) => [plot, plotOf(counts, plot, ctx.lang)])) as OverviewView['plots'],
      tiles: tilesOf(countries),
      countries: countries.filter(({ n }) => n > 0),
    };
  },
});

/** A plot by the name in an address. Errors: NotFound. */
export function plotNamed(name: string): Plot {
  const plot = PLOTS.find((one) => one === name);
  if (!plot) throw new NotFound(name);
  return plot;
}
