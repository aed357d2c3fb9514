import type { Actions, PageServerLoad } from './$types';
import { PASSWORD_LENGTH, peekLink, redeem, signIn } from '#lib/server/accounts/index.ts';
import { contextOf, database } from '#lib/server/app.ts';
import { act, goOn, setCookies } from '#lib/server/web.ts';

export const load: PageServerLoad = async ({ params, locals }) => ({
  link: await peekLink(contextOf(locals), params.token),
  min: PASSWORD_LENGTH.min,
});

export const actions: Actions = {
  default: async ({ request, cookies, params, locals }) => {
    const form = await request.formData();
    const text = (name: string): string => String(form.get(name) ?? '').trim();
    return act(form, async () => {
      const password = String(form.get('password') ?? '');
      const { email } = await redeem(contextOf(locals), {
        token: params.token,
        name: text('name'),
        email: text('email'),
        password,
      });
      const set = await signIn(database(), { email, password }, request.headers);
      if (set) setCookies(cookies, set);
      return goOn(`/${params.lang}`);
    });
  },
};
