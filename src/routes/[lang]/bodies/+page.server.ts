import type { Actions, PageServerLoad } from './$types';
import { commands, queries } from '#lib/server/bodies/index.ts';
import { contextOf } from '#lib/server/app.ts';
import { can } from '#lib/server/platform/actor.ts';
import { execute } from '#lib/server/platform/command.ts';
import { ask } from '#lib/server/platform/query.ts';
import { act } from '#lib/server/web.ts';

export const load: PageServerLoad = async ({ locals }) => ({
  bodies: await ask(queries.list, contextOf(locals), {}),
  mayEdit: can(locals.actor, 'bodies.edit'),
});

export const actions: Actions = {
  default: async ({ request, locals, params }) => {
    const form = await request.formData();
    return act(form, async (fields) => {
      await execute(commands.addBody, contextOf(locals), { lang: params.lang, ...fields });
      return { done: true };
    });
  },
};
