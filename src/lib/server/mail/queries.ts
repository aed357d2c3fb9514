import { sql } from 'kysely';
import { z } from 'zod';
import { Id } from '../platform/input.ts';
import { holdsEverywhere } from '../platform/policy.ts';
import { query } from '../platform/query.ts';
import { CUT_OFF_MS } from './messages.ts';
import { MAIL } from './policy.ts';
import { mailServer } from './server.ts';

export const STATES = ['queued', 'held', 'sending', 'sent', 'failed', 'uncertain'] as const;

export const outbox = query({
  name: 'mail.outbox',
  summary: 'Mail that was sent, waits, failed, or of which nobody can say whether it arrived; newest first.',
  input: z.object({ state: z.enum(STATES).optional(), before: Id.optional() }),
  policy: holdsEverywhere(MAIL),
  async run({ db, now }, input) {
    // What a crash cut off is told by its age, not by a state that something would have had to write.
    const state = sql<(typeof STATES)[number]>`case when state = 'sending'
      and sending_at < ${new Date(now.getTime() - CUT_OFF_MS)} then 'uncertain' else state end`;
    const rows = await db
      .selectFrom('message')
      .select(['id', 'recipient', 'lang', 'subject', 'body', 'attempts', 'error'])
      .select(['message_id as messageId', 'queued_at as queuedAt', 'settled_at as settledAt'])
      .select(state.as('state'))
      .$if(input.state !== undefined, (q) => q.where(state, '=', input.state ?? 'sent'))
      .$if(input.before !== undefined, (q) => q.where('id', '<', input.before ?? ''))
      .orderBy('id', 'desc')
      .limit(51)
      .execute();
    const server = mailServer();
    return {
      server: server ? `${server.host}:${server.port}` : null,
      messages: rows.slice(0, 50),
      next: rows.length > 50 ? (rows[49]?.id ?? null) : null,
    };
  },
});
