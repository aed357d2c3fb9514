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

// What was done is told on the page of the same submission, where its history says the rest.
const run =
  (command: AnyCommand, did: (result: unknown) => string) =>
  async ({
    request,
    locals,
    params,
  }: {
    request: Request;
    locals: App.Locals;
    params: { lang: string; number: string };
  }) =>
    act(await request.formData(), async (fields) => {
      const result: unknown = await execute(command, contextOf(locals), fields);
      return goOn(`/${params.lang}/stocktaking/queue/${params.number}?did=${did(result)}`);
    });

export const actions: Actions = {
  decide: run(commands.decide, (result) =>
    typeof result === 'object' && result !== null && 'state' in result ? String(result.state) : 'kept',
  ),
  ask: run(commands.askBack, () => 'asked'),
  judge: run(commands.judgePair, () => 'judged'),
  merge: run(commands.mergeInto, () => 'merged'),
};
