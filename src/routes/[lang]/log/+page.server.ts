import type { PageServerLoad } from './$types';
import { contextOf } from '#lib/server/app.ts';
import { fieldsOf } from '#lib/server/platform/rest.ts';
import { ask } from '#lib/server/platform/query.ts';
import { queries } from '#lib/server/register/index.ts';

export const load: PageServerLoad = async ({ locals, url }) => ({
  ...(await ask(
    queries.log,
    contextOf(locals),
    fieldsOf([...url.searchParams].filter(([key]) => key === 'what' || key === 'before')),
  )),
  what: url.searchParams.get('what'),
});
