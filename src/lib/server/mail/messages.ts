import { z } from 'zod';
import { command, type Handling } from '../platform/command.ts';
import { InvalidInput } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import { Id } from '../platform/input.ts';
import type { Job } from '../platform/jobs.ts';
import { execute } from '../platform/command.ts';
import { holds, holdsEverywhere } from '../platform/policy.ts';
import { deliver } from './deliver.ts';
import * as did from './events.ts';
import { MAIL } from './policy.ts';
import { mailServer } from './server.ts';

const QUEUE = 'mail';
/** Attempts before a message counts as failed. */
const ATTEMPTS = 6;
/** A message that has been on its way longer than any attempt may last was cut off by a crash. */
export const CUT_OFF_MS = 10 * 60_000;

/** A letter that is owed to someone. */
export interface Owed {
  /** What it is about and when ("reminder:<person>:2027-03-01"): the same thing is never said twice. */
  key: string;
  person: string | null;
  recipient: string;
  lang: string;
  subject: string;
  body: string;
}

/**
 * Puts a letter into the outbox within the command's own transaction, to be sent after its end; held there where no mail
 * server is set, and of the demonstration always. Returns its id, or null where the same was said already.
 */
export async function oweMessage(ctx: Handling, owed: Owed): Promise<string | null> {
  // Those of the demonstration are made up: nothing is sent to them.
  const server = ctx.door === 'seed' ? null : mailServer();
  const id = newId(ctx.now.getTime());
  const host = new URL(process.env['SUIVI_ADDRESS'] ?? process.env['ORIGIN'] ?? 'http://suivi.invalid').hostname;
  const made = await ctx.db
    .insertInto('message')
    .values({
      id,
      key: owed.key,
      message_id: `<${id}@${host}>`,
      person: owed.person,
      recipient: owed.recipient,
      lang: owed.lang,
      // A line break in a subject would begin another header.
      subject: owed.subject.replace(/\s+/g, ' ').slice(0, 300),
      body: owed.body,
      state: server ? 'queued' : 'held',
      queued_at: ctx.now,
    })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!made) return null;
  if (server) ctx.enqueue(QUEUE, { id });
  return id;
}

export const take = command({
  name: 'mail.message.take',
  summary: 'Takes a message in hand: from now on it may have been sent.',
  input: z.object({ id: Id }),
  policy: holds<undefined>(MAIL),
  internal: true,
  silent: true,
  events: [],
  async handle(ctx, { id }) {
    const row = await ctx.db
      .updateTable('message')
      .set((eb) => ({ state: 'sending', sending_at: ctx.now, settled_at: null, attempts: eb('attempts', '+', 1) }))
      .where('id', '=', id)
      .where('state', '=', 'queued')
      .returning(['message_id as messageId', 'recipient', 'lang', 'subject', 'body', 'attempts'])
      .executeTakeFirst();
    return row ?? null;
  },
});

export const settle = command({
  name: 'mail.message.settle',
  summary: 'Says what became of an attempt to send a message.',
  input: z.object({
    id: Id,
    state: z.enum(['queued', 'sent', 'failed', 'uncertain']),
    error: z.string().max(600).nullable(),
  }),
  policy: holds<undefined>(MAIL),
  internal: true,
  events: [did.settled],
  async handle(ctx, { id, state, error }) {
    await ctx.db
      .updateTable('message')
      .set({ state, error, settled_at: state === 'queued' ? null : ctx.now })
      .where('id', '=', id)
      .where('state', '=', 'sending')
      .execute();
    ctx.emit(did.settled, { message: id, state }, []);
  },
});

export const resolveMessage = command({
  name: 'mail.message.resolve',
  summary: 'Decides on a message that is held, failed or uncertain: send it (again), or count it as sent.',
  input: z.object({ id: Id, as: z.enum(['send', 'sent']) }),
  load: (ctx, { id }) => ctx.db.selectFrom('message').selectAll().where('id', '=', id).forUpdate().executeTakeFirst(),
  policy: holdsEverywhere(MAIL),
  events: [did.resolved],
  async handle(ctx, input, message) {
    const cutOff = message.state === 'sending' && (message.sending_at?.getTime() ?? 0) < ctx.now.getTime() - CUT_OFF_MS;
    if (!['held', 'failed', 'uncertain'].includes(message.state) && !cutOff)
      throw new InvalidInput([{ path: 'id', code: 'message-in-hand' }]);
    if (input.as === 'send' && !mailServer()) throw new InvalidInput([{ path: 'id', code: 'no-mail-server' }]);
    await ctx.db
      .updateTable('message')
      .set(
        input.as === 'send'
          ? { state: 'queued', error: null, attempts: 0, settled_at: null }
          : { state: 'sent', settled_at: ctx.now },
      )
      .where('id', '=', message.id)
      .execute();
    if (input.as === 'send') ctx.enqueue(QUEUE, { id: message.id });
    ctx.emit(did.resolved, { message: message.id, as: input.as }, []);
  },
});

const Data = z.object({ id: z.uuid() });

/**
 * Sends a message. It is marked as being sent before the first byte leaves: whoever finds it so after a crash cannot know
 * whether it arrived, and it is shown as uncertain rather than sent again.
 */
export const mailJob: Job = {
  queue: QUEUE,
  retryLimit: ATTEMPTS - 1,
  retryDelay: 60,
  async work(ctx, data) {
    const { id } = Data.parse(data);
    const server = mailServer();
    if (!server) return;
    const letter = await execute(take, ctx, { id });
    if (!letter) return;
    const outcome = await deliver(server, letter);
    if (outcome.state !== 'retry') {
      await execute(settle, ctx, { id, state: outcome.state, error: 'error' in outcome ? outcome.error : null });
      return;
    }
    const last = letter.attempts >= ATTEMPTS;
    await execute(settle, ctx, { id, state: last ? 'failed' : 'queued', error: outcome.error });
    // The queue tries again, later each time.
    if (!last) throw new Error(outcome.error);
  },
};
