import type { Renewal } from '../platform/search/index.ts';
import { reindex } from './write.ts';

const OBLIGATIONS = 200;

/** Vectors of obligations. */
export const renewObligations: Renewal = {
  name: 'register',
  async batch(ctx, after) {
    const rows = await ctx.db
      .selectFrom('obligation')
      .select('id')
      .$if(after !== null, (q) => q.where('id', '>', after))
      .orderBy('id')
      .limit(OBLIGATIONS)
      .execute();
    for (const { id } of rows) await reindex(ctx, id);
    return rows.at(-1)?.id ?? null;
  },
};
