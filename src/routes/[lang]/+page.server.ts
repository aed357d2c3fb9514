import type { PageServerLoad } from './$types';
import { contextOf } from '#lib/server/app.ts';
import { history } from '#lib/server/platform/audit.ts';
import { ask } from '#lib/server/platform/query.ts';
import { queries } from '#lib/server/register/index.ts';

export const load: PageServerLoad = async ({ locals }) => {
  const ctx = contextOf(locals);
  const [overview, recent] = await Promise.all([ask(queries.overview, ctx, {}), ask(history, ctx, { limit: 8 })]);
  return { overview, recent: recent.events };
};
