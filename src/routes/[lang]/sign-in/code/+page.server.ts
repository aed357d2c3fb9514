import type { Actions, PageServerLoad } from './$types';
import { commands, limit } from '#lib/server/accounts/index.ts';
import { contextOf, database } from '#lib/server/app.ts';
import { execute } from '#lib/server/platform/command.ts';
import { act, goOn, safeNext } from '#lib/server/web.ts';

export const load: PageServerLoad = ({ locals, params, url }) => {
  const next = url.searchParams.get('next');
  if (!locals.half) goOn(locals.account ? safeNext(next, params.lang) : `/${params.lang}/sign-in`);
  return { next: next ?? '' };
};

export const actions: Actions = {
  default: async ({ request, locals, params }) => {
    const form = await request.formData();
    const { half } = locals;
    if (!half) return goOn(`/${params.lang}/sign-in`);
    return act(form, async ({ code }) => {
      // A code has a million values and lives a minute and a half: ten tries in a quarter of an hour.
      await limit(database(), 'second-factor', half.account, 10, 900);
      await execute(commands.passSecondFactor, contextOf(locals), { code, ...half });
      return goOn(safeNext(String(form.get('next') ?? ''), params.lang));
    });
  },
};
