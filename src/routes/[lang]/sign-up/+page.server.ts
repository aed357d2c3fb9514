import type { Actions, PageServerLoad } from './$types';
import { limit, signUp, signUpOpen } from '#lib/server/accounts/index.ts';
import { contextOf, database } from '#lib/server/app.ts';
import { act } from '#lib/server/web.ts';

export const load: PageServerLoad = () => ({ open: signUpOpen() });

export const actions: Actions = {
  default: async ({ request, locals, getClientAddress }) => {
    const form = await request.formData();
    return act(form, async (fields) => {
      await limit(database(), 'sign-up', getClientAddress(), 10, 3600);
      await signUp(contextOf(locals), fields);
      return { sent: String(fields['email']) };
    });
  },
};
