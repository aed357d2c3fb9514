import { createHash } from 'node:crypto';
import { z } from 'zod';
import { command } from '../platform/command.ts';
import type { Read } from '../platform/db.ts';
import { InvalidInput } from '../platform/errors.ts';
import { signedIn } from '../platform/policy.ts';
import type { Actor } from '../platform/actor.ts';
import * as did from './events.ts';

/** A browser that is signed in, as its person sees it. Its own token never leaves the server. */
export interface SessionView {
  /** Hash of the session's id: enough to end it, nothing to enter by. */
  id: string;
  since: Date;
  until: Date;
  browser: string;
}

/** Names in the order in which they tell: each program also calls itself by the names that stand after its own. */
const BROWSERS = {
  'Edg(?:e|A|iOS)?': 'Edge',
  OPR: 'Opera',
  'Firefox|FxiOS': 'Firefox',
  'Chrome|CriOS': 'Chrome',
  Safari: 'Safari',
};
const SYSTEMS = { Android: 'Android', 'iPhone|iPad': 'iOS', Windows: 'Windows', 'Mac OS': 'macOS', Linux: 'Linux' };

/** What a browser says of itself, in two names that a person knows: "Firefox, Linux"; else its first word. */
export function browserOf(agent: string): string {
  const named = (names: Record<string, string>): string | undefined =>
    Object.entries(names).find(([pattern]) => new RegExp(`(?:${pattern})`).test(agent))?.[1];
  const known = [named(BROWSERS), named(SYSTEMS)].filter((one) => one !== undefined);
  return known.join(', ') || agent.replace(/[^\x20-\x7e]/g, '').slice(0, 60);
}

const shown = (id: string): string => createHash('sha256').update(id).digest('hex').slice(0, 24);

/** The open sessions of a person, the newest first. */
export async function sessionsOf(db: Read, actor: Actor, at: Date): Promise<SessionView[]> {
  if (actor.id === null) return [];
  const rows = await db
    .selectFrom('account_session')
    .innerJoin('person', 'person.account', 'account_session.user_id')
    .select(['account_session.id', 'account_session.created_at', 'expires_at', 'user_agent'])
    .where('person.id', '=', actor.id)
    .where('expires_at', '>', at)
    .orderBy('account_session.created_at', 'desc')
    .limit(100)
    .execute();
  return rows.map((row) => ({
    id: shown(row.id),
    since: row.created_at,
    until: row.expires_at,
    browser: browserOf(row.user_agent ?? ''),
  }));
}

export const endSession = command({
  name: 'accounts.session.end',
  summary: 'Ends one of your sessions, or all of them: that browser must sign in again.',
  input: z.object({ id: z.string().max(64).describe('of the session, or "all"') }),
  policy: signedIn,
  events: [did.sessionEnded],
  async handle(ctx, { id }) {
    const rows = await ctx.db
      .selectFrom('account_session')
      .innerJoin('person', 'person.account', 'account_session.user_id')
      .select('account_session.id')
      .where('person.id', '=', ctx.actor.id)
      .execute();
    const ended = rows.filter((row) => id === 'all' || shown(row.id) === id).map((row) => row.id);
    if (ended.length === 0) throw new InvalidInput([{ path: 'id', code: 'no-such-record' }]);
    await ctx.db.deleteFrom('account_session').where('id', 'in', ended).execute();
    ctx.emit(did.sessionEnded, { all: id === 'all' }, ctx.actor.id ?? '');
    return { ended: ended.length };
  },
});
