import type { PageServerLoad } from './$types';
import { contextOf } from '#lib/server/app.ts';
import { queries } from '#lib/server/frameworks/index.ts';
import { ask } from '#lib/server/platform/query.ts';

export const load: PageServerLoad = ({ locals, params, url }) => {
  const after = url.searchParams.get('after');
  return ask(queries.scheme, contextOf(locals), { scheme: params.scheme, ...(after ? { after } : {}) });
};
