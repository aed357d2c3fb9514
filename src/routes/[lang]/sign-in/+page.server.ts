import { fail } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { limit, signIn } from '#lib/server/accounts/index.ts';
import { database } from '#lib/server/app.ts';
import { act, goOn, safeNext, setCookies } from '#lib/server/web.ts';

export const load: PageServerLoad = ({ url, locals, params }) => {
  if (locals.account) goOn(safeNext(url.searchParams.get('next'), params.lang));
  return { next: url.searchParams.get('next') ?? '' };
};

export const actions: Actions = {
  default: async ({ request, cookies, params, getClientAddress }) => {
    const form = await request.formData();
    const email = String(form.get('email') ?? '').trim();
    return act(form, async () => {
      // Ten tries in ten minutes for a mail, and for an address of the network: guessing is slow, people are not locked out.
      await limit(database(), 'sign-in', email.toLowerCase().slice(0, 200), 10, 600);
      await limit(database(), 'sign-in-from', getClientAddress(), 60, 600);
      const set = await signIn(database(), { email, password: String(form.get('password') ?? '') }, request.headers);
      if (!set) return fail(400, { failed: true, email });
      setCookies(cookies, set);
      return goOn(safeNext(String(form.get('next') ?? ''), params.lang));
    });
  },
};
