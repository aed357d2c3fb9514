import type { Actions, PageServerLoad } from './$types';
import { contextOf } from '#lib/server/app.ts';
import { can } from '#lib/server/platform/actor.ts';
import { execute } from '#lib/server/platform/command.ts';
import { ask } from '#lib/server/platform/query.ts';
import { fieldsOf } from '#lib/server/platform/rest.ts';
import { commands, languagesOf, queries, STATUSES, takeTermFile, TRANSLATE } from '#lib/server/translation/index.ts';
import { act } from '#lib/server/web.ts';

const KEYS = new Set(['q', 'status', 'after']);

export const load: PageServerLoad = async ({ locals, url }) => {
  const fields = fieldsOf([...url.searchParams].filter(([key]) => KEYS.has(key)));
  return {
    ...(await ask(queries.terms, contextOf(locals), fields)),
    q: url.searchParams.get('q') ?? '',
    status: url.searchParams.get('status') ?? '',
    STATUSES,
    languages: languagesOf(locals.actor).filter((lang) => can(locals.actor, TRANSLATE, { language: lang })),
    mayTake: can(locals.actor, TRANSLATE, {}),
  };
};

export const actions: Actions = {
  save: async ({ request, locals }) =>
    act(await request.formData(), async (fields) => {
      await execute(commands.saveTerm, contextOf(locals), fields);
      return { did: 'saved' };
    }),
  take: ({ request, locals }) =>
    act(new FormData(), async () => ({ taken: await takeTermFile(contextOf(locals), request) })),
};
