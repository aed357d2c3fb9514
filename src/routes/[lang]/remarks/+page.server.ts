import type { Actions, PageServerLoad } from './$types';
import { contextOf } from '#lib/server/app.ts';
import { execute } from '#lib/server/platform/command.ts';
import { ask } from '#lib/server/platform/query.ts';
import { commands, queries } from '#lib/server/register/index.ts';
import { act } from '#lib/server/web.ts';

export const load: PageServerLoad = async ({ locals, url }) => ({
  remarks: await ask(queries.remarks, contextOf(locals), { state: url.searchParams.get('state') ?? 'open' }),
});

export const actions: Actions = {
  default: async ({ request, locals }) => {
    const form = await request.formData();
    return act(form, async (fields) => {
      await execute(commands.answerRemark, contextOf(locals), fields);
      return { done: true };
    });
  },
};
