import type { Actions, PageServerLoad } from './$types';
import { contextOf } from '#lib/server/app.ts';
import { ask } from '#lib/server/platform/query.ts';
import { commands, queries } from '#lib/server/stocktaking/index.ts';
import { doingThen, goOn } from '#lib/server/web.ts';

export const load: PageServerLoad = async ({ locals, url }) => ({
  pair: await ask(queries.pair, contextOf(locals), {
    from: url.searchParams.get('from') ?? '',
    into: url.searchParams.get('into') ?? '',
  }),
});

export const actions: Actions = {
  merge: doingThen(commands.mergeOrganisations, (_, { params }: { params: { lang: string } }) =>
    goOn(`/${params.lang}/stocktaking/organisations?did=merged`),
  ),
};
