import type { Actions, PageServerLoad } from './$types';
import { contextOf } from '#lib/server/app.ts';
import { ask } from '#lib/server/platform/query.ts';
import { commands, queries } from '#lib/server/stocktaking/index.ts';
import { doingThen, goOn } from '#lib/server/web.ts';

const DONE = ['merged', 'apart'] as const;

export const load: PageServerLoad = async ({ locals, url }) => {
  const named = url.searchParams.get('named')?.trim() ?? '';
  return {
    ...(await ask(queries.doubles, contextOf(locals), named === '' ? {} : { named })),
    named,
    did: DONE.find((one) => one === url.searchParams.get('did')) ?? null,
  };
};

// What was done is told on the list, where the pair stands no more.
export const actions: Actions = {
  apart: doingThen(commands.keepApart, (_, { params }: { params: { lang: string } }) =>
    goOn(`/${params.lang}/stocktaking/organisations?did=apart`),
  ),
};
