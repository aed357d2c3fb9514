import type { Actions, PageServerLoad } from './$types';
import { signOut } from '#lib/server/accounts/index.ts';
import { database } from '#lib/server/app.ts';
import { goOn, setCookies } from '#lib/server/web.ts';

export const load: PageServerLoad = ({ params }) => goOn(`/${params.lang}`);

export const actions: Actions = {
  default: async ({ request, cookies, params }) => {
    setCookies(cookies, await signOut(database(), request.headers));
    return goOn(`/${params.lang}`);
  },
};
