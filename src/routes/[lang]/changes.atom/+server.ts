import type { RequestHandler } from './$types';
import { messageOf, placeName, translator } from '#lib/i18n/index.ts';
import { contextOf } from '#lib/server/app.ts';
import { queries as bodies } from '#lib/server/bodies/index.ts';
import { asAtom } from '#lib/server/output/index.ts';
import { history } from '#lib/server/platform/audit.ts';
import { ask } from '#lib/server/platform/query.ts';
import { addressesOf } from '#lib/server/register/index.ts';

/** What changed, as far as the reader may see it: everywhere, of one `record` by its id, or of one `body` by its code. */
export const GET: RequestHandler = async ({ url, locals }) => {
  const ctx = contextOf(locals);
  const t = translator(locals.lang);
  const asked = (name: string): string | undefined => url.searchParams.get(name) || undefined;
  const code = asked('body');
  const body = code === undefined ? undefined : (await ask(bodies.body, ctx, { code })).id;
  const record = asked('record');
  const page = await ask(history, ctx, { limit: 50, before: asked('before'), record, body });
  const ids = page.events.flatMap((one) => one.records.map(({ id }) => id));
  const addresses = await addressesOf(ctx.database.read, ctx.actor, ids);
  const text = asAtom(
    page.events.map((one) => {
      const path = one.records.map(({ id }) => addresses.get(id)).find(Boolean) ?? null;
      const title = messageOf(t, 'events', one.kind.replaceAll('.', '-'), 'events.other');
      return { seq: one.seq, at: one.at, title: path === null ? title : `${title} · ${placeName(t, path)}`, path };
    }),
    {
      origin: url.origin,
      lang: locals.lang,
      filter: new URLSearchParams({ ...(code ? { body: code } : {}), ...(record ? { record } : {}) }).toString(),
      title: `${t('home.changed')} · Suivi`,
      next: page.next ? String(page.next) : null,
    },
  );
  return new Response(text, {
    headers: { 'content-type': 'application/atom+xml; charset=utf-8', 'x-content-type-options': 'nosniff' },
  });
};
