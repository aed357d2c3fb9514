import type { Actions, PageServerLoad } from './$types';
import { contextOf } from '#lib/server/app.ts';
import { execute, type AnyCommand } from '#lib/server/platform/command.ts';
import { ask } from '#lib/server/platform/query.ts';
import { commands, queries } from '#lib/server/register/index.ts';
import { doingThen, goOn } from '#lib/server/web.ts';

export const load: PageServerLoad = async ({ locals, url }) => {
  const ctx = contextOf(locals);
  const wanted = url.searchParams.get('item') ?? undefined;
  // The machine's owner has no desk; a person gets the next item that nobody else holds.
  const claimed =
    locals.actor.kind === 'person'
      ? await execute(commands.claim, ctx, wanted ? { id: wanted } : {})
      : { id: wanted ?? null };
  return {
    ...(await ask(queries.reviewItem, ctx, claimed.id ? { id: claimed.id } : {})),
    did: url.searchParams.get('did'),
    on: url.searchParams.get('on'),
  };
};

const run = (command: AnyCommand, did: string) =>
  doingThen(command, (result, { params }: { params: { lang: string } }) => {
    const number = typeof result === 'object' && result !== null && 'number' in result ? String(result.number) : '';
    return goOn(`/${params.lang}/review?did=${did}&on=${number}`);
  });

export const actions: Actions = {
  confirm: run(commands.confirm, 'confirm'),
  reject: run(commands.reject, 'reject'),
  split: run(commands.splitOne, 'split'),
  merge: run(commands.merge, 'merge'),
  undo: run(commands.undo, 'undo'),
  bulk: run(commands.bulk, 'bulk'),
  fate: run(commands.confirmFate, 'fate'),
};
