import type { Actions, PageServerLoad } from './$types';
import { commands, queries } from '#lib/server/amendments/index.ts';
import { contextOf } from '#lib/server/app.ts';
import { execute } from '#lib/server/platform/command.ts';
import { ask } from '#lib/server/platform/query.ts';
import { act, goOn } from '#lib/server/web.ts';

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const given = (key: string) => url.searchParams.get(key) ?? undefined;
  return ask(queries.editor, contextOf(locals), {
    slug: params.slug,
    version: params.version,
    in: given('in'),
    eid: given('at'),
    amends: given('amends'),
  });
};

export const actions: Actions = {
  propose: async ({ request, locals, params, url }) => {
    const form = await request.formData();
    // What suppresses or keeps a paragraph brings no words, whatever stands in the field.
    const bare = form.get('kind') === 'SUP' || form.get('kind') === 'NOC';
    return act(form, async ({ words, ...fields }) => {
      const input = bare ? fields : { ...fields, words };
      const { number } = await execute(commands.propose, contextOf(locals), input);
      const lang = url.searchParams.get('in');
      return goOn(
        `/${params.lang}/texts/${params.slug}/${params.version}/amendments/${number}${lang ? `?in=${lang}` : ''}`,
      );
    });
  },
};
