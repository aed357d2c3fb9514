import type { RequestHandler } from './$types';
import { contextOf } from '#lib/server/app.ts';
import { ask } from '#lib/server/platform/query.ts';
import { queries } from '#lib/server/translation/index.ts';

export const GET: RequestHandler = async ({ locals, params }) => {
  const { tmx, name } = await ask(queries.memory, contextOf(locals), {
    slug: params.slug,
    version: params.version,
    lang: params.to,
  });
  return new Response(tmx, {
    headers: {
      'content-type': 'application/x-tmx+xml; charset=utf-8',
      'content-disposition': `attachment; filename="${name}"`,
      'x-content-type-options': 'nosniff',
    },
  });
};
