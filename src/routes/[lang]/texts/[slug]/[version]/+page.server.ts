import type { Actions, PageServerLoad } from './$types';
import { contextOf } from '#lib/server/app.ts';
import { queries as frameworks } from '#lib/server/frameworks/index.ts';
import { can } from '#lib/server/platform/actor.ts';
import { execute } from '#lib/server/platform/command.ts';
import { ask } from '#lib/server/platform/query.ts';
import { permissions } from '#lib/server/register/index.ts';
import { commands, queries } from '#lib/server/texts/index.ts';
import { act, leadOn } from '#lib/server/web.ts';

/** Paragraphs on one page; longer texts are cut into chapters. */
const CHAPTER = 400;

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const wanted = url.searchParams.get('in') ?? undefined;
  const page = await leadOn(
    () => ask(queries.reading, contextOf(locals), { slug: params.slug, version: params.version, in: wanted }),
    (to) => `/${params.lang}/${to}/${params.version}${url.search}`,
  );
  const tags = await ask(frameworks.tags, contextOf(locals), { record: page.text.id });
  const parts = chaptersOf(page.nodes);
  const chapters = parts.length;
  const all = url.searchParams.has('all') || chapters === 1;
  const chapter = Math.min(chapters, Math.max(1, Number(url.searchParams.get('chapter')) || 1));
  const headings = page.nodes
    .filter((node) => node.kind === 'group' && node.depth <= 1 && node.plain !== '')
    .map(({ eid, plain, label, part }, i) => ({ eid, plain, label, part, i }));
  const at = new Map(parts.flatMap((nodes, i) => nodes.map((node) => [node.eid, i + 1])));
  return {
    ...page,
    tags,
    headings: headings.map((one) => ({ ...one, chapter: at.get(one.eid) ?? 1 })),
    nodes: all ? page.nodes : (parts[chapter - 1] ?? []),
    chapters,
    chapter,
    all,
    adopted: url.searchParams.has('adopted'),
    mayProve: page.text.kind === 'report' && can(locals.actor, permissions.EVIDENCE),
  };
};

// A table is not cut.
function chaptersOf<T extends { kind: string; part: string }>(nodes: readonly T[]): T[][] {
  const parts: T[][] = [[]];
  for (const node of nodes) {
    const last = parts.at(-1);
    if (last && (last.length < CHAPTER || (node.kind === 'item' && node.part === 'table'))) last.push(node);
    else parts.push([node]);
  }
  return parts;
}

const run =
  (
    command: (typeof commands)[
      'adoptVersion' | 'proposeVersion' | 'showVersion' | 'withdrawVersion' | 'terminateVersion'],
  ) =>
  async ({ request, locals }: { request: Request; locals: App.Locals }) => {
    const form = await request.formData();
    return act(form, async ({ withdrawn, ...fields }) => {
      await execute(
        command,
        contextOf(locals),
        withdrawn === undefined ? fields : { ...fields, withdrawn: withdrawn === 'true' },
      );
      return { done: true };
    });
  };

export const actions: Actions = {
  adopt: run(commands.adoptVersion),
  propose: run(commands.proposeVersion),
  publish: run(commands.showVersion),
  withdraw: run(commands.withdrawVersion),
  terminate: run(commands.terminateVersion),
};
