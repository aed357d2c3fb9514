import type { Actions, PageServerLoad } from './$types';
import { contextOf } from '#lib/server/app.ts';
import type { AnyCommand } from '#lib/server/platform/command.ts';
import { ask } from '#lib/server/platform/query.ts';
import { commands, queries, takeXliff } from '#lib/server/translation/index.ts';
import { act, doingThen } from '#lib/server/web.ts';

export const load: PageServerLoad = async ({ locals, params }) => {
  const ctx = contextOf(locals);
  const { lang: to, ...work } = await ask(queries.work, ctx, {
    slug: params.slug,
    version: params.version,
    lang: params.to,
  });
  return { ...work, to, people: work.may.revise ? await ask(queries.translators, ctx, { lang: to }) : [] };
};

const run = (command: AnyCommand, did: string) => doingThen(command, () => ({ did }));

export const actions: Actions = {
  claim: run(commands.claim, 'taken'),
  release: run(commands.release, 'released'),
  assign: run(commands.assign, 'assigned'),
  confirm: run(commands.confirm, 'confirmed'),
  due: run(commands.setDue, 'due'),
  deliver: run(commands.deliver, 'delivered'),
  take: ({ request, locals }) =>
    act(new FormData(), async () => ({ file: await takeXliff(contextOf(locals), request) })),
};
