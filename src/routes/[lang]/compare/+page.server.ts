import type { Actions, PageServerLoad } from './$types';
import { contextOf } from '#lib/server/app.ts';
import { ask } from '#lib/server/platform/query.ts';
import { fieldsOf } from '#lib/server/platform/rest.ts';
import { compareFiles, queries } from '#lib/server/texts/index.ts';
import { act } from '#lib/server/web.ts';

const PAIR = ['left', 'right', 'view', 'whole'];

export const load: PageServerLoad = async ({ locals, url: { searchParams } }) => {
  const ctx = contextOf(locals);
  const edition = searchParams.get('edition');
  if (searchParams.has('left') || searchParams.has('right'))
    return {
      found: await ask(queries.compare, ctx, fieldsOf([...searchParams].filter(([key]) => PAIR.includes(key)))),
      whole: searchParams.get('whole') === 'yes',
      older: null,
    };
  return { found: null, whole: false, older: edition ? await ask(queries.edition, ctx, { id: edition }) : null };
};

export const actions: Actions = {
  default: ({ request, locals }) =>
    act(new FormData(), async () => ({ compared: await compareFiles(contextOf(locals), request) })),
};
