import type { Actions, PageServerLoad } from './$types';
import { commands, queries } from '#lib/server/amendments/index.ts';
import { contextOf } from '#lib/server/app.ts';
import { execute } from '#lib/server/platform/command.ts';
import { ask } from '#lib/server/platform/query.ts';
import { act, goOn } from '#lib/server/web.ts';

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const found = await ask(queries.compilation, contextOf(locals), {
    slug: params.slug,
    version: params.version,
    in: url.searchParams.get('in') ?? undefined,
    lines: url.searchParams.get('lines') ?? undefined,
  });
  const touched = found.count > 0 || found.paragraphs.some((one) => one.elsewhere.length > 0);
  const whole = url.searchParams.has('whole') || !touched;
  // Headings stay where something below them does, so that a reader knows the place.
  const shown = new Set(
    found.paragraphs
      .filter((one) => one.place || one.rows.length > 0 || one.elsewhere.length > 0)
      .map((one) => one.eid),
  );
  // A table is read whole.
  const tables = new Set(
    found.paragraphs.flatMap((one) => (one.part === 'table' && shown.has(one.eid) ? [one.parent_eid, one.eid] : [])),
  );
  const paragraphs = found.paragraphs.filter(
    (one, i) =>
      whole ||
      shown.has(one.eid) ||
      (one.part === 'table' && (tables.has(one.parent_eid) || tables.has(one.eid))) ||
      (one.kind !== 'item' &&
        found.paragraphs.slice(i + 1, nextHeading(found.paragraphs, i, one.depth)).some((each) => shown.has(each.eid))),
  );
  return {
    ...found,
    paragraphs,
    whole,
    touched,
    lined: url.searchParams.get('lines') === 'yes',
    entered: url.searchParams.has('entered'),
    set: url.searchParams.has('set'),
  };
};

/** Where the stretch under a heading ends. */
function nextHeading(list: readonly { kind: string; depth: number }[], from: number, depth: number): number {
  const at = list.findIndex((one, i) => i > from && one.kind !== 'item' && one.depth <= depth);
  return at < 0 ? list.length : at;
}

export const actions: Actions = {
  window: async ({ request, locals, params, url }) =>
    act(await request.formData(), async (fields) => {
      await execute(commands.setWindow, contextOf(locals), fields);
      const kept = ['in', 'lines'].flatMap((key) =>
        url.searchParams.has(key) ? [[key, url.searchParams.get(key) ?? '']] : [],
      );
      const query = new URLSearchParams([['set', ''], ...kept]).toString();
      return goOn(`/${params.lang}/texts/${params.slug}/${params.version}/amendments?${query}#window`);
    }),
};
