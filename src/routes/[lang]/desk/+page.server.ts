import type { Actions, PageServerLoad } from './$types';
import { contextOf } from '#lib/server/app.ts';
import { can } from '#lib/server/platform/actor.ts';
import { execute } from '#lib/server/platform/command.ts';
import { ask } from '#lib/server/platform/query.ts';
import { commands, queries } from '#lib/server/planning/index.ts';
import { act } from '#lib/server/web.ts';

/** What waits for the person who is signed in. */
export const load: PageServerLoad = async ({ locals }) => ({
  desk: await ask(queries.desk, contextOf(locals), {}),
  mayHandOver: can(locals.actor, 'register.edit'),
});

export const actions: Actions = {
  seen: async ({ request, locals }) =>
    act(await request.formData(), async (fields) => {
      await execute(commands.seen, contextOf(locals), fields);
      return { done: true };
    }),
};
