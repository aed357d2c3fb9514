import type { Actions, PageServerLoad } from './$types';
import { contextOf } from '#lib/server/app.ts';
import { can } from '#lib/server/platform/actor.ts';
import { execute } from '#lib/server/platform/command.ts';
import { ask } from '#lib/server/platform/query.ts';
import { fieldsOf } from '#lib/server/platform/rest.ts';
import { commands, MANAGE, PREPARED, queries, STANDINGS } from '#lib/server/stocktaking/index.ts';
import { act } from '#lib/server/web.ts';

const FIELDS = ['state', 'language', 'line', 'country', 'after'];

export const load: PageServerLoad = async ({ locals, url }) => {
  const ctx = contextOf(locals);
  const fields = fieldsOf([...url.searchParams].filter(([key]) => FIELDS.includes(key)));
  return {
    queue: await ask(queries.queue, ctx, fields),
    choices: await ask(queries.queueChoices, ctx, {}),
    settings: await ask(queries.settings, ctx, {}),
    filters: Object.fromEntries([...url.searchParams].filter(([key]) => FIELDS.slice(0, -1).includes(key))),
    mayManage: can(locals.actor, MANAGE, {}),
    STANDINGS,
    PREPARED,
  };
};

export const actions: Actions = {
  many: async ({ request, locals }) =>
    act(await request.formData(), async (fields) => ({
      many: await execute(commands.decideMany, contextOf(locals), fields),
    })),
  settings: async ({ request, locals }) =>
    act(await request.formData(), async (fields) => {
      await execute(commands.setSettings, contextOf(locals), fields);
      return { done: true };
    }),
};
