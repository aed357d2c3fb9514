import { RULES } from '@suivi/texts/check';
import type { Actions, PageServerLoad } from './$types';
import { contextOf } from '#lib/server/app.ts';
import { assertMay, signedIn } from '#lib/server/platform/policy.ts';
import { checkUpload } from '#lib/server/texts/index.ts';
import { act } from '#lib/server/web.ts';

export const load: PageServerLoad = ({ locals }) => {
  assertMay(signedIn, locals.actor);
  return { rules: RULES };
};

export const actions: Actions = {
  default: ({ request, locals }) =>
    act(new FormData(), async () => ({ checked: await checkUpload(contextOf(locals), request) })),
};
