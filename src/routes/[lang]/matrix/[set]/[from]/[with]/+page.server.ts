import type { PageServerLoad } from './$types';
import { contextOf } from '#lib/server/app.ts';
import { queries } from '#lib/server/frameworks/index.ts';
import { ask } from '#lib/server/platform/query.ts';

export const load: PageServerLoad = async ({ locals, params }) => ({
  cell: await ask(queries.cell, contextOf(locals), { set: params.set, from: params.from, to: params.with }),
});
