import type { Actions, PageServerLoad } from './$types';
import { contextOf } from '#lib/server/app.ts';
import { queries as frameworks } from '#lib/server/frameworks/index.ts';
import { history } from '#lib/server/platform/audit.ts';
import { ask } from '#lib/server/platform/query.ts';
import { proving } from '#lib/server/proving.ts';
import { commands, queries } from '#lib/server/roadmaps/index.ts';
import { doing } from '#lib/server/web.ts';

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const ctx = contextOf(locals);
  const task = await ask(queries.task, ctx, { code: params.roadmap, number: params.task });
  const [{ events }, tags] = await Promise.all([
    ask(history, ctx, { record: task.id, limit: 50 }),
    ask(frameworks.tags, ctx, { record: task.id }),
  ]);
  return { task, events, tags, did: url.searchParams.has('did') };
};

export const actions: Actions = { progress: doing(commands.progress), drop: doing(commands.drop), ...proving };
