import type { Amendment as Proposal, AmendmentOp, AmendmentStatus, Text } from '@suivi/texts';
import { amend, AmendError, rebase } from '@suivi/texts/amend';
import { typedRuns } from '@suivi/texts/typed';
import { z } from 'zod';
import { command, touch, type Handling } from '../platform/command.ts';
import { Conflict, InvalidInput } from '../platform/errors.ts';
import { Id, plainText } from '../platform/input.ts';
import { tell } from '../platform/live.ts';
import { holds } from '../platform/policy.ts';
import { rowsOf } from '../texts/index.ts';
import * as did from './events.ts';
import { loadEdition, scopeOf, stands, type Edition } from './load.ts';
import { DECIDE } from './policy.ts';
import { oneParagraph, onTable, sameWords, type OnTable } from './table.ts';

/** What a step does. */
export interface Step {
  act: string;
  text: Text;
  /** As they stand after it; left out, those that are open are carried onto the text. */
  amendments?: Proposal[];
  /** The amendment that it is about: its id and its number. */
  about?: { id: string; number: number };
  reason: string | null;
}

/** Topic that those who follow an edition listen on; said is the number of the step. */
export const topicOf = (edition: string): string => `table-${edition}`;

/** Keeps the next step of the text on the table, what it made of amendments, and tells all who follow it. */
export async function keepStep(ctx: Handling, edition: Edition, before: OnTable, step: Step): Promise<{ seq: number }> {
  const seq = before.seq + 1;
  const amendments = step.amendments ?? rebase(before.text, step.text, before.amendments).amendments;
  await ctx.db
    .insertInto('working_state')
    .values({
      edition: edition.edition,
      seq,
      act: step.act,
      amendment: step.about?.id ?? null,
      reason: step.reason,
      content: JSON.stringify({ text: step.text, amendments, ...(seq === 1 ? { base: before.text } : {}) }),
      by: ctx.actor.id,
      at: ctx.now,
    })
    .execute();
  const was = new Map(before.amendments.map((one) => [one.id, one.status]));
  const moved = amendments.filter((one) => one.status !== was.get(one.id));
  for (const one of moved) await setStatus(ctx, edition, Number(one.id), one.status, step);
  const { about, act, reason } = step;
  const told = moved.some((one) => one.id === String(about?.number));
  const untold = about && !told ? { number: about.number, ...(reason !== null && { reason }) } : {};
  ctx.emit(did.stepped, { seq, act, ...untold }, [edition.edition, ...(about ? [about.id] : [])]);
  await touch(ctx, edition.edition);
  await tell(ctx.db, topicOf(edition.edition), String(seq));
  return { seq };
}

/** Records where an amendment now stands; only the one that was decided on bears the reason. */
export async function setStatus(
  ctx: Handling,
  edition: Edition,
  number: number,
  status: AmendmentStatus,
  { about, reason }: Pick<Step, 'about' | 'reason'>,
): Promise<void> {
  const why = about?.number === number ? reason : null;
  const { id } = await ctx.db
    .updateTable('amendment')
    .set({ state: status, state_reason: why })
    .where('version', '=', edition.id)
    .where('number', '=', number)
    .returning('id')
    .executeTakeFirstOrThrow();
  await touch(ctx, id);
  ctx.emit(did.decided, { number, decision: status, ...(why && { reason: why }) }, id);
}

/** Errors: Conflict where the text on the table is further than what was read; InvalidInput where the version stands. */
export async function tableFor(ctx: Handling, edition: Edition, seq: number | undefined): Promise<OnTable> {
  if (!stands(edition)) throw new InvalidInput([{ path: 'edition', code: 'already-adopted' }]);
  const table = await onTable(ctx.db, edition.edition);
  if (seq !== undefined && seq !== table.seq) throw new Conflict('conflict', { seq: table.seq });
  return table;
}

/** What the engine cannot apply is told at a field. */
export function applied<T>(path: string, code: string, apply: () => T): T {
  try {
    return apply();
  } catch (error) {
    if (!(error instanceof AmendError)) throw error;
    throw new InvalidInput([{ path, code }], { cause: error });
  }
}

/** What every step of the pen-holder takes. */
export const OnTableInput = {
  edition: Id,
  seq: z.coerce.number().int().min(0).optional().describe('step of the text on the table that was read'),
  reason: plainText(2000).optional(),
};

export const edit = command({
  name: 'amendments.table.edit',
  summary:
    'Rewords a paragraph of the text on the table, as the pen-holder was asked to. All who follow it see it at once.',
  input: z.object({ ...OnTableInput, eid: z.string().min(1).max(200), words: plainText(20_000) }),
  load: (ctx, { edition }) => loadEdition(ctx, edition),
  policy: holds(DECIDE, scopeOf),
  events: [did.stepped, did.decided],
  async handle(ctx, input, edition) {
    const table = await tableFor(ctx, edition, input.seq);
    const text = reworded(table.text, input.eid, input.words);
    return keepStep(ctx, edition, table, { act: 'edit', reason: input.reason ?? null, text });
  },
});

/** A text with one paragraph reworded. Errors: InvalidInput at `eid` or `words`. */
export function reworded(text: Text, eid: string, words: string): Text {
  const place = rowsOf(text).find((row) => row.eid === eid && row.state !== 'deleted');
  if (!place) throw new InvalidInput([{ path: 'eid', code: 'no-such-place' }]);
  oneParagraph(words, place.plain);
  if (sameWords(place.plain, words)) throw new InvalidInput([{ path: 'words', code: 'nothing-changed' }]);
  const op: AmendmentOp = {
    id: 'edit',
    act: 'MOD',
    target: place.wid ?? place.eid,
    runs: typedRuns(words, place.runs, text.language),
    ...(place.kind === 'item' ? {} : { place: 'heading' }),
  };
  return applied('eid', 'not-applied', () => amend(text, [op]));
}
