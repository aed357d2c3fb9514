import type { RequestHandler } from './$types';
import { textToDocx } from '@suivi/texts/write/docx';
import { languageIn, translator } from '#lib/i18n/index.ts';
import { queries } from '#lib/server/amendments/index.ts';
import { contextOf } from '#lib/server/app.ts';
import { answer } from '#lib/server/output/index.ts';
import { ask } from '#lib/server/platform/query.ts';
import { remarkOf } from '#lib/ui/parts/outcome.ts';

/**
 * The compilation as Word has it: each proposal a tracked change under its author's name, with a comment of theirs that says
 * which amendment it is, what became of it, who supports it and why.
 */
export const GET: RequestHandler = async ({ locals, params, url }) => {
  const ctx = contextOf(locals);
  const given = {
    slug: params.slug,
    version: params.version,
    in: url.searchParams.get('in') ?? undefined,
    lines: url.searchParams.get('lines') ?? undefined,
  };
  const { text, edition, rows, elsewhere } = await ask(queries.compiledText, ctx, given);
  const back = `/${locals.lang}/texts/${params.slug}/${params.version}/amendments${url.search}`;
  const name = `amendments-${params.slug}-${params.version}.${edition.lang}`;
  const t = translator(edition.lang);
  const own = rows.map((row) => remarkOf(t, row, edition.lang));
  // What was proposed in another language is a comment at the paragraph that says the same.
  const others = elsewhere.map(({ eid, number, kind, lang, organisationName }) => ({
    eId: eid === '' ? null : eid,
    words: t('amendments.compilation.other', { number, kind, language: languageIn(lang, edition.lang) }),
    author: organisationName,
  }));
  return answer(locals.lang, 'docx', name, back, () =>
    Promise.resolve(textToDocx(text, { changes: 'tracked', remarks: [...own, ...others] })),
  );
};
