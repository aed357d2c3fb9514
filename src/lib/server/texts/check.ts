import type { CheckOptions, Finding, Outline } from '@suivi/texts';
import { check } from '@suivi/texts/check';
import { z } from 'zod';
import { withUpload } from '../files/index.ts';
import type { Context } from '../platform/context.ts';
import { NotFound } from '../platform/errors.ts';
import { Id } from '../platform/input.ts';
import { assertMay, signedIn } from '../platform/policy.ts';
import type { Actor } from '../platform/actor.ts';
import { query } from '../platform/query.ts';
import type { Read } from '../platform/db.ts';
import { visibleTo } from '../platform/visibility.ts';
import { parse } from './intake.ts';
import { outlineOf } from './queries.ts';

/** Demands on record that one text is compared with; more would take longer than a reader waits. */
const MOST_DEMANDS = 5_000;

// What is known beyond the text: instruments on record with the revision in force, and what is asked already.
async function known(db: Read, actor: Actor, besides: string | null): Promise<CheckOptions> {
  const instruments = await db
    .selectFrom('text')
    .innerJoin('record', 'record.id', 'text.id')
    .innerJoin('party', 'party.id', 'text.body')
    .leftJoin('version', (join) => join.onRef('version.text', '=', 'text.id').on('version.status', '=', 'adopted'))
    .select(['party.code as body', 'text.number', 'version.label'])
    .where('text.number', 'is not', null)
    .where(visibleTo(actor))
    .limit(10_000)
    .execute();
  const demands = await db
    .selectFrom('obligation')
    .innerJoin('record', 'record.id', 'obligation.id')
    .innerJoin('wording', (join) =>
      join.onRef('wording.record', '=', 'obligation.id').on('wording.field', '=', 'action'),
    )
    .select(['obligation.number', 'wording.value'])
    .where('obligation.life', '=', 'active')
    .$if(besides !== null, (q) => q.where('obligation.text', '<>', besides ?? ''))
    .where(visibleTo(actor))
    .orderBy('obligation.number')
    .limit(MOST_DEMANDS)
    .execute();
  return {
    // A label such as "2022" is a year, not the name of a revision: only the number is compared.
    instruments: instruments.map((one) => ({ body: one.body, number: one.number ?? '', revision: '' })),
    demands: demands.map((one) => ({ words: one.value, where: `#${one.number}` })),
  };
}

export interface CheckView {
  title: string;
  language: string;
  findings: Finding[];
}

/** The draft that a request carries and what there is to say of it. It is read in a worker, and nothing of it is kept. */
export async function checkDraft(
  ctx: Context,
  request: Request,
): Promise<{ outline: Outline; findings: Finding[]; name: string }> {
  assertMay(signedIn, ctx.actor);
  return withUpload(request, async ({ bytes, name, fields }) => {
    const longest = Number(fields['longest']) || undefined;
    const { outline } = await parse(bytes, name);
    const findings = check(outline, {
      ...(await known(ctx.database.read, ctx.actor, null)),
      ...(longest === undefined ? {} : { longest }),
    });
    return { outline, findings, name };
  });
}

/** The same as a page shows it, text by text. */
export async function checkUpload(ctx: Context, request: Request): Promise<CheckView[]> {
  const { outline, findings } = await checkDraft(ctx, request);
  return outline.texts.map((text, at) => ({
    title: text.title || (text.number ?? text.kind),
    language: text.language,
    findings: findings.filter((one) => one.text === at),
  }));
}

export const checkEdition = query({
  name: 'texts.check',
  summary: 'What a drafter should look at in an edition on record: places, rules, and the words they are about.',
  input: z.object({ edition: Id, longest: z.coerce.number().int().positive().optional() }),
  policy: signedIn,
  async run({ db, actor }, { edition, longest }) {
    const row = await db
      .selectFrom('edition')
      .innerJoin('record', 'record.id', 'edition.id')
      .innerJoin('version', 'version.id', 'edition.version')
      .select(['edition.id', 'version.text'])
      .where('edition.id', '=', edition)
      .where(visibleTo(actor))
      .executeTakeFirstOrThrow(() => new NotFound(edition));
    const text = await outlineOf(db, edition);
    const findings = check(
      { texts: [text], headers: [], trace: [] },
      { ...(await known(db, actor, row.text)), ...(longest === undefined ? {} : { longest }) },
    );
    return { title: text.title, language: text.language, findings } satisfies CheckView;
  },
});
