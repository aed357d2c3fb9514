import type { Actions, PageServerLoad } from './$types';
import { limit } from '#lib/server/accounts/index.ts';
import { contextOf, database } from '#lib/server/app.ts';
import { queries as frameworks } from '#lib/server/frameworks/index.ts';
import { history } from '#lib/server/platform/audit.ts';
import { can } from '#lib/server/platform/actor.ts';
import { execute, type AnyCommand } from '#lib/server/platform/command.ts';
import { ask } from '#lib/server/platform/query.ts';
import { attachEvidence, commands, queries } from '#lib/server/register/index.ts';
import * as planning from '#lib/server/planning/index.ts';
import * as translation from '#lib/server/translation/index.ts';
import { act } from '#lib/server/web.ts';

export const load: PageServerLoad = async ({ locals, params }) => {
  const ctx = contextOf(locals);
  const one = await ask(queries.obligation, ctx, { number: params.number });
  const [{ events }, tags, work] = await Promise.all([
    ask(history, ctx, { record: one.id, limit: 50 }),
    ask(frameworks.tags, ctx, { record: one.id }),
    one.may.occurrence ? ask(planning.queries.work, ctx, { number: params.number }) : null,
  ]);
  const people = work?.mayAssign ? await ask(planning.queries.people, ctx, {}) : [];
  const words = can(ctx.actor, translation.TRANSLATE)
    ? await ask(translation.queries.obligation, ctx, { number: params.number }).catch(() => null)
    : null;
  return { one, events, tags, work, people, translating: words && words.languages.length > 0 ? words : null };
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
  translate: run(translation.commands.saveObligation),
  evidence: run(commands.giveEvidence),
  attach: ({ request, locals }) =>
    act(new FormData(), async () => {
      await attachEvidence(contextOf(locals), request);
      return { done: true };
    }),
  withdraw: run(commands.withdrawEvidence),
  judge: run(commands.judge),
  fate: run(commands.confirmFate),
  step: run(planning.commands.stepDone),
  stepdue: run(planning.commands.setStepDue),
  duty: run(planning.commands.giveDuty),
  release: run(planning.commands.endDuty),
  note: run(planning.commands.addNote),
  remark: async ({ request, locals, getClientAddress }) => {
    const form = await request.formData();
    return act(form, async (fields) => {
      await limit(database(), 'remark', getClientAddress(), 20, 3600);
      await execute(commands.makeRemark, contextOf(locals), fields);
      return { remarked: true };
    });
  },
};
