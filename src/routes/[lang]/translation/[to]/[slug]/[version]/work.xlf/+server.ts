import type { RequestHandler } from './$types';
import { contextOf } from '#lib/server/app.ts';
import { ask } from '#lib/server/platform/query.ts';
import { queries } from '#lib/server/translation/index.ts';

export const GET: RequestHandler = async ({ locals, params }) => {
  const ctx = contextOf(locals);
  const { version } = await ask(queries.work, ctx, { slug: params.slug, version: params.version, lang: params.to });
  const { xliff, name } = await ask(queries.xliff, ctx, { version, lang: params.to });
  return new Response(xliff, {
    headers: {
      'content-type': 'application/xliff+xml; charset=utf-8',
      'content-disposition': `attachment; filename="${name}"`,
      'x-content-type-options': 'nosniff',
    },
  });
};
