import type { RequestHandler } from './$types';
import { textToDocx } from '@suivi/texts/write/docx';
import { contextOf } from '#lib/server/app.ts';
import { answer } from '#lib/server/output/index.ts';
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
  const name = `${params.slug}-${params.version}.${page.edition.lang}`;
  const back = `/${locals.lang}/texts/${params.slug}/${params.version}${url.search}`;
  // A draft shows what changed; a text that stands is read without marks.
  return answer(locals.lang, 'docx', name, back, async () =>
    textToDocx(text, { changes: url.searchParams.has('accepted') ? 'accepted' : 'tracked' }),
  );
};
