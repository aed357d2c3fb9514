import type { Actions, PageServerLoad } from './$types';
import { contextOf } from '#lib/server/app.ts';
import { commands, IMPORT, queries, takeCsv } from '#lib/server/frameworks/index.ts';
import { can } from '#lib/server/platform/actor.ts';
import { execute } from '#lib/server/platform/command.ts';
import { ask } from '#lib/server/platform/query.ts';
import { act } from '#lib/server/web.ts';

export const load: PageServerLoad = async ({ locals }) => ({
  ...(await ask(queries.list, contextOf(locals), {})),
  mayImport: can(locals.actor, IMPORT, {}),
});

interface Event {
  request: Request;
  locals: App.Locals;
}
/** All that was sent, the file as `csv`: the page carries it on, so that what was tried is what is brought in. */
const sent = (form: FormData): Record<string, string> =>
  Object.fromEntries([...form].filter((one): one is [string, string] => typeof one[1] === 'string'));

/** Where what was brought in is to be seen: the matrix of a set of correspondences, the page of a framework. */
const placeOf = (form: FormData): string => {
  const code = (name: string): string => encodeURIComponent(String(form.get(name)));
  return form.has('set') ? `matrix/${code('set')}` : `frameworks/${code('scheme')}`;
};

/** What was tried is brought in. */
const bring =
  <T>(run: (ctx: ReturnType<typeof contextOf>, fields: Record<string, unknown>) => Promise<T>) =>
  async ({ request, locals }: Event) => {
    const form = await request.formData();
    return act(form, async (fields) => ({ report: await run(contextOf(locals), fields), at: placeOf(form) }));
  };

const release = (command: typeof commands.importRelease, dry: boolean) => {
  return ({ request, locals }: Event) => {
    const form = new FormData();
    return act(form, async () => {
      const report = await takeCsv(contextOf(locals), command, request, form);
      return dry ? { report, tried: sent(form) } : { report, at: placeOf(form) };
    });
  };
};
const cells = (command: typeof commands.importCells, dry: boolean) => {
  return ({ request, locals }: Event) => {
    const form = new FormData();
    return act(form, async () => {
      const report = await takeCsv(contextOf(locals), command, request, form);
      return dry ? { report, tried: sent(form) } : { report, at: placeOf(form) };
    });
  };
};

export const actions: Actions = {
  tryrelease: release(commands.checkRelease, true),
  release: release(commands.importRelease, false),
  bringrelease: bring((ctx, fields) => execute(commands.importRelease, ctx, fields)),
  trycells: cells(commands.checkCells, true),
  cells: cells(commands.importCells, false),
  bringcells: bring((ctx, fields) => execute(commands.importCells, ctx, fields)),
};
