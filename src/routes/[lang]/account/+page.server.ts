import type { PageServerLoad } from './$types';
import { queries } from '#lib/server/accounts/index.ts';
import { contextOf } from '#lib/server/app.ts';
import { ask } from '#lib/server/platform/query.ts';

export const load: PageServerLoad = async ({ locals }) => ({ me: await ask(queries.me, contextOf(locals), {}) });
