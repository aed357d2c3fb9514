import type { PageServerLoad } from './$types';
import { contextOf } from '#lib/server/app.ts';
import { ask } from '#lib/server/platform/query.ts';
import { queries } from '#lib/server/planning/index.ts';

/** What waits for the person who is signed in. */
export const load: PageServerLoad = async ({ locals }) => ({ desk: await ask(queries.desk, contextOf(locals), {}) });
