import type { Actions, PageServerLoad } from './$types';
import { contextOf } from '#lib/server/app.ts';
import { queries as frameworks } from '#lib/server/frameworks/index.ts';
import { ask } from '#lib/server/platform/query.ts';
import { commands, queries } from '#lib/server/roadmaps/index.ts';
import { doing } from '#lib/server/web.ts';

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const ctx = contextOf(locals);
  const one = await ask(queries.one, ctx, { code: params.roadmap });
  return { one, tags: await ask(frameworks.tags, ctx, { record: one.id }), did: url.searchParams.has('did') };
};

export const actions: Actions = { release: doing(commands.release) };
