import type { Actions, PageServerLoad } from './$types';
import { contextOf } from '#lib/server/app.ts';
import type { AnyCommand } from '#lib/server/platform/command.ts';
import { ask } from '#lib/server/platform/query.ts';
import {
  asRead,
  codesOf,
  commands,
  namesOf,
  placed,
  queries,
  STEP_NAMES,
  type Content,
} from '#lib/server/stocktaking/index.ts';
import { doingThen, goOn } from '#lib/server/web.ts';

export const load: PageServerLoad = async ({ locals, params }) => {
  const ctx = contextOf(locals);
  const own = await ask(queries.own, ctx, { number: params.number });
  const waiting = own.versions.find((one) => one.state === 'waiting');
  const shown = own.draft
    ? { content: asRead(own.draft) as Partial<Content>, lang: own.draftLang ?? locals.lang }
    : (waiting ?? own.version ?? own.versions[0] ?? { content: {}, lang: locals.lang });
  const { country } = own.organisation;
  const codes = [...codesOf(shown.content), ...(country ? [country] : [])].filter((code) => typeof code === 'string');
  return {
    own,
    shown: { content: shown.content, lang: shown.lang },
    names: await namesOf(ctx.database.read, codes, ctx.lang),
    faults: placed(own.lacking, own.draft ?? {}),
    steps: STEP_NAMES,
  };
};

const run = (command: AnyCommand, then: string) =>
  doingThen(command, (_, { params }: { params: { lang: string; number: string } }) =>
    goOn(`/${params.lang}/stocktaking/${params.number}/edit/preview?did=${then}`),
  );

export const actions: Actions = {
  submit: run(commands.submit, 'submitted'),
  back: run(commands.takeBack, 'taken-back'),
  drop: run(commands.drop, 'dropped'),
  confirm: run(commands.confirm, 'confirmed'),
  withdraw: run(commands.withdraw, 'withdrawn'),
  answer: run(commands.answer, 'answered'),
};
