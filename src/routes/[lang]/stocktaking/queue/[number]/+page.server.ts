import type { Actions, PageServerLoad } from './$types';
import { contextOf } from '#lib/server/app.ts';
import type { AnyCommand } from '#lib/server/platform/command.ts';
import { ask } from '#lib/server/platform/query.ts';
import { commands, PREPARED, queries } from '#lib/server/stocktaking/index.ts';
import { doingThen, goOn } from '#lib/server/web.ts';

export const load: PageServerLoad = async ({ locals, params, url }) => ({
  one: await ask(queries.review, contextOf(locals), { number: params.number }),
  PREPARED,
  did: url.searchParams.get('did'),
});

// What was done is told on the page of the same submission, where its history says the rest.
const run = (command: AnyCommand, did: (result: unknown) => string) =>
  doingThen(command, (result, { params }: { params: { lang: string; number: string } }) =>
    goOn(`/${params.lang}/stocktaking/queue/${params.number}?did=${did(result)}`),
  );

export const actions: Actions = {
  decide: run(commands.decide, (result) =>
    typeof result === 'object' && result !== null && 'state' in result ? String(result.state) : 'kept',
  ),
  ask: run(commands.askBack, () => 'asked'),
  judge: run(commands.judgePair, () => 'judged'),
  merge: run(commands.mergeInto, () => 'merged'),
};
