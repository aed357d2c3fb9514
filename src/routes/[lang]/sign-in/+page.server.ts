import { fail } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { limit, signIn, signUpOpen } from '#lib/server/accounts/index.ts';
import { database } from '#lib/server/app.ts';
import { act, goOn, safeNext, setCookies } from '#lib/server/web.ts';

export const load: PageServerLoad = ({ url, locals, params }) => {
  if (locals.half) goOn(`/${params.lang}/sign-in/code?next=${encodeURIComponent(url.searchParams.get('next') ?? '')}`);
  if (locals.account) goOn(safeNext(url.searchParams.get('next'), params.lang));
  return { next: url.searchParams.get('next') ?? '', open: signUpOpen() };
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
      // Where a second factor is wanted, this page leads on to it; else to where they were going.
      return goOn(`/${params.lang}/sign-in?next=${encodeURIComponent(String(form.get('next') ?? ''))}`);
    });
  },
};
