import type { RequestHandler } from './$types';
import { queries } from '#lib/server/amendments/index.ts';
import { contextOf } from '#lib/server/app.ts';
import { ask } from '#lib/server/platform/query.ts';

export const GET: RequestHandler = async ({ locals, params, url }) => {
  const given = { slug: params.slug, version: params.version, in: url.searchParams.get('in') ?? undefined };
  const found = await ask(queries.exported, contextOf(locals), given);
  return Response.json(found, {
    headers: {
      'content-disposition': `attachment; filename="amendments-${found.text}-${found.version}.${found.lang}.json"`,
      'x-content-type-options': 'nosniff',
    },
  });
};
