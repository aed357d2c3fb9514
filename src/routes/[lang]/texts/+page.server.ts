import type { PageServerLoad } from './$types';
import { contextOf } from '#lib/server/app.ts';
import { ask } from '#lib/server/platform/query.ts';
import { fieldsOf } from '#lib/server/platform/rest.ts';
import { queries } from '#lib/server/texts/index.ts';

export const load: PageServerLoad = ({ locals, url }) =>
  ask(
    queries.list,
    contextOf(locals),
    fieldsOf([...url.searchParams].filter(([key]) => ['body', 'status', 'after'].includes(key))),
  );
