import type { Language } from '@suivi/texts';
import { z } from 'zod';
import { touch, type Handling } from '../platform/command.ts';
import { Conflict, InvalidInput } from '../platform/errors.ts';
import { plainText } from '../platform/input.ts';
import type { Content } from './content.ts';
import * as did from './events.ts';
import { tellContact } from './letters.ts';
import type { Loaded } from './load.ts';
import { REASONS, reasonWords } from './prepared.ts';
import { settingsOf } from './settings.ts';
import { addressOf, assertKnown, publish } from './write.ts';

const Reason = z.enum(REASONS);

/** What a moderator says of a version. */
export const Decided = z.object({
  decision: z.enum(['publish', 'return', 'decline']),
  prepared: z
    .union([Reason.transform((one) => [one]), z.array(Reason).max(REASONS.length)])
    .default([])
    .describe('prepared reasons, told in the language of the submission'),
  reason: plainText(2000).optional().describe('what else is to be said, to the submitter alone'),
  repeats: z.coerce
    .number()
    .int()
    .positive()
    .max(1e15)
    .optional()
    .describe('number of the public entry that it repeats: declined as its duplicate, with the way to it'),
});
export type Decided = z.output<typeof Decided>;

/** What became of it. */
export interface Outcome {
  id: string;
  number: number;
  state: 'approved-first' | 'published' | 'returned' | 'declined';
  rev: number;
}

/** Events that a decision leaves. */
export const DECISIONS = [did.published, did.approvedFirst, did.returned, did.declined];

/**
 * Decides on the version that waits; the caller has judged who may. All that can be refused is refused before the first row
 * is written, so that of many one may fail alone.
 * Errors: Conflict `already-decided` where another version waits by now; InvalidInput.
 */
export async function decideOn(
  ctx: Handling,
  one: Loaded,
  { seq, decision, prepared, reason, repeats }: Decided & { seq: number },
): Promise<Outcome> {
  if (one.waiting !== seq) throw new Conflict('already-decided', { waiting: one.waiting });
  const version = await ctx.db
    .selectFrom('initiative_version')
    .selectAll()
    .where('initiative', '=', one.id)
    .where('seq', '=', seq)
    .executeTakeFirstOrThrow();
  const number = Number(one.number);
  const done = async (state: Outcome['state']): Promise<Outcome> => ({
    id: one.id,
    number,
    state,
    rev: await touch(ctx, one.id),
  });
  if (decision === 'publish') {
    const content = version.content as Content;
    await assertKnown(ctx, one.id, content);
    const first = version.seconded_by;
    if (first !== null && first === ctx.actor.id) throw new InvalidInput([{ path: 'decision', code: 'four-eyes' }]);
    if ((await settingsOf(ctx)).fourEyes && first === null) {
      await ctx.db
        .updateTable('initiative_version')
        .set({ seconded_by: ctx.actor.id })
        .where('initiative', '=', one.id)
        .where('seq', '=', seq)
        .execute();
      ctx.emit(did.approvedFirst, { seq }, one.id);
      return done('approved-first');
    }
    await publish(ctx, one, { seq, lang: version.lang as Language, content });
    ctx.emit(did.published, { seq }, [one.id, one.organisation]);
    await tellContact(ctx, one, { lang: version.lang, what: 'published', seq, words: null });
    return done('published');
  }
  const codes = [...new Set(repeats === undefined ? prepared : [...prepared, 'duplicate' as const])];
  const kept = repeats === undefined ? null : await publicEntry(ctx, one, repeats);
  const said = [reason, ...(kept === null ? [] : [addressOf(kept.number)])].filter((words) => words !== undefined);
  const words = reasonWords(version.lang, codes, said.length === 0 ? undefined : said.join('\n'));
  if (words === null) throw new InvalidInput([{ path: 'reason', code: 'required' }]);
  const state = decision === 'return' ? ('returned' as const) : ('declined' as const);
  await ctx.db
    .updateTable('initiative_version')
    .set({
      state,
      reason: words,
      prepared: codes,
      decided_by: ctx.actor.id,
      decided_at: ctx.now,
      seconded_by: null,
    })
    .where('initiative', '=', one.id)
    .where('seq', '=', seq)
    .execute();
  await ctx.db
    .updateTable('initiative')
    .set({
      waiting: null,
      ...(one.published === null ? { state } : {}),
      // What came back is on the submitter's table again.
      ...(decision === 'return' && one.draft === null
        ? { draft: JSON.stringify(version.content), draft_lang: version.lang }
        : {}),
    })
    .where('id', '=', one.id)
    .execute();
  ctx.emit(did[state], { seq, prepared: codes }, [one.id, one.organisation], { reason: words });
  await tellContact(ctx, one, { lang: version.lang, what: state, seq, words });
  return done(state);
}

// An entry that all may see, other than this one.
async function publicEntry(ctx: Handling, one: Loaded, number: number): Promise<{ id: string; number: number }> {
  const found = await ctx.db
    .selectFrom('initiative')
    .innerJoin('record', 'record.id', 'initiative.id')
    .select(['initiative.id', 'initiative.number'])
    .where('initiative.number', '=', String(number))
    .where('initiative.id', '<>', one.id)
    .where('record.visibility', '=', 'public')
    .where('record.withdrawn_at', 'is', null)
    .executeTakeFirst();
  if (!found) throw new InvalidInput([{ path: 'repeats', code: 'no-such-initiative' }]);
  return { id: found.id, number: Number(found.number) };
}
