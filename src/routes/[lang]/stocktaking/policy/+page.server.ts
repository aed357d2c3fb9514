import type { PageServerLoad } from './$types';
import { contextOf } from '#lib/server/app.ts';
import { ask } from '#lib/server/platform/query.ts';
import { PREPARED, queries } from '#lib/server/stocktaking/index.ts';

export const load: PageServerLoad = async ({ locals }) => ({
  times: await ask(queries.times, contextOf(locals), {}),
  PREPARED,
});
