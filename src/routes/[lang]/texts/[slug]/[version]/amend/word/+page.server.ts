import type { Actions, PageServerLoad } from './$types';
import { queries, takeFile } from '#lib/server/amendments/index.ts';
import { contextOf } from '#lib/server/app.ts';
import { ask } from '#lib/server/platform/query.ts';
import { act, goOn } from '#lib/server/web.ts';

export const load: PageServerLoad = async ({ locals, params, url }) =>
  ask(queries.editor, contextOf(locals), {
    slug: params.slug,
    version: params.version,
    in: url.searchParams.get('in') ?? undefined,
  });

export const actions: Actions = {
  take: ({ request, locals, params }) =>
    act(new FormData(), async () => {
      const { id } = await takeFile(contextOf(locals, 'import'), request);
      return goOn(`/${params.lang}/texts/${params.slug}/${params.version}/amend/word/${id}`);
    }),
};
