import type { Actions, PageServerLoad } from './$types';
import { contextOf } from '#lib/server/app.ts';
import { ask } from '#lib/server/platform/query.ts';
import { queries, takeMemory } from '#lib/server/translation/index.ts';
import { act } from '#lib/server/web.ts';

export const load: PageServerLoad = ({ locals }) => ask(queries.overview, contextOf(locals), {});

export const actions: Actions = {
  memory: ({ request, locals }) =>
    act(new FormData(), async () => ({ memory: await takeMemory(contextOf(locals), request) })),
};
