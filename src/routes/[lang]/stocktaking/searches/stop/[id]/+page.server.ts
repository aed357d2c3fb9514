import type { Actions, PageServerLoad } from './$types';
import { contextOf } from '#lib/server/app.ts';
import { execute } from '#lib/server/platform/command.ts';
import { commands } from '#lib/server/stocktaking/index.ts';
import { act } from '#lib/server/web.ts';

/** Only the button stops: programs that look at the links of a letter press none. */
export const load: PageServerLoad = ({ params }) => ({ id: params.id });

export const actions: Actions = {
  stop: async ({ request, locals }) =>
    act(await request.formData(), async (fields) => {
      await execute(commands.stopSearch, contextOf(locals), fields);
      return { done: true };
    }),
};
