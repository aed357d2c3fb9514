import type { PageServerLoad } from './$types';
import { contextOf } from '#lib/server/app.ts';
import { ask } from '#lib/server/platform/query.ts';
import { queries } from '#lib/server/roadmaps/index.ts';

export const load: PageServerLoad = async ({ locals, params }) => ({
  past: await ask(queries.pastRelease, contextOf(locals), { code: params.roadmap, number: params.release }),
});
