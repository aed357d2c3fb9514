import { createHash, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { z } from 'zod';
import { covers, type Actor } from '../platform/actor.ts';
import { command, type Handling } from '../platform/command.ts';
import type { Database } from '../platform/db.ts';
import { AppError } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import { Id, plainText } from '../platform/input.ts';
import { signedIn, type Policy } from '../platform/policy.ts';
import { query } from '../platform/query.ts';
import { actorOfAccount } from './actor.ts';
import * as did from './events.ts';

const PREFIX = 'suivi_';
const DAY = 86_400_000;
const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

/** A token makes no tokens: who stole one must not outlive its revocation. */
export const inPerson: Policy<unknown> = {
  needs: 'signed-in',
  also: (actor) => (actor.token || actor.id === null ? 'deny' : 'allow'),
};

/** What the token of a calendar's address holds: no permission's name, so that no other token can ask for it. */
const CALENDAR = 'calendar';
const CALENDAR_DAYS = 366;

/** Keeps a new secret as its hash. Out: its id, the secret (told once), when it lapses. */
async function keep(ctx: Handling, name: string, permissions: string[], days: number) {
  const token = `${PREFIX}${randomBytes(32).toString('base64url')}`;
  const id = newId(ctx.now.getTime());
  const expires = new Date(ctx.now.getTime() + days * DAY);
  await ctx.db
    .insertInto('access_token')
    .values({
      id,
      person: ctx.actor.id ?? '',
      name,
      token_hash: hashOf(token),
      permissions,
      created_at: ctx.now,
      expires_at: expires,
    })
    .execute();
  ctx.emit(did.tokenMade, { permissions, days }, ctx.actor.id ?? '');
  return { id, token, expires: expires.toISOString() };
}

export const makeToken = command({
  name: 'accounts.token.create',
  summary: 'Makes a personal token for the API; it is shown once. It may do no more than you, and only what you name.',
  input: z.object({
    name: plainText(100),
    permissions: z
      .string()
      .max(1000)
      .transform((text) => [...new Set(text.split(/[\s,]+/).filter(Boolean))])
      .pipe(
        z
          .array(z.string().regex(/^(?:\*|[a-z-]+\.(?:\*|[a-z.-]+))$/))
          .min(1)
          .max(50),
      )
      .describe('permissions, rooms (register.*) or * for all of yours, one a line'),
    days: z.coerce.number().int().min(1).max(366).default(90).describe('days until it lapses'),
  }),
  policy: inPerson,
  events: [did.tokenMade],
  handle: (ctx, input) => keep(ctx, input.name, input.permissions, input.days),
});

export const makeCalendar = command({
  name: 'accounts.calendar.create',
  summary: 'Makes a secret address of the calendar of your own work; it is shown once, and opens nothing else.',
  input: z.object({ name: plainText(100) }),
  policy: inPerson,
  events: [did.tokenMade],
  handle: (ctx, { name }) => keep(ctx, name, [CALENDAR], CALENDAR_DAYS),
});

const loadToken = async (ctx: Pick<Handling, 'db' | 'actor'>, { id }: { id: string }) =>
  ctx.db
    .selectFrom('access_token')
    .selectAll()
    .where('id', '=', id)
    .where('person', '=', ctx.actor.id ?? newId())
    .forUpdate()
    .executeTakeFirst();

export const revokeToken = command({
  name: 'accounts.token.revoke',
  summary: 'Revokes one of your tokens, at once.',
  input: z.object({ id: Id }),
  load: loadToken,
  policy: signedIn as Policy<{ id: string }>,
  events: [did.tokenRevoked],
  async handle(ctx, { id }) {
    await ctx.db.updateTable('access_token').set({ revoked_at: ctx.now }).where('id', '=', id).execute();
    ctx.emit(did.tokenRevoked, {}, ctx.actor.id ?? '');
  },
});

export const tokens = query({
  name: 'accounts.tokens',
  summary: 'Your personal tokens: what each may do, when it lapses, when it was last used.',
  input: z.object({}),
  policy: signedIn,
  run: ({ db, actor }) =>
    db
      .selectFrom('access_token')
      .select(['id', 'name', 'permissions', 'created_at', 'expires_at', 'last_used_on', 'revoked_at'])
      .where('person', '=', actor.id ?? newId())
      .orderBy('id', 'desc')
      .limit(100)
      .execute(),
});

const invalid = (): AppError => new AppError('token-invalid', 401);

/** The person whose secret this is and what it names, once it holds; the day of its use is kept. */
async function holder(database: Database, token: string, at: Date): Promise<{ actor: Actor; permissions: string[] }> {
  const row = await database.read
    .selectFrom('access_token')
    .innerJoin('person', 'person.id', 'access_token.person')
    .select(['access_token.id', 'access_token.permissions', 'person.account'])
    .select(sql<string | null>`last_used_on::text`.as('last_used_on'))
    .where('token_hash', '=', hashOf(token))
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', at)
    .executeTakeFirst();
  if (!row?.account) throw invalid();
  const actor = await actorOfAccount(database.read, row.account, '', at);
  if (!actor) throw invalid();
  // Once a day is enough for who wonders whether a token is still in use.
  const today = at.toISOString().slice(0, 10);
  if (row.last_used_on !== today)
    await database.pool.query('update access_token set last_used_on = $2 where id = $1', [row.id, today]);
  return { actor: { ...actor, token: true }, permissions: row.permissions };
}

/**
 * Who a request with `Authorization: Bearer …` acts as: the token's person, with what their grants and the token both
 * allow. Errors: `token-invalid` 401 for one that is unknown, revoked, lapsed or of a calendar, alike.
 */
export async function actorOfToken(database: Database, header: string, at: Date): Promise<Actor> {
  const given = /^Bearer (suivi_[\w-]{43})$/i.exec(header)?.[1];
  if (!given) throw invalid();
  const { actor, permissions } = await holder(database, given, at);
  if (permissions.includes(CALENDAR)) throw invalid();
  return {
    ...actor,
    grants: actor.grants.map((grant) => ({ ...grant, permissions: both(grant.permissions, permissions) })),
  };
}

/** Whose calendar a secret address is; they see what they would see signed in. Errors: `token-invalid` 401. */
export async function actorOfCalendar(database: Database, key: string, at: Date): Promise<Actor> {
  if (!/^suivi_[\w-]{43}$/.test(key)) throw invalid();
  const { actor, permissions } = await holder(database, key, at);
  if (!permissions.includes(CALENDAR)) throw invalid();
  return actor;
}

/** What two lists of permissions both allow. */
export const both = (held: readonly string[], named: readonly string[]): string[] => [
  ...new Set(
    held.flatMap((mine) =>
      named.flatMap((wanted) => (covers(wanted, mine) ? [mine] : covers(mine, wanted) ? [wanted] : [])),
    ),
  ),
];
