import type { RequestHandler } from './$types';
import { contextOf } from '#lib/server/app.ts';
import { ANONYMOUS } from '#lib/server/platform/actor.ts';
import { ask } from '#lib/server/platform/query.ts';
import { entryFrame, goneFrame, queries } from '#lib/server/stocktaking/index.ts';
import { leadOn } from '#lib/server/web.ts';

/** An entry for a frame on another site: what everyone sees, whoever asks. */
export const GET: RequestHandler = async ({ params, locals, url }) => {
  const ctx = contextOf({ actor: ANONYMOUS, lang: locals.lang });
  const { gone, one } = await leadOn(
    () => ask(queries.page, ctx, { number: params.number }),
    (to) => `/${locals.lang}/${to}/embed`,
  );
  return gone ? goneFrame(locals.lang, gone.number, url.origin) : entryFrame(one, locals.lang, url.origin);
};
