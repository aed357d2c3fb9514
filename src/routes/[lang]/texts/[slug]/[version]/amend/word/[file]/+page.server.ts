import type { Actions, PageServerLoad } from './$types';
import { fail } from '@sveltejs/kit';
import { diffWords } from '@suivi/texts/words';
import { commands, queries } from '#lib/server/amendments/index.ts';
import { contextOf } from '#lib/server/app.ts';
import { execute } from '#lib/server/platform/command.ts';
import { ask } from '#lib/server/platform/query.ts';
import { act, goOn } from '#lib/server/web.ts';

export const load: PageServerLoad = async ({ locals, params }) => {
  const found = await ask(queries.file, contextOf(locals), {
    id: params.file,
    slug: params.slug,
    version: params.version,
  });
  const authors = found.authors.map((one) => ({
    ...one,
    changes: one.changes.map((each) => ({
      ...each,
      pieces: diffWords(each.was, each.act === 'SUP' ? '' : each.words, found.edition.lang),
    })),
  }));
  return { ...found, authors };
};

export const actions: Actions = {
  enter: async ({ request, locals, params, url }) => {
    const form = await request.formData();
    const refused = await act(form, async (fields) => {
      await execute(commands.enterFile, contextOf(locals, 'import'), fields);
      const lang = url.searchParams.get('in');
      return goOn(
        `/${params.lang}/texts/${params.slug}/${params.version}/amendments?entered${lang ? `&in=${lang}` : ''}`,
      );
    });
    return fail(refused.status, { ...refused.data, chosen: form.getAll('organisations').map(String) });
  },
};
