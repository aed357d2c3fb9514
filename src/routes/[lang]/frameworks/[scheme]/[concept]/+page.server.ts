import { redirect } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';
import { contextOf } from '#lib/server/app.ts';
import { conceptAddress } from '#lib/i18n/index.ts';
import { codeAddressed, queries } from '#lib/server/frameworks/index.ts';
import { NotFound } from '#lib/server/platform/errors.ts';
import { ask } from '#lib/server/platform/query.ts';

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const ctx = contextOf(locals);
  const meant = await codeAddressed(ctx, params.concept, params.scheme);
  if (!meant) throw new NotFound(params.concept);
  if (meant.nice !== params.concept)
    redirect(301, `/${locals.lang}/${conceptAddress(params.scheme, meant.code)}${url.search}`);
  const one = await ask(queries.concept, ctx, { code: meant.code });
  const [kind, after] = [url.searchParams.get('kind'), url.searchParams.get('after')];
  const { kinds } = await ask(queries.tagged, ctx, {
    concept: [one.code],
    ...(kind ? { kind, ...(after ? { after } : {}) } : {}),
  });
  return { one, kinds, kind };
};
