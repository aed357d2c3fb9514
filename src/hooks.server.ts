import type { Handle, HandleServerError } from '@sveltejs/kit/hooks';
import type { Language } from '@suivi/texts';
import { LANGUAGES } from '@suivi/texts/model';
import { acceptedLanguage, direction } from '#lib/i18n/index.ts';
import { actorOf, actorOfToken } from '#lib/server/accounts/index.ts';
import { database } from '#lib/server/app.ts';
import { now, quarterOf } from '#lib/server/platform/clock.ts';
import { dataVersion, versionOf } from '#lib/server/platform/data-version.ts';
import { asExpected } from '#lib/server/platform/errors.ts';
import { problem } from '#lib/server/platform/rest.ts';
import { packed, PageCache } from '#lib/server/platform/page-cache.ts';
import { LIST_TOPICS } from '#lib/server/stocktaking/index.ts';
// Rooms learn there of each other: what follows a command, what bears tags. Pages load only their own rooms.
import '#lib/server/registry.ts';

const isLanguage = (value: string | undefined): value is Language => LANGUAGES.some((lang) => lang === value);

/** Language from the address; else what the browser asks for, for the API and for `/`. */
function languageOf(path: string, header: string | null): Language {
  const first = path.split('/')[1];
  if (isLanguage(first)) return first;
  return acceptedLanguage(header);
}

// Pages that are the same for everyone who is not signed in.
const PUBLIC_PAGE =
  /^\/[a-z]{2}(?:\/(?:texts|register|calendar|dashboard|documents|bodies|addressees|compare|stocktaking(?!\/confirm))(?:\/.*)?)?$/;
// Those of them that are made of lists of initiatives alone, and of what the layout tells to everyone.
const LIST_PAGE = /^\/[a-z]{2}\/stocktaking(?:\/(?:overview|(?:organisations|countries)\/[^/]+))?$/;
const pages = new PageCache();

export const handle: Handle = async ({ event, resolve }) => {
  event.locals.lang = languageOf(event.url.pathname, event.request.headers.get('accept-language'));
  event.locals.half = null;
  const bearer = event.request.headers.get('authorization');
  // A token opens the API and nothing else; what stands in a cookie then does not count.
  if (bearer !== null && event.url.pathname.startsWith('/api/')) {
    try {
      event.locals.actor = await actorOfToken(database(), bearer, now());
      event.locals.account = null;
    } catch (error) {
      if (asExpected(error)) return problem(error, event.locals.lang);
      throw error;
    }
  } else {
    const { actor, account, half } = await actorOf(database(), event.request.headers);
    event.locals.actor = actor;
    event.locals.account = account;
    event.locals.half = half;
  }
  const make = async (): Promise<Response> => {
    const resolved = await resolve(event, {
      transformPageChunk: ({ html }) =>
        html.replace('%lang%', event.locals.lang).replace('%dir%', direction(event.locals.lang)),
      filterSerializedResponseHeaders: () => false,
    });
    const { status } = event.locals;
    const response =
      status === undefined ? resolved : new Response(resolved.body, { status, headers: resolved.headers });
    response.headers.set('x-content-type-options', 'nosniff');
    response.headers.set('referrer-policy', 'same-origin');
    response.headers.set('cross-origin-opener-policy', 'same-origin');
    response.headers.set('permissions-policy', 'camera=(), microphone=(), geolocation=()');
    return response;
  };
  const { request, url } = event;
  if (request.method !== 'GET' || event.cookies.getAll().length > 0 || !PUBLIC_PAGE.test(url.pathname))
    return packed(await make(), request);
  // The home page tells minutes; on others time moves by days.
  const time = /^\/[a-z]{2}$/.test(url.pathname) ? Math.floor(now().getTime() / 60_000) : quarterOf(now());
  let until = Infinity;
  event.locals.version = {
    ...(await dataVersion(database().read)),
    older: (then) => (until = Math.min(until, then)),
  };
  const version = versionOf(event.locals.version, LIST_PAGE.test(url.pathname) ? LIST_TOPICS : undefined);
  const key = `${version} ${time} ${url.origin}${url.pathname}${url.search}`;
  const answer = await pages.answer(key, request, make, () => until);
  // Benches ask how often a page was kept.
  if (process.env['SUIVI_BENCH'] && request.headers.has('x-suivi-cache'))
    answer.headers.set('x-suivi-cache', `${pages.hits} ${pages.misses}`);
  return answer;
};

/** Expected faults keep their status and code; anything else is ours: logged whole, told in general words. */
export const handleError: HandleServerError = ({ kind, error }) => {
  const known = asExpected(error);
  if (known) return { message: known.code, code: known.code, status: known.status };
  if (kind === 'framework' || kind === 'validation')
    return { message: error.message, code: error.status === 404 ? 'not-found' : 'invalid-input' };
  if (kind === 'app') return error;
  console.error(error);
  return { message: 'internal', code: 'internal' };
};
