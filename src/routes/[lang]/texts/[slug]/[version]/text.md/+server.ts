import type { RequestHandler } from './$types';
import { toMarkdown } from '@suivi/texts/write';
import { contextOf } from '#lib/server/app.ts';
import { NotFound } from '#lib/server/platform/errors.ts';
import { ask } from '#lib/server/platform/query.ts';
import { outlineOf, queries } from '#lib/server/texts/index.ts';

export const GET: RequestHandler = async ({ locals, params, url }) => {
  const ctx = contextOf(locals);
  const page = await ask(queries.reading, ctx, {
    slug: params.slug,
    version: params.version,
    in: url.searchParams.get('in') ?? undefined,
  });
  if (!page.edition) throw new NotFound(page.wanted);
  const text = await outlineOf(ctx.database.read, page.edition.id);
  return new Response(toMarkdown(text), {
    headers: {
      'content-type': 'text/markdown; charset=utf-8',
      'content-disposition': `attachment; filename="${params.slug}-${params.version}.${page.edition.lang}.md"`,
    },
  });
};
