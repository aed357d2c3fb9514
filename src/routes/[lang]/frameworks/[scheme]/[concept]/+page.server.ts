import type { PageServerLoad } from './$types';
import { contextOf } from '#lib/server/app.ts';
import { queries } from '#lib/server/frameworks/index.ts';
import { NotFound } from '#lib/server/platform/errors.ts';
import { ask } from '#lib/server/platform/query.ts';

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const ctx = contextOf(locals);
  const one = await ask(queries.concept, ctx, { code: params.concept });
  if (one.scheme !== params.scheme) throw new NotFound(params.concept);
  const [kind, after] = [url.searchParams.get('kind'), url.searchParams.get('after')];
  const { kinds } = await ask(queries.tagged, ctx, {
    concept: [one.code],
    ...(kind ? { kind, ...(after ? { after } : {}) } : {}),
  });
  return { one, kinds, kind };
};
