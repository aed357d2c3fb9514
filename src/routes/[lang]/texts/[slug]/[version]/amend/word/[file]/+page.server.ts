import type { Actions, PageServerLoad } from './$types';
import { diffWords } from '@suivi/texts';
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
  enter: async ({ request, locals, params }) =>
    act(await request.formData(), async (fields) => {
      await execute(commands.enterFile, contextOf(locals, 'import'), fields);
      return goOn(`/${params.lang}/texts/${params.slug}/${params.version}/amendments?entered`);
    }),
};
