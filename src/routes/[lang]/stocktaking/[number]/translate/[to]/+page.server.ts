import type { Actions, PageServerLoad } from './$types';
import { contextOf } from '#lib/server/app.ts';
import { execute, type AnyCommand } from '#lib/server/platform/command.ts';
import { ask } from '#lib/server/platform/query.ts';
import { commands, queries } from '#lib/server/stocktaking/index.ts';
import { act } from '#lib/server/web.ts';

export const load: PageServerLoad = async ({ locals, params }) => ({
  to: params.to,
  one: await ask(queries.translation, contextOf(locals), { number: params.number, to: params.to }),
});

const run =
  (command: AnyCommand) =>
  async ({ request, locals }: { request: Request; locals: App.Locals }) =>
    act(await request.formData(), async (fields) => {
      await execute(command, contextOf(locals), fields);
      return { done: true };
    });

export const actions: Actions = { offer: run(commands.offerTranslation), review: run(commands.reviewTranslation) };
