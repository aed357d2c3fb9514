import type { Actions, PageServerLoad } from './$types';
import { contextOf } from '#lib/server/app.ts';
import { assertMay, holds } from '#lib/server/platform/policy.ts';
import { ask } from '#lib/server/platform/query.ts';
import { commands, PLAN, queries } from '#lib/server/roadmaps/index.ts';
import { doingThen, goOn } from '#lib/server/web.ts';
import { within } from '../../../../choices.ts';

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const ctx = contextOf(locals);
  assertMay(holds(PLAN), ctx.actor);
  const task = await ask(queries.task, ctx, { code: params.roadmap, number: params.task });
  return { task, within: within(url, task.wordings, ctx.lang) };
};

export const actions: Actions = {
  default: doingThen(commands.editTask, (_, { params }: { params: { lang: string; roadmap: string; task: string } }) =>
    goOn(`/${params.lang}/roadmaps/${params.roadmap}/tasks/${params.task}?did=saved`),
  ),
};
