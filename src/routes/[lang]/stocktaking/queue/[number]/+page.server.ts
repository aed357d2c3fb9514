import { fail } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { contextOf } from '#lib/server/app.ts';
import { execute, type AnyCommand } from '#lib/server/platform/command.ts';
import { ask } from '#lib/server/platform/query.ts';
import { commands, PREPARED, queries } from '#lib/server/stocktaking/index.ts';
import { act, goOn } from '#lib/server/web.ts';

export const load: PageServerLoad = async ({ locals, params, url }) => ({
  one: await ask(queries.review, contextOf(locals), { number: params.number }),
  PREPARED,
  did: url.searchParams.get('did'),
});

interface Sent {
  request: Request;
  locals: App.Locals;
  params: { lang: string; number: string };
}

/**
 * The action of a command: what was done is told on the page of the same submission, where its history says the rest. The decision and
 * the question are typed in one form, so that neither is lost by what becomes of the other: `fields` are those of the command.
 */
const run =
  (command: AnyCommand, fields: readonly string[], did: (result: unknown) => string) => async (sent: Sent) => {
    const { request, locals, params } = sent;
    const form = await request.formData();
    const said = (name: string): string[] => form.getAll(name).filter((one) => typeof one === 'string');
    const kept = { prepared: said('prepared'), reason: said('reason')[0] ?? '', question: said('question')[0] ?? '' };
    const own = new FormData();
    for (const [name, value] of form) if (fields.includes(name)) own.append(name, value);
    const result = await act(own, async (given) => {
      const done = did(await execute(command, contextOf(locals), given));
      // A reason half written stands until something is decided.
      if (done === 'asked' && (kept.reason !== '' || kept.prepared.length > 0))
        return { did: done, kept: { ...kept, question: '' } };
      return goOn(`/${params.lang}/stocktaking/queue/${params.number}?did=${done}`);
    });
    return 'did' in result ? result : fail(result.status, { ...result.data, kept });
  };

export const actions: Actions = {
  decide: run(commands.decide, ['id', 'seq', 'decision', 'prepared', 'reason', 'repeats'], (result) =>
    typeof result === 'object' && result !== null && 'state' in result ? String(result.state) : 'kept',
  ),
  ask: run(commands.askBack, ['id', 'question'], () => 'asked'),
  judge: run(commands.judgePair, ['id', 'other', 'judged'], () => 'judged'),
  merge: run(commands.mergeInto, ['id', 'rev', 'into'], () => 'merged'),
};
