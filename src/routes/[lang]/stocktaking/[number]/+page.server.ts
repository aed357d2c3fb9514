import type { Actions, PageServerLoad } from './$types';
import { limit } from '#lib/server/accounts/index.ts';
import { contextOf, database } from '#lib/server/app.ts';
import { can } from '#lib/server/platform/actor.ts';
import { history } from '#lib/server/platform/audit.ts';
import { execute } from '#lib/server/platform/command.ts';
import { ask } from '#lib/server/platform/query.ts';
import { commands as register, permissions } from '#lib/server/register/index.ts';
import { asJsonLd, blockOf, citation, queries } from '#lib/server/stocktaking/index.ts';
import { act, doing, leadOn } from '#lib/server/web.ts';

/** What readers are told of the past; drafts and what moderators wrote to the submitter are no part of it. */
const TOLD = new Set(['initiative.published', 'initiative.confirmed']);

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const ctx = contextOf(locals);
  const words = url.searchParams.has('original') ? 'original' : 'own';
  const { gone, one } = await leadOn(
    () => ask(queries.page, ctx, { number: params.number, words }),
    (to) => `/${locals.lang}/${to}`,
  );
  if (gone) {
    locals.status = 410;
    return { gone, one: null };
  }
  const { events } = await ask(history, ctx, { record: one.id, limit: 200 });
  const site = { origin: url.origin, lang: locals.lang };
  return {
    gone: null,
    one,
    events: events.filter(({ kind }) => TOLD.has(kind)).map(({ kind, at }) => ({ kind, at })),
    cited: one.version === null ? null : citation(one, site),
    linked: one.version === null ? null : blockOf(asJsonLd(one, site)),
    mayShow: one.version !== null && can(locals.actor, permissions.EVIDENCE),
  };
};

export const actions: Actions = {
  evidence: doing(register.giveEvidence),
  remark: async ({ request, locals, getClientAddress }) =>
    act(await request.formData(), async (fields) => {
      await limit(database(), 'remark', getClientAddress(), 20, 3600);
      await execute(register.makeRemark, contextOf(locals), fields);
      return { remarked: true };
    }),
};
