import { LANGUAGES } from '@suivi/texts';
import type { PageServerLoad } from './$types';
import { contextOf } from '#lib/server/app.ts';
import { NotFound } from '#lib/server/platform/errors.ts';
import { ask } from '#lib/server/platform/query.ts';
import { queries } from '#lib/server/translation/index.ts';

export const load: PageServerLoad = ({ locals, params, url }) => {
  const to = LANGUAGES.find((one) => one === params.to);
  if (!to) throw new NotFound(params.to);
  return ask(queries.list, contextOf(locals), { lang: to, after: url.searchParams.get('after') ?? undefined }).then(
    ({ lang: _lang, ...page }) => ({ ...page, to }),
  );
};
