import type { Actions, PageServerLoad } from './$types';
import { contextOf } from '#lib/server/app.ts';
import { ask } from '#lib/server/platform/query.ts';
import { commands, queries } from '#lib/server/stocktaking/index.ts';
import { doing } from '#lib/server/web.ts';

export const load: PageServerLoad = async ({ locals }) => ({
  searches: await ask(queries.searches, contextOf(locals), {}),
});

export const actions: Actions = { change: doing(commands.changeSearch), forget: doing(commands.forgetSearch) };
