import { z } from 'zod';
import { command, newRecord, touch } from '../platform/command.ts';
import { Conflict, InvalidInput } from '../platform/errors.ts';
import { Id, plainText } from '../platform/input.ts';
import * as did from './events.ts';
import { tellContact } from './letters.ts';
import { load } from './load.ts';
import { moderated, ownEntry } from './policy.ts';

/** Open questions on one submission: more is a talk, and better had by returning it. */
const OPEN = 5;

export const askBack = command({
  name: 'stocktaking.question.ask',
  summary: 'Asks the submitter of what waits a question; the contact is told by mail.',
  input: z.object({ id: Id, question: plainText(2000) }),
  load,
  policy: moderated,
  events: [did.asked],
  async handle(ctx, { question }, one) {
    const seq = one.waiting;
    if (seq === null) throw new Conflict('already-decided');
    const open = await ctx.db
      .selectFrom('initiative_question')
      .select('id')
      .where('initiative', '=', one.id)
      .where('seq', '=', seq)
      .where('answer', 'is', null)
      .execute();
    if (open.length >= OPEN) throw new InvalidInput([{ path: 'question', code: 'too-many-questions' }]);
    const id = await newRecord(ctx, 'initiative-question');
    await ctx.db
      .insertInto('initiative_question')
      .values({ id, initiative: one.id, seq, question, asked_by: ctx.actor.id, asked_at: ctx.now })
      .execute();
    const { lang } = await ctx.db
      .selectFrom('initiative_version')
      .select('lang')
      .where('initiative', '=', one.id)
      .where('seq', '=', seq)
      .executeTakeFirstOrThrow();
    ctx.emit(did.asked, { seq }, [one.id, id], { question });
    await tellContact(ctx, one, { lang, what: 'asked', seq, words: question, question: id });
    return { id, number: Number(one.number), rev: await touch(ctx, one.id) };
  },
});

export const answer = command({
  name: 'stocktaking.question.answer',
  summary: 'Answers a question of the moderators.',
  input: z.object({ id: Id.describe('id of the question'), answer: plainText(5000) }),
  async load(ctx, { id }) {
    const question = await ctx.db
      .selectFrom('initiative_question')
      .select(['id as question', 'initiative', 'seq', 'answer'])
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst();
    const one = question && (await load(ctx, { id: question.initiative }));
    return question && one && { ...one, asked: question };
  },
  policy: ownEntry,
  events: [did.answered],
  async handle(ctx, { id, answer: words }, { asked, ...one }) {
    if (asked.answer !== null) throw new Conflict('already-answered');
    await ctx.db
      .updateTable('initiative_question')
      .set({ answer: words, answered_by: ctx.actor.id, answered_at: ctx.now })
      .where('id', '=', id)
      .execute();
    ctx.emit(did.answered, { seq: asked.seq }, [one.id, id], { answer: words });
    return { id, number: Number(one.number), rev: await touch(ctx, one.id) };
  },
});
