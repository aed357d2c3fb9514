import type { Actions, PageServerLoad } from './$types';
import { contextOf } from '#lib/server/app.ts';
import { ask } from '#lib/server/platform/query.ts';
import { queries, receiveUpload } from '#lib/server/texts/index.ts';
import { act, goOn } from '#lib/server/web.ts';

export const load: PageServerLoad = async ({ locals }) => ({
  intakes: await ask(queries.intakes, contextOf(locals, 'import'), {}),
});

export const actions: Actions = {
  default: ({ request, locals, params }) =>
    act(new FormData(), async () => {
      const { id, again } = await receiveUpload(contextOf(locals, 'import'), request);
      return goOn(`/${params.lang}/import/${id}${again ? '?again' : ''}`);
    }),
};
