import { fail } from '@sveltejs/kit';
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
  many: async ({ request, locals }) => {
    const form = await request.formData();
    const said = (name: string): string[] => form.getAll(name).filter((one) => typeof one === 'string');
    const kept = { chosen: said('chosen'), prepared: said('prepared'), reason: said('reason')[0] ?? '' };
    const result = await act(form, async (fields) => {
      const many = await execute(commands.decideMany, contextOf(locals), fields);
      return { many, kept: many.left > 0 ? kept : null };
    });
    return 'many' in result ? result : fail(result.status, { ...result.data, kept });
  },
  settings: async ({ request, locals }) =>
    act(await request.formData(), async (fields) => {
      await execute(commands.setSettings, contextOf(locals), fields);
      return { done: true };
    }),
};
