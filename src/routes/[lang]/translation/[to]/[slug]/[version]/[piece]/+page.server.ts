import type { Actions, PageServerLoad } from './$types';
import { contextOf } from '#lib/server/app.ts';
import type { AnyCommand } from '#lib/server/platform/command.ts';
import { ask } from '#lib/server/platform/query.ts';
import { commands, queries } from '#lib/server/translation/index.ts';
import { doingThen } from '#lib/server/web.ts';

export const load: PageServerLoad = async ({ locals, params }) => {
  const ctx = contextOf(locals);
  const { lang: to, ...found } = await ask(queries.piece, ctx, {
    slug: params.slug,
    version: params.version,
    lang: params.to,
    piece: params.piece,
  });
  return {
    ...found,
    to,
    me: locals.actor.id,
    people: found.may.revise ? await ask(queries.translators, ctx, { lang: to }) : [],
  };
};

const run = (command: AnyCommand, did: string) => doingThen(command, () => ({ did }));

export const actions: Actions = {
  save: run(commands.save, 'saved'),
  claim: run(commands.claim, 'taken'),
  release: run(commands.release, 'released'),
  assign: run(commands.assign, 'assigned'),
  return: run(commands.sendBack, 'returned'),
  confirm: run(commands.confirm, 'confirmed'),
};
