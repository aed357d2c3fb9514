import type { Actions, PageServerLoad } from './$types';
import { commands, queries, sessionsOf } from '#lib/server/accounts/index.ts';
import { contextOf } from '#lib/server/app.ts';
import { execute } from '#lib/server/platform/command.ts';
import { ask } from '#lib/server/platform/query.ts';
import { act } from '#lib/server/web.ts';

export const load: PageServerLoad = async ({ locals }) => {
  const ctx = contextOf(locals);
  return {
    me: await ask(queries.me, ctx, {}),
    tokens: await ask(queries.tokens, ctx, {}),
    sessions: await sessionsOf(ctx.database.read, ctx.actor, ctx.now),
  };
};

export const actions: Actions = {
  token: async ({ request, locals }) =>
    act(await request.formData(), async (fields) => {
      const made = await execute(commands.makeToken, contextOf(locals), fields);
      return { token: made.token };
    }),
  calendar: async ({ request, locals, url }) =>
    act(await request.formData(), async (fields) => {
      const made = await execute(commands.makeCalendar, contextOf(locals), fields);
      return { token: `${url.origin}/${locals.lang}/calendar.ics?key=${made.token}` };
    }),
  revoke: async ({ request, locals }) =>
    act(await request.formData(), async (fields) => {
      await execute(commands.revokeToken, contextOf(locals), fields);
      return { done: true };
    }),
  end: async ({ request, locals }) =>
    act(await request.formData(), async (fields) => {
      await execute(commands.endSession, contextOf(locals), fields);
      return { done: true };
    }),
};
