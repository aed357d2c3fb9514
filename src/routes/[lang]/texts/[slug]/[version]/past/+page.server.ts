import type { PageServerLoad } from './$types';
import { diffWords } from '@suivi/texts/words';
import { queries } from '#lib/server/amendments/index.ts';
import { contextOf } from '#lib/server/app.ts';
import { ask } from '#lib/server/platform/query.ts';

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const found = await ask(queries.past, contextOf(locals), {
    slug: params.slug,
    version: params.version,
    eid: url.searchParams.get('at') ?? '',
    in: url.searchParams.get('in') ?? undefined,
  });
  const versions = found.versions.map((one, i) => {
    const before = found.versions.slice(i + 1).find((each) => each.eid !== null && each.lang === one.lang);
    const pieces = one.eid !== null && before ? diffWords(before.words, one.words, one.lang) : null;
    return { ...one, first: i === found.versions.length - 1, same: before?.words === one.words, pieces };
  });
  return { ...found, versions };
};
