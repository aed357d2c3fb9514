import { z } from 'zod';
import { command, newRecord } from '../platform/command.ts';
import { Id, plainText } from '../platform/input.ts';
import { anyone, holds } from '../platform/policy.ts';
import { visibleTo } from '../platform/visibility.ts';
import * as did from './events.ts';
import { REMARKS } from './policy.ts';

export const makeRemark = command({
  name: 'register.remark.make',
  summary: 'Says that something about an obligation is wrong; it lands with the officers.',
  input: z.object({ about: Id, message: plainText(5000), contact: z.string().trim().max(200).optional() }),
  load: (ctx, { about }) =>
    ctx.db.selectFrom('record').selectAll().where('id', '=', about).where(visibleTo(ctx.actor)).executeTakeFirst(),
  policy: anyone,
  events: [did.remarkMade],
  async handle(ctx, input) {
    const id = await newRecord(ctx, 'remark');
    await ctx.db
      .insertInto('remark')
      .values({ id, about: input.about, message: input.message, contact: input.contact ?? null, lang: ctx.lang })
      .execute();
    ctx.emit(did.remarkMade, {}, id);
    return { id };
  },
});

export const answerRemark = command({
  name: 'register.remark.answer',
  summary: 'Answers a remark, or closes it.',
  input: z.object({ id: Id, state: z.enum(['answered', 'closed']), answer: plainText(5000).optional() }),
  load: (ctx, { id }) =>
    ctx.db
      .selectFrom('remark')
      .innerJoin('record', 'record.id', 'remark.about')
      .select(['remark.id', 'record.owner_body'])
      .where('remark.id', '=', id)
      .where(visibleTo(ctx.actor))
      .forUpdate('remark')
      .executeTakeFirst(),
  policy: holds(REMARKS, (about: { owner_body: string | null }) => ({ body: about.owner_body })),
  events: [did.remarkAnswered],
  async handle(ctx, input) {
    await ctx.db
      .updateTable('remark')
      .set({ state: input.state, answer: input.answer ?? null, answered_by: ctx.actor.id, answered_at: ctx.now })
      .where('id', '=', input.id)
      .execute();
    ctx.emit(did.remarkAnswered, { state: input.state }, input.id);
  },
});
