import type { Actions, PageServerLoad } from './$types';
import { limit } from '#lib/server/accounts/index.ts';
import { contextOf, database } from '#lib/server/app.ts';
import { queries as frameworks } from '#lib/server/frameworks/index.ts';
import { history } from '#lib/server/platform/audit.ts';
import { can } from '#lib/server/platform/actor.ts';
import { execute } from '#lib/server/platform/command.ts';
import { ask } from '#lib/server/platform/query.ts';
import { proving } from '#lib/server/proving.ts';
import { commands, queries } from '#lib/server/register/index.ts';
import { queries as roadmaps } from '#lib/server/roadmaps/index.ts';
import * as planning from '#lib/server/planning/index.ts';
import * as translation from '#lib/server/translation/index.ts';
import { act, doing } from '#lib/server/web.ts';

export const load: PageServerLoad = async ({ locals, params }) => {
  const ctx = contextOf(locals);
  const one = await ask(queries.obligation, ctx, { number: params.number });
  const [{ events }, tags, { tasks }, work] = await Promise.all([
    ask(history, ctx, { record: one.id, limit: 50 }),
    ask(frameworks.tags, ctx, { record: one.id }),
    ask(roadmaps.serving, ctx, { obligation: params.number }),
    one.may.occurrence ? ask(planning.queries.work, ctx, { number: params.number }) : null,
  ]);
  const people = work?.mayAssign ? await ask(planning.queries.people, ctx, {}) : [];
  const words = can(ctx.actor, translation.TRANSLATE)
    ? await ask(translation.queries.obligation, ctx, { number: params.number }).catch(() => null)
    : null;
  return { one, events, tags, tasks, work, people, translating: words && words.languages.length > 0 ? words : null };
};

export const actions: Actions = {
  state: doing(commands.setState),
  due: doing(commands.setDue),
  explain: doing(commands.explain),
  life: doing(commands.setLife),
  assign: doing(commands.assign),
  publish: doing(commands.show),
  edit: doing(commands.editObligation),
  translate: doing(translation.commands.saveObligation),
  ...proving,
  fate: doing(commands.confirmFate),
  step: doing(planning.commands.stepDone),
  stepdue: doing(planning.commands.setStepDue),
  duty: doing(planning.commands.giveDuty),
  release: doing(planning.commands.endDuty),
  note: doing(planning.commands.addNote),
  remark: async ({ request, locals, getClientAddress }) => {
    const form = await request.formData();
    return act(form, async (fields) => {
      await limit(database(), 'remark', getClientAddress(), 20, 3600);
      await execute(commands.makeRemark, contextOf(locals), fields);
      return { remarked: true };
    });
  },
};
