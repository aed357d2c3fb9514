import type { Actions, PageServerLoad } from './$types';
import { commands as accounts, queries as accountQueries } from '#lib/server/accounts/index.ts';
import { contextOf } from '#lib/server/app.ts';
import { execute } from '#lib/server/platform/command.ts';
import { ask } from '#lib/server/platform/query.ts';
import { commands, content, queries } from '#lib/server/stocktaking/index.ts';
import { act, goOn } from '#lib/server/web.ts';

export const load: PageServerLoad = async ({ locals, url }) => {
  const ctx = contextOf(locals);
  const named = url.searchParams.get('named')?.trim() ?? '';
  const [speaks, { open, more, asked }] = await Promise.all([
    ask(queries.speaksFor, ctx, {}),
    ask(accountQueries.memberships, ctx, named === '' ? {} : { named }),
  ]);
  return {
    speaks,
    named,
    more,
    open: open.filter((one) => !speaks.some(({ id }) => id === one.id)),
    // Who put an organisation on record has asked to speak for it by that; they may submit for it already.
    asked: asked.filter((one) => one.state === 'asked' && !speaks.some(({ id }) => id === one.id)),
    STAKEHOLDERS: content.STAKEHOLDERS,
  };
};

export const actions: Actions = {
  start: async ({ request, locals, params }) =>
    act(await request.formData(), async (fields) => {
      const { number } = await execute(commands.start, contextOf(locals), fields);
      return goOn(`/${params.lang}/stocktaking/${number}/edit/what`);
    }),
  ask: async ({ request, locals }) =>
    act(await request.formData(), async (fields) => {
      await execute(accounts.askMembership, contextOf(locals), fields);
      return { done: 'asked' as const };
    }),
  found: async ({ request, locals }) =>
    act(await request.formData(), async (fields) => {
      const { id } = await execute(commands.found, contextOf(locals), fields);
      return { done: 'founded' as const, id };
    }),
};
