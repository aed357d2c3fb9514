import { sql } from 'kysely';
import { z } from 'zod';
import { Kept } from '../platform/kept.ts';
import { anyone } from '../platform/policy.ts';
import { query } from '../platform/query.ts';
import { settingsOf } from './settings.ts';

/** How long decisions took in one month, in days with one decimal. */
export interface MonthOfWork {
  /** "2026-05". */
  month: string;
  decided: number;
  published: number;
  median: number;
  ninety: number;
}
export interface ServiceTimes {
  months: MonthOfWork[];
  /** Whether two moderators must approve. */
  fourEyes: boolean;
  waiting: number;
  /** Whole days that the oldest has waited; null where nothing waits. */
  oldest: number | null;
}

const kept = new Kept<ServiceTimes>({ room: 12 });

export const times = query({
  name: 'stocktaking.times',
  summary: 'How long submissions waited for a decision, month by month, and what waits now.',
  input: z.object({ months: z.coerce.number().int().min(1).max(36).default(12) }),
  policy: anyone,
  run: (ctx, { months }) =>
    kept.answer(ctx, months, async (): Promise<ServiceTimes> => {
      // From an index alone; what came in decided already (an import that a moderator sent) was never waited for.
      const { rows } = await sql<MonthOfWork>`
        select to_char(decided_at at time zone 'UTC', 'YYYY-MM') as month, count(*)::int as decided,
          count(*) filter (where state in ('published', 'superseded'))::int as published,
          round(percentile_cont(0.5) within group (order by days)::numeric, 1)::float8 as median,
          round(percentile_cont(0.9) within group (order by days)::numeric, 1)::float8 as ninety
        from (select decided_at, state, extract(epoch from decided_at - submitted_at) / 86400 as days from initiative_version
          where decided_at >= date_trunc('month', ${ctx.now}::timestamptz at time zone 'UTC') at time zone 'UTC' - make_interval(months => ${months - 1})
            and decided_at > submitted_at) one
        group by 1 order by 1 desc`.execute(ctx.db as never);
      const now = await sql<{ waiting: number; oldest: number | null }>`
        select (select count(*)::int from initiative_queue) as waiting,
          (select floor(extract(epoch from ${ctx.now}::timestamptz - submitted_at) / 86400)::int from initiative_queue
            order by submitted_at, initiative limit 1) as oldest`.execute(ctx.db as never);
      return {
        months: rows,
        fourEyes: (await settingsOf(ctx)).fourEyes,
        waiting: now.rows[0]?.waiting ?? 0,
        oldest: now.rows[0]?.oldest ?? null,
      };
    }),
});
