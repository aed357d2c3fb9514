import type { Actions, PageServerLoad } from './$types';
import { commands, queries } from '#lib/server/bodies/index.ts';
import { contextOf } from '#lib/server/app.ts';
import { can } from '#lib/server/platform/actor.ts';
import { ask } from '#lib/server/platform/query.ts';
import { queries as register } from '#lib/server/register/index.ts';
import { queries as texts } from '#lib/server/texts/index.ts';
import { doing, leadOn } from '#lib/server/web.ts';

export const load: PageServerLoad = async ({ locals, params }) => {
  const ctx = contextOf(locals);
  const [body, list, asked, owed] = await Promise.all([
    leadOn(
      () => ask(queries.body, ctx, { code: params.code }),
      (to) => `/${locals.lang}/${to}`,
    ),
    ask(texts.list, ctx, { body: params.code }),
    ask(register.obligations, ctx, { addressee: params.code, sort: 'due', limit: 10 }),
    ask(register.obligations, ctx, { recipient: params.code, sort: 'due', limit: 10 }),
  ]);
  return {
    body,
    texts: list.texts,
    asked: asked.rows,
    owed: owed.rows,
    mayEdit: can(locals.actor, 'bodies.edit', { body: body.id }),
  };
};

export const actions: Actions = {
  session: doing(commands.planSession),
  move: doing(commands.moveSession),
  rule: doing(commands.setLeadTime),
};
