import type { RequestHandler } from './$types';
import { follow, queries } from '#lib/server/amendments/index.ts';
import { contextOf } from '#lib/server/app.ts';
import { ask } from '#lib/server/platform/query.ts';

/** What each step changes of the text on the table, as server-sent events; `?seq=` is the step that the page shows. */
export const GET: RequestHandler = async ({ locals, params, url, request }) => {
  const ctx = contextOf(locals);
  const given = { slug: params.slug, version: params.version, in: url.searchParams.get('in') ?? undefined };
  const { edition } = await ask(queries.table, ctx, given);
  const seq = Number(request.headers.get('last-event-id') ?? url.searchParams.get('seq') ?? 0);
  return new Response(follow(ctx, edition.id, Number.isSafeInteger(seq) ? seq : 0), {
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      // A server before this one must not hold it back.
      'x-accel-buffering': 'no',
    },
  });
};
