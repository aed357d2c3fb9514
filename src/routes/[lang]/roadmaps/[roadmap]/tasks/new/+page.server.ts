import type { Actions, PageServerLoad } from './$types';
import { contextOf } from '#lib/server/app.ts';
import { assertMay, holds } from '#lib/server/platform/policy.ts';
import { ask } from '#lib/server/platform/query.ts';
import { commands, PLAN, queries } from '#lib/server/roadmaps/index.ts';
import { doingThen, goOn } from '#lib/server/web.ts';

export const load: PageServerLoad = async ({ locals, params }) => {
  const ctx = contextOf(locals);
  assertMay(holds(PLAN), ctx.actor);
  const { id, code, title } = await ask(queries.one, ctx, { code: params.roadmap });
  return { id, code, title };
};

export const actions: Actions = {
  default: doingThen(commands.addTask, (made, { params }: { params: { lang: string; roadmap: string } }) =>
    goOn(`/${params.lang}/roadmaps/${params.roadmap}/tasks/${(made as { number: number }).number}?did=added`),
  ),
};
