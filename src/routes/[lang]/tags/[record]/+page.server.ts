import type { Actions, PageServerLoad } from './$types';
import { contextOf } from '#lib/server/app.ts';
import { commands, queries } from '#lib/server/frameworks/index.ts';
import { ask } from '#lib/server/platform/query.ts';
import { doing } from '#lib/server/web.ts';

/** The tags of any record, and for who may edit it the forms that change them: one page for all kinds of records. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
  const ctx = contextOf(locals);
  const seen = await ask(queries.tags, ctx, { record: params.record });
  const [q, scheme] = [url.searchParams.get('q')?.trim() ?? '', url.searchParams.get('scheme') ?? ''];
  if (!seen.may) return { seen, schemes: [], found: null, suggested: [], asked: { q, scheme } };
  const [{ schemes }, { suggestions: suggested }, found] = await Promise.all([
    ask(queries.choices, ctx, {}),
    ask(queries.suggestions, ctx, { record: params.record }),
    q === '' ? null : ask(queries.find, ctx, { q: q.slice(0, 200), ...(scheme ? { scheme } : {}) }),
  ]);
  return { seen, schemes, found, suggested, asked: { q, scheme } };
};

export const actions: Actions = {
  put: doing(commands.tagPut),
  remove: doing(commands.tagRemove),
  reject: doing(commands.tagReject),
};
