import type { PageServerLoad } from './$types';
import { queries as bodies } from '#lib/server/bodies/index.ts';
import { contextOf } from '#lib/server/app.ts';
import { queries, yearFields } from '#lib/server/planning/index.ts';
import { ask } from '#lib/server/platform/query.ts';

export const load: PageServerLoad = async ({ locals, url }) => {
  const ctx = contextOf(locals);
  const [year, list] = await Promise.all([
    ask(queries.year, ctx, yearFields(url.searchParams)),
    ask(bodies.list, ctx, {}),
  ]);
  return { ...year, bodies: list.filter((one) => one.kind === 'body' && one.code !== null) };
};
