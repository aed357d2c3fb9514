import type { Actions, PageServerLoad } from './$types';
import { limit } from '#lib/server/accounts/index.ts';
import { contextOf, database } from '#lib/server/app.ts';
import { history } from '#lib/server/platform/audit.ts';
import { execute, type AnyCommand } from '#lib/server/platform/command.ts';
import { ask } from '#lib/server/platform/query.ts';
import { attachEvidence, commands, queries } from '#lib/server/register/index.ts';
import { act } from '#lib/server/web.ts';

export const load: PageServerLoad = async ({ locals, params }) => {
  const ctx = contextOf(locals);
  const one = await ask(queries.obligation, ctx, { number: params.number });
  const { events } = await ask(history, ctx, { record: one.id, limit: 50 });
  return { one, events };
};

const run =
  (command: AnyCommand) =>
  async ({ request, locals }: { request: Request; locals: App.Locals }) => {
    const form = await request.formData();
    return act(form, async (fields) => {
      await execute(command, contextOf(locals), fields);
      return { done: true };
    });
  };

export const actions: Actions = {
  state: run(commands.setState),
  due: run(commands.setDue),
  explain: run(commands.explain),
  life: run(commands.setLife),
  assign: run(commands.assign),
  publish: run(commands.show),
  edit: run(commands.editObligation),
  evidence: run(commands.giveEvidence),
  attach: ({ request, locals }) =>
    act(new FormData(), async () => {
      await attachEvidence(contextOf(locals), request);
      return { done: true };
    }),
  withdraw: run(commands.withdrawEvidence),
  judge: run(commands.judge),
  fate: run(commands.confirmFate),
  remark: async ({ request, locals, getClientAddress }) => {
    const form = await request.formData();
    return act(form, async (fields) => {
      await limit(database(), 'remark', getClientAddress(), 20, 3600);
      await execute(commands.makeRemark, contextOf(locals), fields);
      return { remarked: true };
    });
  },
};
