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
    editing: found.rows.find((row) => row.eid === chosen) ?? null,
  };
};

const run = (command: AnyCommand) =>
  doingThen(command, (_, { params, url }: { params: { lang: string; slug: string; version: string }; url: URL }) => {
    const lang = url.searchParams.get('in');
    return goOn(`/${params.lang}/texts/${params.slug}/${params.version}/table${lang ? `?in=${lang}` : ''}#pen`);
  });

export const actions: Actions = {
  edit: run(commands.edit),
  open: run(commands.open),
  bracket: run(commands.bracket),
  put: run(commands.put),
  adopt: async ({ request, locals, params }) =>
    act(await request.formData(), async (fields) => {
      const { slug, label } = await execute(commands.adopt, contextOf(locals), fields);
      return goOn(`/${params.lang}/texts/${slug}/${label}?adopted`);
    }),
};
