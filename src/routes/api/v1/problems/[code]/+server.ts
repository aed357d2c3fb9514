import type { RequestHandler } from './$types';
import { isMessageKey, translator } from '#lib/i18n/index.ts';
import { NotFound } from '#lib/server/platform/errors.ts';
import { problem } from '#lib/server/platform/rest.ts';

/** What the `type` of a problem leads to: its code and title in the reader's language. */
export const GET: RequestHandler = ({ params, locals }) => {
  const key = `errors.${params.code}`;
  if (!isMessageKey(key)) return problem(new NotFound(), locals.lang);
  return new Response(JSON.stringify({ code: params.code, title: translator(locals.lang)(key, { seconds: 60 }) }), {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-language': locals.lang,
      vary: 'Accept-Language',
    },
  });
};
