import type { Actions, PageServerLoad } from './$types';
import { commands, queries } from '#lib/server/amendments/index.ts';
import { contextOf } from '#lib/server/app.ts';
import type { AnyCommand } from '#lib/server/platform/command.ts';
import { ask } from '#lib/server/platform/query.ts';
import { doingThen, goOn } from '#lib/server/web.ts';

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const found = await ask(queries.amendment, contextOf(locals), {
    slug: params.slug,
    version: params.version,
    number: params.amendment,
    in: url.searchParams.get('in') ?? undefined,
  });
  return { ...found, sent: url.searchParams.get('sent'), done: url.searchParams.has('done') };
};

interface At {
  params: { lang: string; slug: string; version: string; amendment: string };
  url: URL;
}
const run = (command: AnyCommand) =>
  doingThen(command, (_, { params, url }: At) => {
    const lang = url.searchParams.get('in');
    const page = `/${params.lang}/texts/${params.slug}/${params.version}/amendments/${params.amendment}`;
    return goOn(`${page}?done${lang ? `&in=${lang}` : ''}`);
  });

export const actions: Actions = {
  support: run(commands.support),
  withdraw: run(commands.withdraw),
  takeover: run(commands.takeOver),
  decide: run(commands.decide),
};
