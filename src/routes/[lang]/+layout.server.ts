import { error } from '@sveltejs/kit';
import type { LayoutServerLoad } from './$types';
import { LANGUAGES, type Language } from '@suivi/texts';
import { can } from '#lib/server/platform/actor.ts';
import { now } from '#lib/server/platform/clock.ts';

const isLanguage = (value: string): value is Language => LANGUAGES.some((lang) => lang === value);

export const load: LayoutServerLoad = ({ params, locals, url }) => {
  if (!isLanguage(params.lang)) error(404);
  return {
    lang: params.lang,
    /** Address without its language, with filters: the language switch keeps page and place. */
    path: url.pathname.replace(/^\/[a-z]{2}(?=\/|$)/, ''),
    search: url.search,
    origin: url.origin,
    now: now(),
    account: locals.account,
    may: {
      import: can(locals.actor, 'texts.import'),
      review: can(locals.actor, 'register.review'),
      accounts: can(locals.actor, 'accounts.manage'),
      remarks: can(locals.actor, 'register.remarks'),
    },
  };
};
