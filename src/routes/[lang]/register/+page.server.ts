import type { PageServerLoad } from './$types';
import { contextOf } from '#lib/server/app.ts';
import { ask } from '#lib/server/platform/query.ts';
import { fieldsOf } from '#lib/server/platform/rest.ts';
import { queries } from '#lib/server/register/index.ts';

const KNOWN = ['q', 'body', 'addressee', 'recipient', 'deliverable', 'force', 'state', 'year', 'line', 'sort', 'after'];

export const load: PageServerLoad = async ({ locals, url }) => {
  const ctx = contextOf(locals);
  const fields = fieldsOf([...url.searchParams].filter(([key]) => KNOWN.includes(key)));
  const { after: _after, ...filters } = fields;
  const [page, facets] = await Promise.all([ask(queries.obligations, ctx, fields), ask(queries.facets, ctx, filters)]);
  return {
    ...page,
    facets,
    filters: Object.fromEntries(Object.entries(filters).map(([key, value]) => [key, String(value)])),
  };
};
