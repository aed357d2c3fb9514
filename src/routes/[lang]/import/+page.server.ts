import { fail } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { contextOf } from '#lib/server/app.ts';
import { loadConfig } from '#lib/server/platform/config.ts';
import { AppError } from '#lib/server/platform/errors.ts';
import { ask } from '#lib/server/platform/query.ts';
import { queries, receive } from '#lib/server/texts/index.ts';
import { act, goOn } from '#lib/server/web.ts';

export const load: PageServerLoad = async ({ locals }) => ({
  intakes: await ask(queries.intakes, contextOf(locals, 'import'), {}),
});

export const actions: Actions = {
  default: async ({ request, locals, params }) => {
    const limit = loadConfig().uploadLimit;
    if (Number(request.headers.get('content-length') ?? 0) > limit + 4096)
      return fail(413, { refusal: { code: 'unreadable-too-large', values: {}, issues: [], typed: {} } });
    const form = await request.formData();
    return act(form, async () => {
      const file = form.get('file');
      if (!(file instanceof File) || file.size === 0) throw new AppError('unreadable-empty', 422);
      if (file.size > limit) throw new AppError('unreadable-too-large', 413);
      const { id, again } = await receive(
        contextOf(locals, 'import'),
        new Uint8Array(await file.arrayBuffer()),
        file.name,
      );
      return goOn(`/${params.lang}/import/${id}${again ? '?again' : ''}`);
    });
  },
};
