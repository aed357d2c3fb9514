import { amend, AmendError, type AmendmentOp, type Text } from '@suivi/texts';
import { z } from 'zod';
import { command, touch, type Handling } from '../platform/command.ts';
import { Conflict, InvalidInput } from '../platform/errors.ts';
import { Id, plainText } from '../platform/input.ts';
import { tell } from '../platform/live.ts';
import { holds } from '../platform/policy.ts';
import { rowsOf } from '../texts/index.ts';
import * as did from './events.ts';
import { loadEdition, scopeOf, type Edition } from './load.ts';
import { DECIDE } from './policy.ts';
import { onTable, runsOf, type Content, type OnTable } from './table.ts';

/** What a step did. */
export interface Step extends Content {
  act: string;
  amendment?: string;
  reason: string | null;
}

/** Topic that those who follow an edition listen on; said is the number of the step. */
export const topicOf = (edition: string): string => `table-${edition}`;

/** Keeps the next step of the text on the table, and tells all who follow it. */
export async function keepStep(ctx: Handling, edition: Edition, before: number, step: Step): Promise<{ seq: number }> {
  const seq = before + 1;
  const { text, amendments } = step;
  await ctx.db
    .insertInto('working_state')
    .values({
      edition: edition.edition,
      seq,
      act: step.act,
      amendment: step.amendment ?? null,
      reason: step.reason,
      content: JSON.stringify({ text, amendments }),
      by: ctx.actor.id,
      at: ctx.now,
    })
    .execute();
  ctx.emit(did.stepped, { seq, act: step.act }, [edition.edition, ...(step.amendment ? [step.amendment] : [])]);
  await touch(ctx, edition.edition);
  await tell(ctx.db, topicOf(edition.edition), String(seq));
  return { seq };
}

/** Errors: Conflict where the text on the table is further than what was read; InvalidInput where the version stands. */
export async function tableFor(ctx: Handling, edition: Edition, seq: number | undefined): Promise<OnTable> {
  if (edition.status !== 'draft' && edition.status !== 'proposed')
    throw new InvalidInput([{ path: 'edition', code: 'already-adopted' }]);
  const table = await onTable(ctx.db, edition.edition);
  if (seq !== undefined && seq !== table.seq) throw new Conflict('conflict', { seq: table.seq });
  return table;
}

export const Seq = z.coerce.number().int().min(0).optional().describe('step of the text on the table that was read');

export const edit = command({
  name: 'amendments.table.edit',
  summary:
    'Rewords a paragraph of the text on the table, as the pen-holder was asked to. All who follow it see it at once.',
  input: z.object({
    edition: Id,
    seq: Seq,
    eid: z.string().min(1).max(200),
    words: plainText(20_000),
    reason: plainText(2000).optional(),
  }),
  load: (ctx, { edition }) => loadEdition(ctx, edition),
  policy: holds(DECIDE, scopeOf),
  events: [did.stepped],
  async handle(ctx, input, edition) {
    const table = await tableFor(ctx, edition, input.seq);
    const text = reworded(table.text, input.eid, input.words);
    const reason = input.reason ?? null;
    return keepStep(ctx, edition, table.seq, { act: 'edit', reason, text, amendments: table.amendments });
  },
});

/** A text with one paragraph reworded. Errors: InvalidInput at `eid` or `words`. */
export function reworded(text: Text, eid: string, words: string): Text {
  const place = rowsOf(text).find((row) => row.eid === eid && row.state !== 'deleted');
  if (!place) throw new InvalidInput([{ path: 'eid', code: 'no-such-place' }]);
  if (place.plain === words) throw new InvalidInput([{ path: 'words', code: 'nothing-changed' }]);
  const op: AmendmentOp = {
    id: 'edit',
    act: 'MOD',
    target: place.wid ?? place.eid,
    runs: runsOf(words, place.runs),
    ...(place.kind === 'item' ? {} : { place: 'heading' }),
  };
  try {
    return amend(text, [op]);
  } catch (error) {
    if (!(error instanceof AmendError)) throw error;
    throw new InvalidInput([{ path: 'eid', code: 'not-applied' }], { cause: error });
  }
}
