import { z } from 'zod';
import { command } from '../platform/command.ts';
import { AppError, Forbidden, InvalidInput, NotFound } from '../platform/errors.ts';
import { Id } from '../platform/input.ts';
import { holdsEverywhere, judgeRecord } from '../platform/policy.ts';
import { DECISIONS, Decided, decideOn, type Outcome } from './deciding.ts';
import * as did from './events.ts';
import { load } from './load.ts';
import { MANAGE, MODERATE, moderated } from './policy.ts';
import { keepSettings } from './settings.ts';

export const setSettings = command({
  name: 'stocktaking.settings.set',
  summary: 'Sets how the registry is run: whether two moderators must approve each entry.',
  input: z.object({ fourEyes: z.enum(['yes', 'no']) }),
  policy: holdsEverywhere(MANAGE),
  events: [did.settingsSet],
  async handle(ctx, { fourEyes }) {
    await keepSettings(ctx, { fourEyes: fourEyes === 'yes' });
    ctx.emit(did.settingsSet, { fourEyes: fourEyes === 'yes' }, []);
  },
});

const Seq = z.coerce
  .number()
  .int()
  .positive()
  .max(2 ** 31 - 1)
  .describe('the version decided on; another that waits by now answers 409');

export const decide = command({
  name: 'stocktaking.version.decide',
  summary: 'Decides on what was submitted: publishes it, returns it to be mended, or declines it, with the reason.',
  input: Decided.extend({ id: Id, seq: Seq }),
  load,
  policy: moderated,
  events: DECISIONS,
  handle: (ctx, input, one) => decideOn(ctx, one, input),
});

/** "id:version" as a checkbox sends it: the entry and the version that the moderator saw. */
const Chosen = z
  .string()
  .regex(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}:[1-9]\d{0,8}$/)
  .transform((words) => {
    const [id = '', seq = ''] = words.split(':');
    return { id, seq: Number(seq) };
  });
/** Most entries that are decided on at once. */
const AT_ONCE = 200;

/** What became of one of many; `code` says why nothing did, of the field `path` where it is one's. */
export type Line = Outcome | { id: string; number: number | null; state: 'left'; code: string; path: string };

export const decideMany = command({
  name: 'stocktaking.versions.decide',
  summary:
    'Decides on many submissions with one reason, each judged by itself: one that cannot be decided on stops no other. Answers line by line.',
  input: Decided.omit({ repeats: true }).extend({
    chosen: z
      .union([Chosen.transform((one) => [one]), z.array(Chosen).min(1).max(AT_ONCE)])
      .describe('"id:version" of each'),
  }),
  policy: holdsEverywhere(MODERATE),
  events: [...DECISIONS, did.manyDecided],
  async handle(ctx, { chosen, ...input }) {
    const lines = new Map<string, Line>();
    // In one order, so that two moderators at once wait for each other instead of in a ring.
    for (const { id, seq } of chosen.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
      const one = await load(ctx, { id });
      const number = one === undefined ? null : Number(one.number);
      try {
        if (one === undefined || one.state === 'draft') throw new NotFound();
        if (judgeRecord(moderated, ctx.actor, one, undefined) !== 'allow') throw new Forbidden(MODERATE);
        lines.set(id, await decideOn(ctx, one, { ...input, seq }));
      } catch (error) {
        // The database's own refusals have ended the transaction: they end the command.
        if (!(error instanceof AppError)) throw error;
        const [issue] = error instanceof InvalidInput ? error.issues : [];
        lines.set(id, { id, number, state: 'left', code: issue?.code ?? error.code, path: issue?.path ?? '' });
      }
    }
    const report = chosen.flatMap(({ id }) => lines.get(id) ?? []);
    const decided = report.filter(({ state }) => state !== 'left').length;
    ctx.emit(did.manyDecided, { decision: input.decision, decided, left: report.length - decided }, []);
    return { decided, left: report.length - decided, report };
  },
});
