import { LANGUAGES } from '@suivi/texts/model';
import type { PageServerLoad } from './$types';
import { contextOf } from '#lib/server/app.ts';
import { NotFound } from '#lib/server/platform/errors.ts';
import { ask } from '#lib/server/platform/query.ts';
import { queries } from '#lib/server/translation/index.ts';

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const to = LANGUAGES.find((one) => one === params.to);
  if (!to) throw new NotFound(params.to);
  const ctx = contextOf(locals);
  const given = (key: string) => url.searchParams.get(key) ?? undefined;
  const [{ lang: _lang, ...page }, obligations] = await Promise.all([
    ask(queries.list, ctx, { lang: to, after: given('after') }),
    ask(queries.obligations, ctx, { lang: to, after: given('number') }),
  ]);
  return { ...page, to, obligations };
};
