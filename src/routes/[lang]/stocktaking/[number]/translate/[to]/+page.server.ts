import type { Actions, PageServerLoad } from './$types';
import { contextOf } from '#lib/server/app.ts';
import { ask } from '#lib/server/platform/query.ts';
import { commands, queries } from '#lib/server/stocktaking/index.ts';
import { doing } from '#lib/server/web.ts';

export const load: PageServerLoad = async ({ locals, params }) => ({
  to: params.to,
  one: await ask(queries.translation, contextOf(locals), { number: params.number, to: params.to }),
});

export const actions: Actions = { offer: doing(commands.offerTranslation), review: doing(commands.reviewTranslation) };
