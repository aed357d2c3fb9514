import { redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { contextOf } from '#lib/server/app.ts';
import { commands, queries } from '#lib/server/documents/index.ts';
import { queries as frameworks } from '#lib/server/frameworks/index.ts';
import { execute } from '#lib/server/platform/command.ts';
import { ask } from '#lib/server/platform/query.ts';
import { act } from '#lib/server/web.ts';

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const found = await ask(queries.document, contextOf(locals), { slug: params.slug });
  // The address of what was replaced leads on; not for ever, for another revision may follow.
  if (found.leadsOn !== null && url.searchParams.get('as') !== 'issued')
    redirect(307, `/${params.lang}/documents/${found.leadsOn}`);
  return { ...found, tags: await ask(frameworks.tags, contextOf(locals), { record: found.tagged }) };
};

export const actions: Actions = {
  withdraw: async ({ request, locals }) =>
    act(await request.formData(), async (fields) => {
      await execute(commands.withdraw, contextOf(locals), fields);
      return { done: true };
    }),
};
