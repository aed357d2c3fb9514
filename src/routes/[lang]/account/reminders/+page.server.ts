import type { Actions, PageServerLoad } from './$types';
import { contextOf } from '#lib/server/app.ts';
import { commands, queries } from '#lib/server/planning/index.ts';
import { execute } from '#lib/server/platform/command.ts';
import { ask } from '#lib/server/platform/query.ts';
import { act } from '#lib/server/web.ts';

export const load: PageServerLoad = async ({ locals }) => ({
  choice: await ask(queries.reminders, contextOf(locals), {}),
});

export const actions: Actions = {
  default: async ({ request, locals }) =>
    act(await request.formData(), async (fields) => {
      await execute(commands.chooseReminders, contextOf(locals), fields);
      return { done: true };
    }),
};
