import type { Actions, PageServerLoad } from './$types';
import { contextOf } from '#lib/server/app.ts';
import { queries as bodies } from '#lib/server/bodies/index.ts';
import { execute } from '#lib/server/platform/command.ts';
import { ask } from '#lib/server/platform/query.ts';
import { commands, queries } from '#lib/server/texts/index.ts';
import { act, goOn } from '#lib/server/web.ts';

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const ctx = contextOf(locals, 'import');
  const [intake, list] = await Promise.all([ask(queries.intake, ctx, { id: params.id }), ask(bodies.list, ctx, {})]);
  const at = Math.min(
    intake.outline.texts.length - 1,
    Math.max(0, Number(url.searchParams.get('text') ?? intake.outline.texts.length - 1) || 0),
  );
  const source = new Map(intake.outline.trace.map((one) => [one.line, one]));
  const text = intake.outline.texts[at];
  return {
    intake: { id: intake.id, name: intake.name, state: intake.state, rev: intake.rev, corrections: intake.corrections },
    titles: intake.outline.texts.map((one) => one.title || one.number || one.kind),
    at,
    text,
    source: Object.fromEntries(
      [...source].map(([line, one]) => [
        line,
        one.edits.reduceRight(
          (printed, edit) => printed.slice(0, edit.at) + edit.was + printed.slice(edit.at + edit.is.length),
          one.printed,
        ),
      ]),
    ),
    bodies: list.filter((one) => one.kind === 'body'),
    again: url.searchParams.has('again'),
  };
};

export const actions: Actions = {
  correct: async ({ request, locals, params, url }) => {
    const form = await request.formData();
    return act(form, async ({ rev, ...correction }) => {
      await execute(commands.correctIntake, contextOf(locals, 'import'), {
        id: params.id,
        rev,
        corrections: [{ label: '', ...correction }],
      });
      return goOn(
        `${url.pathname}?text=${String(correction['text'])}#${encodeURIComponent(String(correction['eId'] ?? ''))}`,
      );
    });
  },
  save: async ({ request, locals, params }) => {
    const form = await request.formData();
    return act(form, async (fields) => {
      const saved = await execute(commands.saveIntake, contextOf(locals, 'import'), { ...fields, id: params.id });
      return goOn(`/${params.lang}/texts/${saved.slug}/${String(fields['version'])}?in=${String(fields['lang'])}`);
    });
  },
  abandon: async ({ request, locals, params }) => {
    const form = await request.formData();
    return act(form, async () => {
      await execute(commands.abandonIntake, contextOf(locals, 'import'), { id: params.id });
      return goOn(`/${params.lang}/import`);
    });
  },
};
