import type { Actions, PageServerLoad } from './$types';
import { translator } from '#lib/i18n/index.ts';
import { contextOf } from '#lib/server/app.ts';
import { execute } from '#lib/server/platform/command.ts';
import { ask } from '#lib/server/platform/query.ts';
import { commands, filtersIn, nameFor, queries, unasked } from '#lib/server/stocktaking/index.ts';
import { act } from '#lib/server/web.ts';
import { filterWords } from '#lib/ui/parts/facet-names.ts';

export const load: PageServerLoad = async ({ locals, url }) => {
  const ctx = contextOf(locals);
  const filters = filtersIn(url.searchParams);
  const get = (key: string): string | undefined => url.searchParams.get(key) || undefined;
  const [page, counts] = await Promise.all([
    ask(queries.list, ctx, { ...filters, sort: get('sort'), after: get('after') }),
    ask(queries.facets, ctx, filters),
  ]);
  const chosen = Object.entries(filters).flatMap(([key, value]) =>
    [value].flat().map((one): [string, string] => [key, String(one)]),
  );
  // The organisation that a list is narrowed to has a name of its own, also where nothing is found.
  const [organisation] = [filters['organisation']].flat();
  const named =
    organisation === undefined
      ? null
      : (page.entries[0]?.organisation ??
        (await ask(queries.organisation, ctx, { id: organisation }).catch(() => null)));
  return {
    page,
    counts,
    chosen,
    sort: get('sort') ?? unasked(filters),
    unasked: unasked(filters),
    query: new URLSearchParams(chosen).toString(),
    named,
    offered: nameFor(filterWords(translator(locals.lang), filters, counts.named, named?.name), ctx.now, locals.lang),
  };
};

export const actions: Actions = {
  keep: async ({ request, locals }) =>
    act(await request.formData(), async (fields) => {
      await execute(commands.keepSearch, contextOf(locals), fields);
      return { kept: true };
    }),
};
