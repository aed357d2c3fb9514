import type { Actions, PageServerLoad } from './$types';
import { contextOf } from '#lib/server/app.ts';
import { can } from '#lib/server/platform/actor.ts';
import { SignInRequired } from '#lib/server/platform/errors.ts';
import { ask } from '#lib/server/platform/query.ts';
import { COLUMN_LABELS, content, faultIn, MANAGE, queries, takeFile } from '#lib/server/stocktaking/index.ts';
import { act } from '#lib/server/web.ts';
import { translator } from '#lib/i18n/index.ts';
import { labelOf } from '../form.ts';

/** Lines whose faults the page itself shows; the report as a file has them all. */
const SHOWN = 200;

export const load: PageServerLoad = async ({ locals }) => {
  if (locals.actor.id === null) throw new SignInRequired();
  const speaks = await ask(queries.speaksFor, contextOf(locals), {});
  return {
    organisations: speaks.filter(({ member }) => member),
    mayPublish: can(locals.actor, MANAGE, {}),
    licences: content.LICENCES,
  };
};

export const actions: Actions = {
  default: ({ request, locals }) =>
    act(new FormData(), async () => {
      const t = translator(locals.lang);
      const { lines, ...counts } = await takeFile(contextOf(locals, 'import'), request);
      return {
        report: {
          ...counts,
          shown: lines
            .filter((one) => one.outcome === 'refused')
            .slice(0, SHOWN)
            .map(({ line, title, issues }) => ({
              line,
              title,
              issues: issues.map((issue) => ({
                at: labelOf(t, issue.path, COLUMN_LABELS),
                words: faultIn(locals.lang, issue),
              })),
            })),
          numbers: lines.flatMap((one) => (one.number === null ? [] : [one])).slice(0, SHOWN),
        },
      };
    }),
};
