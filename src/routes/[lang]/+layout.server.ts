import { error } from '@sveltejs/kit';
import type { LayoutServerLoad } from './$types';
import type { Language } from '@suivi/texts';
import { LANGUAGES } from '@suivi/texts/model';
import { contextOf } from '#lib/server/app.ts';
import { can } from '#lib/server/platform/actor.ts';
import { now } from '#lib/server/platform/clock.ts';
import { ask } from '#lib/server/platform/query.ts';
import { queries } from '#lib/server/planning/index.ts';

const isLanguage = (value: string): value is Language => LANGUAGES.some((lang) => lang === value);

export const load: LayoutServerLoad = async ({ params, locals, url }) => {
  if (!isLanguage(params.lang)) error(404);
  return {
    lang: params.lang,
    /** Address without its language, with filters: the language switch keeps page and place. */
    path: url.pathname.replace(/^\/[a-z]{2}(?=\/|$)/, ''),
    search: url.search,
    origin: url.origin,
    now: now(),
    account: locals.account,
    /** How much waits on the desk of who is signed in. */
    waiting: locals.account ? (await ask(queries.desk, contextOf(locals), {})).waiting : 0,
    may: {
      import: can(locals.actor, 'texts.import'),
      review: can(locals.actor, 'register.review'),
      accounts: can(locals.actor, 'accounts.manage'),
      mail: can(locals.actor, 'mail.manage'),
      remarks: can(locals.actor, 'register.remarks'),
      translate: can(locals.actor, 'texts.translate'),
      moderate: can(locals.actor, 'stocktaking.moderate', {}),
    },
  };
};
