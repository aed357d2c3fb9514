import type { Actions, PageServerLoad } from './$types';
import { commands, queries } from '#lib/server/accounts/index.ts';
import { contextOf } from '#lib/server/app.ts';
import { execute, type AnyCommand } from '#lib/server/platform/command.ts';
import { ask } from '#lib/server/platform/query.ts';
import { act } from '#lib/server/web.ts';

export const load: PageServerLoad = async ({ locals, params }) => ({
  organisation: await ask(queries.organisation, contextOf(locals), { id: params.id }),
});

const run =
  (command: AnyCommand) =>
  async ({ request, locals }: { request: Request; locals: App.Locals }) =>
    act(await request.formData(), async (fields) => {
      await execute(command, contextOf(locals), fields);
      return { done: true };
    });
export const actions: Actions = { decide: run(commands.decideMembership), end: run(commands.endMembership) };
