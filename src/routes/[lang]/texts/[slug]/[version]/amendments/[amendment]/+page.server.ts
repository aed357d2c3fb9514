import type { Actions, PageServerLoad } from './$types';
import { commands, queries } from '#lib/server/amendments/index.ts';
import { contextOf } from '#lib/server/app.ts';
import { history } from '#lib/server/platform/audit.ts';
import { execute, type AnyCommand } from '#lib/server/platform/command.ts';
import { ask } from '#lib/server/platform/query.ts';
import { act } from '#lib/server/web.ts';

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const ctx = contextOf(locals);
  const found = await ask(queries.amendment, ctx, {
    slug: params.slug,
    version: params.version,
    number: params.amendment,
    in: url.searchParams.get('in') ?? undefined,
  });
  return { ...found, history: (await ask(history, ctx, { record: found.one.id })).events };
};

const run =
  (command: AnyCommand) =>
  async ({ request, locals }: { request: Request; locals: App.Locals }) =>
    act(await request.formData(), async (fields) => {
      await execute(command, contextOf(locals), fields);
      return { done: true };
    });

export const actions: Actions = {
  support: run(commands.support),
  withdraw: run(commands.withdraw),
  takeover: run(commands.takeOver),
  decide: run(commands.decide),
};
