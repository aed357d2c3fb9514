import { error, fail } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { contextOf } from '#lib/server/app.ts';
import { executeMany, execute } from '#lib/server/platform/command.ts';
import { asExpected, InvalidInput } from '#lib/server/platform/errors.ts';
import { ask } from '#lib/server/platform/query.ts';
import {
  addFile,
  commands,
  content,
  draftFrom,
  isStep,
  placed,
  queries,
  STEP_NAMES,
} from '#lib/server/stocktaking/index.ts';
import { act, goOn } from '#lib/server/web.ts';

export const load: PageServerLoad = async ({ locals, params, url, request }) => {
  const { step } = params;
  if (!isStep(step)) error(404, { message: 'not-found', code: 'not-found' });
  const shown = { step, steps: STEP_NAMES, lists: listsOf(), lacking: url.searchParams.has('lacking') };
  const ctx = contextOf(locals);
  // Who was signed out while typing gets the words back, to send them again.
  if (request.method === 'POST' && locals.actor.id === null)
    return { ...shown, own: null, draft: {}, choices: null, suggested: [], faults: [] };
  const [own, choices, suggested] = await Promise.all([
    ask(queries.own, ctx, { number: params.number }),
    step === 'where' || step === 'why' || step === 'who' ? ask(queries.choices, ctx, {}) : null,
    step === 'why' ? ask(queries.suggestions, ctx, { number: params.number }) : null,
  ]);
  const draft = own.draft ?? own.versions[0]?.content ?? {};
  return {
    ...shown,
    own,
    draft,
    choices,
    suggested: suggested?.suggestions ?? [],
    faults: placed(own.lacking, own.draft ?? {}),
  };
};

const listsOf = () => ({
  kinds: content.KINDS,
  stakeholders: content.STAKEHOLDERS,
  levels: content.LEVELS,
  statuses: content.STATUSES,
  technologies: content.TECHNOLOGIES,
  groups: content.GROUPS,
  resources: content.RESOURCES,
  licences: content.LICENCES,
  pictureBytes: content.PICTURE_BYTES,
});

const given = (form: FormData, ...names: string[]): Record<string, string> =>
  Object.fromEntries(
    names.map((name) => [name, String(form.get(name) ?? '').trim()]).filter(([, value]) => value !== ''),
  );

/** Faults of a file itself, whatever was typed beside it: told at its field too. */
const OF_FILE = /^(?:unreadable-|picture-too-large$|not-a-picture$|file-has-macros$)/;

// What was typed beside the file is saved with it, or comes back with what is wrong with the file.
const upload = async (
  { request, locals, params: { lang, number }, platform }: Parameters<Actions[string]>[0],
  as: 'picture' | 'file',
) => {
  const typed = new FormData();
  const result = await act(typed, async () => {
    await addFile(
      contextOf(locals),
      request,
      number,
      as,
      (fields) => {
        for (const [name, value] of Object.entries(fields)) typed.set(name, value);
      },
      platform?.req,
    );
    return goOn(`/${lang}/stocktaking/${number}/edit/show?saved#f-${as === 'picture' ? 'pictures' : 'files'}`);
  });
  return OF_FILE.test(result.data.refusal.code) ? fail(result.status, { ...result.data, file: as }) : result;
};

/** Of a step that is saved, what was typed comes back as a draft. */
const NOTHING: Record<string, string> = {};

export const actions: Actions = {
  save: async ({ request, locals, params, url }) => {
    const form = await request.formData();
    const step = isStep(params.step) ? params.step : 'what';
    const ctx = contextOf(locals);
    const draft = draftFrom(step, form);
    const { id, rev } = given(form, 'id', 'rev');
    const organisation = given(form, 'kind', 'country', 'site');
    const contact = given(form, 'name', 'email');
    try {
      // In one transaction: a mail that is none refuses the whole, and all is shown again as typed.
      await executeMany(
        [
          { command: commands.save, input: { id, rev, draft } },
          ...(step === 'who' && 'kind' in organisation
            ? [{ command: commands.describe, input: { organisation: form.get('organisation'), ...organisation } }]
            : []),
          ...(step === 'who' && Object.keys(contact).length > 0
            ? [{ command: commands.setContact, input: { id, ...contact } }]
            : []),
        ],
        ctx,
      );
    } catch (thrown) {
      const known = asExpected(thrown);
      if (!known || known.status === 404) throw thrown;
      return fail(known.status, {
        refusal: {
          code: known.code,
          values: known.values,
          issues: known instanceof InvalidInput ? known.issues : [],
          typed: NOTHING,
        },
        current: known.status === 409 && 'current' in known ? (known.current as { draft?: object } | null) : null,
        // All that was typed, field by field, for a form that sends it again.
        typed: { draft, organisation, contact },
        fields: [...form].flatMap(([name, value]) => (typeof value === 'string' ? [{ name, value }] : [])),
      });
    }
    const here = `/${params.lang}/stocktaking/${params.number}/edit`;
    const go = String(form.get('go') ?? '');
    const more = /^more:(\w+)$/.exec(go)?.[1];
    if (more) return goOn(`${here}/${step}?saved&more=${more}#new-${more}`);
    if (go === 'stay') return goOn(`${here}/${step}?saved`);
    const own = await ask(queries.own, ctx, { number: params.number }).catch(() => null);
    const wrong = placed(own?.lacking ?? [], own?.draft ?? {}).some(
      (one) => one.step === step && !['required', 'no-action-line', 'no-profile'].includes(one.code),
    );
    if (wrong) return goOn(`${here}/${step}?saved${url.searchParams.has('lacking') ? '&lacking' : ''}#errors`);
    return goOn(`${here}/${STEP_NAMES[STEP_NAMES.indexOf(step) + 1] ?? 'preview'}?saved`);
  },
  picture: (event) => upload(event, 'picture'),
  attach: (event) => upload(event, 'file'),
  lang: async ({ request, locals, params }) =>
    act(await request.formData(), async (fields) => {
      await execute(commands.save, contextOf(locals), { ...fields, draft: {} });
      return goOn(`/${params.lang}/stocktaking/${params.number}/edit/${params.step}?saved`);
    }),
};
