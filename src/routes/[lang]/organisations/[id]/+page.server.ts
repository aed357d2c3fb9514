import type { Actions, PageServerLoad } from './$types';
import { commands, queries } from '#lib/server/accounts/index.ts';
import { contextOf } from '#lib/server/app.ts';
import { ask } from '#lib/server/platform/query.ts';
import { doing } from '#lib/server/web.ts';

export const load: PageServerLoad = async ({ locals, params }) => ({
  organisation: await ask(queries.organisation, contextOf(locals), { id: params.id }),
});

export const actions: Actions = { decide: doing(commands.decideMembership), end: doing(commands.endMembership) };
