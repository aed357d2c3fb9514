import type { Actions, PageServerLoad } from './$types';
import { commands, limit, queries } from '#lib/server/accounts/index.ts';
import { contextOf, database } from '#lib/server/app.ts';
import { execute } from '#lib/server/platform/command.ts';
import { ask } from '#lib/server/platform/query.ts';
import { act } from '#lib/server/web.ts';

export const load: PageServerLoad = async ({ locals, url }) => {
  const ctx = contextOf(locals);
  const named = url.searchParams.get('named')?.trim() ?? '';
  const [second, passkeys, members] = await Promise.all([
    ask(queries.secondFactor, ctx, {}),
    ask(queries.passkeys, ctx, {}),
    ask(queries.memberships, ctx, named === '' ? {} : { named }),
  ]);
  return { second, passkeys, members, named };
};

export const actions: Actions = {
  begin: async ({ request, locals }) =>
    act(await request.formData(), (fields) => execute(commands.beginSecondFactor, contextOf(locals), fields)),
  confirm: async ({ request, locals }) =>
    act(await request.formData(), async (fields) => {
      await limit(database(), 'second-factor', locals.actor.id ?? '', 10, 900);
      return execute(commands.confirmSecondFactor, contextOf(locals), fields);
    }),
  end: async ({ request, locals }) =>
    act(await request.formData(), async (fields) => {
      await limit(database(), 'second-factor', locals.actor.id ?? '', 10, 900);
      await execute(commands.endSecondFactor, contextOf(locals), fields);
      return { done: true };
    }),
  passkey: async ({ request, locals }) =>
    act(await request.formData(), async (fields) => {
      await execute(commands.removePasskey, contextOf(locals), fields);
      return { done: true };
    }),
  ask: async ({ request, locals }) =>
    act(await request.formData(), async (fields) => {
      await execute(commands.askMembership, contextOf(locals), fields);
      return { done: true };
    }),
};
