import type { Actions, PageServerLoad } from './$types';
import { commands, queries } from '#lib/server/amendments/index.ts';
import { contextOf } from '#lib/server/app.ts';
import { execute } from '#lib/server/platform/command.ts';
import { InvalidInput, type Issue } from '#lib/server/platform/errors.ts';
import { ask } from '#lib/server/platform/query.ts';
import { act, goOn } from '#lib/server/web.ts';

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const given = (key: string) => url.searchParams.get(key) ?? undefined;
  return ask(queries.editor, contextOf(locals), {
    slug: params.slug,
    version: params.version,
    in: given('in'),
    eid: given('at'),
    amends: given('amends'),
  });
};

/** The amendment that a form sent twice has made already. */
const sentBefore = (issues: readonly Issue[]): number | null => {
  const twice = issues.find((one) => one.code === 'already-proposed' && one.path === '');
  return twice ? Number(twice.values?.['number']) : null;
};

export const actions: Actions = {
  propose: async ({ request, locals, params, url }) => {
    const form = await request.formData();
    // What suppresses or keeps a paragraph brings no words, whatever stands in the field.
    const bare = form.get('kind') === 'SUP' || form.get('kind') === 'NOC';
    const lang = url.searchParams.get('in');
    const to = (number: number, sent: 'now' | 'before'): never =>
      goOn(
        `/${params.lang}/texts/${params.slug}/${params.version}/amendments/${number}?sent=${sent}${lang ? `&in=${lang}` : ''}`,
      );
    return act(form, async ({ words, ...fields }) => {
      const input = bare ? fields : { ...fields, words };
      try {
        const { number } = await execute(commands.propose, contextOf(locals), input);
        return to(number, 'now');
      } catch (error) {
        const before = error instanceof InvalidInput ? sentBefore(error.issues) : null;
        if (before === null) throw error;
        return to(before, 'before');
      }
    });
  },
};
