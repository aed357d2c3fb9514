import type { RequestHandler } from './$types';
import { messageOf, translator } from '#lib/i18n/index.ts';
import { contextOf } from '#lib/server/app.ts';
import { asAtom } from '#lib/server/output/index.ts';
import { history } from '#lib/server/platform/audit.ts';
import { ask } from '#lib/server/platform/query.ts';
import { addressesOf } from '#lib/server/register/index.ts';

/** What changed, as far as everyone may see it. */
export const GET: RequestHandler = async ({ url, locals }) => {
  const ctx = contextOf(locals);
  const t = translator(locals.lang);
  const page = await ask(history, ctx, { limit: 50, before: url.searchParams.get('before') ?? undefined });
  const ids = page.events.flatMap((one) => one.records.map((record) => record.id));
  const addresses = await addressesOf(ctx.database.read, ctx.actor, ids);
  const text = asAtom(
    page.events.map((one) => ({
      seq: one.seq,
      at: one.at,
      title: messageOf(t, 'events', one.kind.replaceAll('.', '-'), 'events.other'),
      path: one.records.map((record) => addresses.get(record.id)).find(Boolean) ?? null,
    })),
    {
      origin: url.origin,
      lang: locals.lang,
      title: `${t('home.changed')} · Suivi`,
      next: page.next ? String(page.next) : null,
    },
  );
  return new Response(text, {
    headers: { 'content-type': 'application/atom+xml; charset=utf-8', 'x-content-type-options': 'nosniff' },
  });
};
