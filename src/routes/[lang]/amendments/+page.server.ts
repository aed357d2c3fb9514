import type { PageServerLoad } from './$types';
import { queries } from '#lib/server/amendments/index.ts';
import { contextOf } from '#lib/server/app.ts';
import { fieldsOf } from '#lib/server/platform/rest.ts';
import { ask } from '#lib/server/platform/query.ts';

const KEYS = new Set(['of', 'before']);

export const load: PageServerLoad = async ({ locals, url }) => ({
  ...(await ask(queries.list, contextOf(locals), fieldsOf([...url.searchParams].filter(([key]) => KEYS.has(key))))),
  of: url.searchParams.get('of') === 'mine' ? ('mine' as const) : ('all' as const),
  speaks: locals.actor.organisations.length > 0,
});
