import type { RequestHandler } from './$types';
import { contextOf } from '#lib/server/app.ts';
import { NotFound } from '#lib/server/platform/errors.ts';
import { ask } from '#lib/server/platform/query.ts';
import { aknOf, queries } from '#lib/server/texts/index.ts';

export const GET: RequestHandler = async ({ locals, params, url }) => {
  const ctx = contextOf(locals);
  const page = await ask(queries.reading, ctx, {
    slug: params.slug,
    version: params.version,
    in: url.searchParams.get('in') ?? undefined,
  });
  if (!page.edition) throw new NotFound(page.wanted);
  const named = { ...page, slug: page.text.slug, number: page.text.number };
  const xml = await aknOf(ctx.database.read, page.edition.id, named, ctx.now.toISOString().slice(0, 10));
  return new Response(xml, {
    headers: {
      'content-type': 'application/akn+xml; charset=utf-8',
      'content-disposition': `attachment; filename="${params.slug}-${params.version}.${page.edition.lang}.xml"`,
    },
  });
};
