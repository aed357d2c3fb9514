import { z } from 'zod';
import type { Actions, PageServerLoad } from './$types';
import { commands, queries } from '#lib/server/amendments/index.ts';
import { contextOf } from '#lib/server/app.ts';
import { execute, type AnyCommand } from '#lib/server/platform/command.ts';
import { ask } from '#lib/server/platform/query.ts';
import { act, doingThen, goOn } from '#lib/server/web.ts';

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const found = await ask(queries.table, contextOf(locals), {
    slug: params.slug,
    version: params.version,
    in: url.searchParams.get('in') ?? undefined,
    step: url.searchParams.get('step') ?? undefined,
    lines: url.searchParams.get('lines') ?? undefined,
  });
  /** The paragraph that the pen-holder chose to change. */
  const chosen = url.searchParams.get('edit');
  return {
    ...found,
    lined: url.searchParams.get('lines') === 'yes',
    /** The step that the pen-holder has just taken. */
    done: found.steps.find((step) => String(step.seq) === url.searchParams.get('done')) ?? null,
    editing: found.rows.find((row) => row.eid === chosen) ?? null,
  };
};

/** What every step of the pen-holder gives. */
const Taken = z.object({ seq: z.number() });

const run = (command: AnyCommand) =>
  doingThen(command, (kept, { params, url }: { params: { lang: string; slug: string; version: string }; url: URL }) => {
    const lang = url.searchParams.get('in');
    const { seq } = Taken.parse(kept);
    const page = `/${params.lang}/texts/${params.slug}/${params.version}/table`;
    return goOn(`${page}?done=${seq}${lang ? `&in=${lang}` : ''}#pen`);
  });

export const actions: Actions = {
  edit: run(commands.edit),
  open: run(commands.open),
  bracket: run(commands.bracket),
  put: run(commands.put),
  adopt: async ({ request, locals, params, url }) =>
    act(await request.formData(), async (fields) => {
      const { slug, label } = await execute(commands.adopt, contextOf(locals), fields);
      const lang = url.searchParams.get('in');
      return goOn(`/${params.lang}/texts/${slug}/${label}?adopted${lang ? `&in=${lang}` : ''}`);
    }),
};
