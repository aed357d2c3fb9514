import type { Actions, PageServerLoad } from './$types';
import { contextOf } from '#lib/server/app.ts';
import { commands, IMPORT, queries, takeCsv } from '#lib/server/frameworks/index.ts';
import { can } from '#lib/server/platform/actor.ts';
import { ask } from '#lib/server/platform/query.ts';
import { act } from '#lib/server/web.ts';

export const load: PageServerLoad = async ({ locals }) => ({
  ...(await ask(queries.list, contextOf(locals), {})),
  mayImport: can(locals.actor, IMPORT, {}),
});

export const actions: Actions = {
  release: ({ request, locals }) =>
    act(new FormData(), async () => ({
      release: await takeCsv(contextOf(locals), commands.importRelease, request),
    })),
  cells: ({ request, locals }) =>
    act(new FormData(), async () => ({ cells: await takeCsv(contextOf(locals), commands.importCells, request) })),
};
