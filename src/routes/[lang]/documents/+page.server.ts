import type { Actions, PageServerLoad } from './$types';
import { queries as bodies } from '#lib/server/bodies/index.ts';
import { contextOf } from '#lib/server/app.ts';
import { addDocument, ISSUE, PARTS, queries } from '#lib/server/documents/index.ts';
import { can } from '#lib/server/platform/actor.ts';
import { fieldsOf } from '#lib/server/platform/rest.ts';
import { ask } from '#lib/server/platform/query.ts';
import { act } from '#lib/server/web.ts';

const KEYS = new Set(['body', 'session', 'after']);

export const load: PageServerLoad = async ({ locals, url }) => {
  const ctx = contextOf(locals);
  const fields = fieldsOf([...url.searchParams].filter(([key]) => KEYS.has(key)));
  const [page, list] = await Promise.all([ask(queries.list, ctx, fields), ask(bodies.list, ctx, {})]);
  return {
    ...page,
    body: url.searchParams.get('body') ?? '',
    bodies: list.filter((one) => one.kind === 'body'),
    mayIssue: can(locals.actor, ISSUE),
    PARTS,
    // A corrigendum is begun from the document's own page, which fills in its symbol.
    given: Object.fromEntries(
      ['symbol', 'part', 'number', 'of'].map((key) => [key, url.searchParams.get(`with-${key}`) ?? '']),
    ),
  };
};

export const actions: Actions = {
  default: ({ request, locals }) => act(new FormData(), () => addDocument(contextOf(locals), request)),
};
