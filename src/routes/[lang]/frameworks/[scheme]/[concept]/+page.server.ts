import type { PageServerLoad } from './$types';
import { contextOf } from '#lib/server/app.ts';
import { queries } from '#lib/server/frameworks/index.ts';
import { NotFound } from '#lib/server/platform/errors.ts';
import { ask } from '#lib/server/platform/query.ts';

export const load: PageServerLoad = async ({ locals, params }) => {
  const one = await ask(queries.concept, contextOf(locals), { code: params.concept });
  if (one.scheme !== params.scheme) throw new NotFound(params.concept);
  return { one };
};
