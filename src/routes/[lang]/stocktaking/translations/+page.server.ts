import type { PageServerLoad } from './$types';
import { contextOf } from '#lib/server/app.ts';
import { ask } from '#lib/server/platform/query.ts';
import { queries } from '#lib/server/stocktaking/index.ts';

export const load: PageServerLoad = async ({ locals }) => ({
  waiting: await ask(queries.translations, contextOf(locals), {}),
});
