import type { PageServerLoad } from './$types';
import { contextOf } from '#lib/server/app.ts';
import { can } from '#lib/server/platform/actor.ts';
import { ask } from '#lib/server/platform/query.ts';
import { fieldsOf } from '#lib/server/platform/rest.ts';
import { PLAN, queries } from '#lib/server/roadmaps/index.ts';

const KEYS = new Set(['about', 'body', 'after']);

export const load: PageServerLoad = async ({ locals, url }) => ({
  ...(await ask(queries.list, contextOf(locals), fieldsOf([...url.searchParams].filter(([key]) => KEYS.has(key))))),
  mayPlan: can(locals.actor, PLAN),
});
