import { redirect } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';
import { contextOf } from '#lib/server/app.ts';
import { cellAddress } from '#lib/i18n/index.ts';
import { codeAddressed, queries } from '#lib/server/frameworks/index.ts';
import { NotFound } from '#lib/server/platform/errors.ts';
import { ask } from '#lib/server/platform/query.ts';

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const ctx = contextOf(locals);
  const [kind, after] = [url.searchParams.get('kind'), url.searchParams.get('after')];
  const [from, to] = await Promise.all([codeAddressed(ctx, params.from), codeAddressed(ctx, params.with)]);
  if (!from || !to) throw new NotFound(`${params.from} ${params.with}`);
  if (from.nice !== params.from || to.nice !== params.with)
    redirect(301, `/${locals.lang}/${cellAddress(params.set, from.code, to.code)}${url.search}`);
  const [cell, { kinds }] = await Promise.all([
    ask(queries.cell, ctx, { set: params.set, from: from.code, to: to.code }),
    ask(queries.tagged, ctx, {
      concept: [from.code, to.code],
      ...(kind ? { kind, ...(after ? { after } : {}) } : {}),
    }),
  ]);
  return { cell, kinds, kind };
};
