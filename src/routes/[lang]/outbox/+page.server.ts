import type { Actions, PageServerLoad } from './$types';
import { contextOf } from '#lib/server/app.ts';
import { commands, queries, STATES } from '#lib/server/mail/index.ts';
import { execute } from '#lib/server/platform/command.ts';
import { fieldsOf } from '#lib/server/platform/rest.ts';
import { ask } from '#lib/server/platform/query.ts';
import { act } from '#lib/server/web.ts';

export const load: PageServerLoad = async ({ locals, url }) => {
  const fields = fieldsOf([...url.searchParams].filter(([key]) => key === 'state' || key === 'before'));
  return { ...(await ask(queries.outbox, contextOf(locals), fields)), state: url.searchParams.get('state'), STATES };
};

export const actions: Actions = {
  resolve: async ({ request, locals }) =>
    act(await request.formData(), async (fields) => {
      await execute(commands.resolveMessage, contextOf(locals), fields);
      return { done: true };
    }),
};
