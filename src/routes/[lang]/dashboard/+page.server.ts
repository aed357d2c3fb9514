import type { PageServerLoad } from './$types';
import { queries as bodies } from '#lib/server/bodies/index.ts';
import { contextOf } from '#lib/server/app.ts';
import { fieldsOf } from '#lib/server/platform/rest.ts';
import { ask } from '#lib/server/platform/query.ts';
import { queries } from '#lib/server/planning/index.ts';

const KEYS = new Set(['body', 'since']);

export const load: PageServerLoad = async ({ locals, url }) => {
  const ctx = contextOf(locals);
  // An empty field of the form asks for nothing.
  const fields = fieldsOf([...url.searchParams].filter(([key, value]) => KEYS.has(key) && value !== ''));
  const [seen, list] = await Promise.all([ask(queries.dashboard, ctx, fields), ask(bodies.list, ctx, {})]);
  return { seen, bodies: list.filter((one) => one.kind === 'body' && one.code !== null) };
};
