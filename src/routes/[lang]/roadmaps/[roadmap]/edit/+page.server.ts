import type { Actions, PageServerLoad } from './$types';
import { contextOf } from '#lib/server/app.ts';
import { assertMay, holds } from '#lib/server/platform/policy.ts';
import { ask } from '#lib/server/platform/query.ts';
import { commands, PLAN, queries } from '#lib/server/roadmaps/index.ts';
import { doingThen, goOn } from '#lib/server/web.ts';
import { visibilitiesFor, within } from '../../choices.ts';

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const ctx = contextOf(locals);
  assertMay(holds(PLAN), ctx.actor);
  const one = await ask(queries.one, ctx, { code: params.roadmap });
  return { one, within: within(url, one.wordings, ctx.lang), visibilities: visibilitiesFor(ctx.actor) };
};

const back = (_: unknown, { params }: { params: { lang: string; roadmap: string } }) =>
  goOn(`/${params.lang}/roadmaps/${params.roadmap}?did=saved`);

export const actions: Actions = { edit: doingThen(commands.edit, back), publish: doingThen(commands.publish, back) };
