import { z } from 'zod';
import { anyone } from '../platform/policy.ts';
import { query } from '../platform/query.ts';
import type { EntryLine } from './line.ts';
import { PLOTS, plotOf, type Plot } from './overview.ts';
import { facetsOf, labelsIn, list } from './search.ts';

/** First year that the registry may hold: that of the Geneva phase. */
const FIRST = 2003;
const EXAMPLES = 10;

export interface ReportView {
  year: number;
  /** Published for the first time; brought up to date; all there are. */
  added: number;
  updated: number;
  total: number;
  /** Of what was added or updated, by each plot. */
  plots: Record<Plot, { value: string; name: string; added: number; updated: number }[]>;
  examples: EntryLine[];
}

export const report = query({
  name: 'stocktaking.report',
  summary:
    'A year of the registry: what was published and brought up to date, by line, goal, region and stakeholder, with examples.',
  input: z.object({ year: z.coerce.number().int().min(FIRST).max(2200) }),
  policy: anyone,
  async run(ctx, { year }): Promise<ReportView> {
    const [added, updated, all, examples] = await Promise.all([
      facetsOf(ctx, { new: [String(year)] }),
      facetsOf(ctx, { updated: [String(year)] }),
      facetsOf(ctx, {}),
      list.run(ctx, { new: [String(year)], sort: 'newest', limit: EXAMPLES }),
    ]);
    const plot = (of: Plot): ReportView['plots'][Plot] => {
      const [first, second] = [plotOf(added, of, ctx.lang), plotOf(updated, of, ctx.lang)];
      const names = new Map([...first, ...second].map(({ value, name }) => [value, name]));
      const n = (rows: typeof first, value: string): number => rows.find((one) => one.value === value)?.n ?? 0;
      return [...names]
        .map(([value, name]) => ({ value, name, added: n(first, value), updated: n(second, value) }))
        .sort((a, b) =>
          of === 'region' || of === 'stakeholder'
            ? b.added - a.added || b.updated - a.updated
            : a.value.localeCompare(b.value, 'en', { numeric: true }),
        );
    };
    return {
      year,
      added: added.total,
      updated: updated.total,
      total: all.total,
      plots: Object.fromEntries(PLOTS.map((of) => [of, plot(of)])) as ReportView['plots'],
      examples: examples.entries,
    };
  },
});

/** Years that there is something to report of, the latest first. */
export const reports = query({
  name: 'stocktaking.reports',
  summary: 'Years in which initiatives were published or brought up to date, with how many.',
  input: z.object({}),
  policy: anyone,
  async run(ctx): Promise<{ year: number; added: number; updated: number }[]> {
    const labels = await labelsIn(ctx, {}, ['new', 'updated']);
    const years = new Map<number, { year: number; added: number; updated: number }>();
    for (const { facet, value, n } of labels) {
      const one = years.get(Number(value)) ?? { year: Number(value), added: 0, updated: 0 };
      years.set(one.year, { ...one, ...(facet === 'new' ? { added: n } : { updated: n }) });
    }
    return [...years.values()].sort((a, b) => b.year - a.year);
  },
});
