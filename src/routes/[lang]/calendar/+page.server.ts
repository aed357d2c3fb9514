import type { PageServerLoad } from './$types';
import { queries as bodies } from '#lib/server/bodies/index.ts';
import { contextOf } from '#lib/server/app.ts';
import { queries, yearFields } from '#lib/server/planning/index.ts';
import { ask } from '#lib/server/platform/query.ts';

export const load: PageServerLoad = async ({ locals, url }) => {
  const ctx = contextOf(locals);
  const [year, list] = await Promise.all([
    ask(queries.year, ctx, yearFields(url.searchParams)),
    ask(bodies.list, ctx, {}),
  ]);
  const parties = list.flatMap(({ kind, code, name }) =>
    code === null ? [] : [{ kind, code, name: name?.value ?? code }],
  );
  const asked = year.filters.addressee;
  // Whom no record names is asked for by the words of the text.
  if (asked !== null && !parties.some((one) => one.code === asked))
    parties.push({ kind: 'words', code: asked, name: asked });
  return { ...year, parties };
};
