import type { Actions, PageServerLoad } from './$types';
import { contextOf } from '#lib/server/app.ts';
import { queries as bodies } from '#lib/server/bodies/index.ts';
import { queries as frameworks } from '#lib/server/frameworks/index.ts';
import { can } from '#lib/server/platform/actor.ts';
import { assertMay, holds } from '#lib/server/platform/policy.ts';
import { ask } from '#lib/server/platform/query.ts';
import { commands, PLAN } from '#lib/server/roadmaps/index.ts';
import { doingThen, goOn } from '#lib/server/web.ts';
import { visibilitiesFor } from '../choices.ts';

export const load: PageServerLoad = async ({ locals, url }) => {
  const ctx = contextOf(locals);
  assertMay(holds(PLAN), ctx.actor);
  const [list, { schemes }] = await Promise.all([ask(bodies.list, ctx, {}), ask(frameworks.choices, ctx, {})]);
  return {
    bodies: list.filter(({ id, kind }) => kind === 'body' && can(ctx.actor, PLAN, { body: id })),
    // Countries have no roadmaps; of goals those as a whole are offered, the API takes targets too.
    schemes: schemes
      .filter(({ scheme }) => scheme !== 'm49')
      .map((one) => ({ ...one, concepts: one.concepts.filter(({ depth }) => depth === 0) })),
    about: url.searchParams.get('about') ?? '',
    visibilities: visibilitiesFor(ctx.actor),
  };
};

export const actions: Actions = {
  default: doingThen(commands.create, (made, { params }: { params: { lang: string } }) =>
    goOn(`/${params.lang}/roadmaps/${(made as { code: string }).code}`),
  ),
};
