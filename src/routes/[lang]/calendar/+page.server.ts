import type { PageServerLoad } from './$types';
import { contextOf } from '#lib/server/app.ts';
import { ask } from '#lib/server/platform/query.ts';
import { fieldsOf } from '#lib/server/platform/rest.ts';
import { queries } from '#lib/server/register/index.ts';

export const load: PageServerLoad = ({ locals, url }) =>
  ask(
    queries.calendar,
    contextOf(locals),
    fieldsOf([...url.searchParams].filter(([key]) => key === 'year' || key === 'body')),
  );
