import { fail } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { limit } from '#lib/server/accounts/index.ts';
import { contextOf, database } from '#lib/server/app.ts';
import { execute } from '#lib/server/platform/command.ts';
import { ask } from '#lib/server/platform/query.ts';
import { answerFrom, commands, content, draftFrom, queries } from '#lib/server/stocktaking/index.ts';
import { act } from '#lib/server/web.ts';

export const load: PageServerLoad = async ({ locals, params }) => ({
  asked: await ask(queries.askedBy, contextOf(locals), { token: params.token }),
  STATUSES: content.STATUSES,
});

export const actions: Actions = {
  answer: async ({ request, locals, params, getClientAddress }) => {
    const form = await request.formData();
    const { results } = draftFrom('results', form);
    const { links } = draftFrom('show', form);
    const rows = { results, links };
    const answered = await act(form, async ({ answer, status, ends }) => {
      // A token cannot be guessed; that many are tried is stopped all the same.
      await limit(database(), 'stocktaking-confirm', getClientAddress(), 30, 600);
      const input = answerFrom(
        { token: params.token, answer, status, ends: ends ?? '' },
        answer === 'changed' ? rows : {},
      );
      return { done: (await execute(commands.answerYearly, contextOf(locals), input)).state };
    });
    if ('done' in answered) return answered;
    return fail(answered.status, { refusal: answered.data.refusal, rows });
  },
  again: async ({ request, locals, params, getClientAddress }) =>
    act(await request.formData(), async () => {
      await limit(database(), 'stocktaking-confirm-again', getClientAddress(), 5, 3600);
      await execute(commands.askAgain, contextOf(locals), { token: params.token });
      return { done: 'again' as const };
    }),
};
