import type { Run } from '@suivi/texts';
import { tagging } from '@suivi/texts/exchange';
import { z } from 'zod';
import { command, type Handling } from '../platform/command.ts';
import { Conflict, InvalidInput } from '../platform/errors.ts';
import { Id, plainText } from '../platform/input.ts';
import { holds } from '../platform/policy.ts';
import * as did from './events.ts';
import { assertFree, change, loadWork, OfWork, pieceOf, within } from './load.ts';
import { REVISE, TRANSLATE } from './policy.ts';
import { problemsOf } from './problems.ts';
import type { Piece, Work } from './work.ts';

const PieceName = z.string().max(200).describe('address of the paragraph in the source, or note:ID');

export const claim = command({
  name: 'translation.claim',
  summary: 'Takes up a paragraph to translate, or all of a list that no one has.',
  input: z.object({ ...OfWork, piece: PieceName.optional() }),
  load: loadWork,
  policy: holds(TRANSLATE, within),
  events: [did.workTaken],
  async handle(ctx, { piece }, work) {
    const by = personOf(ctx);
    const wanted = piece === undefined ? open(work).filter((one) => one.assignee === null) : [pieceOf(work, piece)];
    if (piece !== undefined) for (const one of wanted) assertFree(ctx, work, one);
    return give(ctx, work, wanted, by);
  },
});

export const release = command({
  name: 'translation.release',
  summary: 'Gives back a paragraph that one had taken up, or all of them in a list; words already written stay.',
  input: z.object({ ...OfWork, piece: PieceName.optional() }),
  load: loadWork,
  policy: holds(TRANSLATE, within),
  events: [did.workTaken],
  async handle(ctx, { piece }, work) {
    const wanted =
      piece === undefined ? open(work).filter((one) => one.assignee === ctx.actor.id) : [pieceOf(work, piece)];
    for (const one of wanted) assertFree(ctx, work, one);
    return give(ctx, work, wanted, null);
  },
});

export const assign = command({
  name: 'translation.assign',
  summary:
    'Gives a paragraph, or all of a list that is not done, to a translator; without a person it waits for anyone.',
  input: z.object({ ...OfWork, piece: PieceName.optional(), person: Id.optional() }),
  load: loadWork,
  policy: holds(REVISE, within),
  events: [did.workTaken],
  async handle(ctx, { piece, person }, work) {
    if (person !== undefined) {
      const known = await ctx.db.selectFrom('person').select('id').where('id', '=', person).executeTakeFirst();
      if (!known) throw new InvalidInput([{ path: 'person', code: 'no-such-person' }]);
    }
    return give(ctx, work, piece === undefined ? open(work) : [pieceOf(work, piece)], person ?? null);
  },
});

const open = (work: Work): Piece[] => work.pieces.filter((one) => one.state !== 'done');

async function give(
  ctx: Handling,
  work: Work,
  pieces: readonly Piece[],
  by: string | null,
): Promise<{ pieces: number }> {
  const ids: string[] = [];
  for (const one of pieces) if (one.assignee !== by) ids.push(await change(ctx, work, one, { assignee: by }));
  if (ids.length === 0) throw new InvalidInput([{ path: 'piece', code: 'nothing-changed' }]);
  ctx.emit(did.workTaken, { lang: work.lang, pieces: ids.length, by }, [work.version, ...ids]);
  return { pieces: ids.length };
}

function personOf(ctx: Handling): string {
  if (ctx.actor.id === null) throw new InvalidInput([{ path: 'person', code: 'person-wanted' }]);
  return ctx.actor.id;
}

/** Writes words for a piece. */
export async function write(
  ctx: Handling,
  work: Work,
  piece: Piece,
  runs: readonly Run[],
  state: 'in-progress' | 'to-review',
): Promise<string> {
  return change(ctx, work, piece, {
    state,
    runs: JSON.stringify(runs),
    plain: runs.map((run) => run.text).join(''),
    source_hash: piece.sourceHash,
    source_plain: piece.source.map((run) => run.text).join(''),
    written_by: ctx.actor.id,
    written_at: ctx.now,
    confirmed_by: null,
    confirmed_at: null,
    delivered_at: null,
    returned: null,
    ...(piece.assignee === null ? { assignee: ctx.actor.id } : {}),
  });
}

export const save = command({
  name: 'translation.save',
  summary:
    'Saves the translation of a paragraph. Where figures, dates, references or tags differ from the source it answers 409 with what differs, unless `anyway` is said.',
  input: z.object({
    ...OfWork,
    piece: PieceName,
    words: plainText(20_000).describe('with the tags of the source: {1}bold{/1}'),
    state: z.enum(['in-progress', 'to-review']).default('to-review'),
    seen: z.string().max(64).optional().describe('hash of the source that was read; another one now answers 409'),
    anyway: z.enum(['yes', 'no']).default('no'),
  }),
  load: loadWork,
  policy: holds(TRANSLATE, within),
  events: [did.workSaved],
  async handle(ctx, input, work) {
    const piece = pieceOf(work, input.piece);
    assertFree(ctx, work, piece);
    if (input.seen !== undefined && input.seen !== piece.sourceHash) throw new Conflict('translation-source-changed');
    const { runs, missing, unknown } = tagging(piece.source, piece.before ?? [], piece.words ?? []).read(input.words);
    const problems = [
      ...problemsOf(work, piece, runs),
      ...missing.map((text) => ({ kind: 'tag-missing' as const, text })),
      ...unknown.map((text) => ({ kind: 'tag-unknown' as const, text })),
    ];
    if (problems.length > 0 && input.anyway !== 'yes') throw new Conflict('translation-differs', problems);
    const id = await write(ctx, work, piece, runs, input.state);
    ctx.emit(did.workSaved, { lang: work.lang, piece: piece.piece, state: input.state }, [work.version, id]);
    return { state: input.state, problems };
  },
});

export const sendBack = command({
  name: 'translation.return',
  summary: 'Sends a translation back to who wrote it, with the reason.',
  input: z.object({ ...OfWork, piece: PieceName, reason: plainText(2000) }),
  load: loadWork,
  policy: holds(REVISE, within),
  events: [did.workReturned],
  async handle(ctx, { piece: name, reason }, work) {
    const piece = pieceOf(work, name);
    if (piece.state !== 'to-review' && piece.state !== 'done')
      throw new InvalidInput([{ path: 'piece', code: 'not-to-review' }]);
    const id = await change(ctx, work, piece, {
      state: 'in-progress',
      confirmed_by: null,
      confirmed_at: null,
      returned: reason,
    });
    ctx.emit(did.workReturned, { lang: work.lang, piece: name, reason }, [work.version, id]);
  },
});

export const confirm = command({
  name: 'translation.confirm',
  summary: 'Confirms a translation that waits for revision, or all of a list that do.',
  input: z.object({ ...OfWork, piece: PieceName.optional() }),
  load: loadWork,
  policy: holds(REVISE, within),
  events: [did.workConfirmed],
  async handle(ctx, { piece }, work) {
    const wanted = (piece === undefined ? work.pieces : [pieceOf(work, piece)]).filter(
      (one) => one.state === 'to-review',
    );
    if (wanted.length === 0) throw new InvalidInput([{ path: 'piece', code: 'not-to-review' }]);
    const ids: string[] = [];
    for (const one of wanted)
      ids.push(await change(ctx, work, one, { state: 'done', confirmed_by: ctx.actor.id, confirmed_at: ctx.now }));
    ctx.emit(did.workConfirmed, { lang: work.lang, pieces: ids.length }, [work.version, ...ids]);
    return { pieces: ids.length };
  },
});

export const setDue = command({
  name: 'translation.due.set',
  summary: 'Sets the day by which a version is wanted in a language; without a day it follows the session again.',
  input: z.object({ ...OfWork, due: z.iso.date().optional() }),
  load: loadWork,
  policy: holds(REVISE, within),
  events: [did.dueSet],
  async handle(ctx, { version, lang, due }) {
    if (due === undefined)
      await ctx.db.deleteFrom('translation_due').where('version', '=', version).where('lang', '=', lang).execute();
    else
      await ctx.db
        .insertInto('translation_due')
        .values({ version, lang, due })
        .onConflict((c) => c.columns(['version', 'lang']).doUpdateSet({ due }))
        .execute();
    ctx.emit(did.dueSet, { lang, due: due ?? null }, version);
  },
});
