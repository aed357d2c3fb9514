import { createHmac, randomBytes } from 'node:crypto';
import type pg from 'pg';
import type { Database } from '../platform/db.ts';

const time = { createdAt: 'created_at', updatedAt: 'updated_at' };

// The library is loaded by whoever signs in: a third of a second that a call of the command line need not wait.
async function make(pool: pg.Pool, secret: string) {
  const { betterAuth } = await import('better-auth');
  return betterAuth({
    database: pool,
    secret,
    baseURL: process.env['ORIGIN'] ?? 'http://localhost:3000',
    telemetry: { enabled: false },
    logger: { disabled: true },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: PASSWORD_LENGTH.min,
      maxPasswordLength: PASSWORD_LENGTH.max,
    },
    user: { modelName: 'account_user', fields: { emailVerified: 'email_verified', ...time } },
    session: {
      modelName: 'account_session',
      fields: { expiresAt: 'expires_at', ipAddress: 'ip_address', userAgent: 'user_agent', userId: 'user_id', ...time },
    },
    account: {
      modelName: 'account_credential',
      fields: {
        accountId: 'account_id',
        providerId: 'provider_id',
        userId: 'user_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
        ...time,
      },
    },
    verification: { modelName: 'account_verification', fields: { expiresAt: 'expires_at', ...time } },
    advanced: { cookiePrefix: 'suivi', useSecureCookies: (process.env['ORIGIN'] ?? '').startsWith('https:') },
  });
}

/** Lengths a password may have, in characters (NIST SP 800-63B, 5.1.1: length rather than composition). */
export const PASSWORD_LENGTH = { min: 12, max: 128 } as const;

export type Auth = Awaited<ReturnType<typeof make>>;

const made = new WeakMap<Database, Promise<Auth>>();

/**
 * The account library on this database. It writes its own four tables by itself: the second of the two named exceptions
 * to "only execute writes" (the other is jobs). None of its own addresses is served: pages call it on the server.
 */
export function authOf(database: Database): Promise<Auth> {
  let auth = made.get(database);
  if (!auth) {
    auth = secretOf(database).then((secret) => make(database.pool, secret));
    auth.catch(() => made.delete(database));
    made.set(database, auth);
  }
  return auth;
}

// Every process on one database signs cookies with the same secret: given by the environment, or made once and kept.
async function secretOf(database: Database): Promise<string> {
  const given = process.env['SUIVI_SECRET'];
  if (given) return given;
  await database.pool.query(
    `insert into setting (name, value) values ('secret', to_jsonb($1::text)) on conflict do nothing`,
    [randomBytes(32).toString('base64url')],
  );
  const { rows } = await database.pool.query<{ value: string }>(`select value from setting where name = 'secret'`);
  const secret = rows[0]?.value;
  if (!secret) throw new Error('the secret could not be kept');
  return secret;
}

/** Gives an account its password, making the account first where the mail is new. Returns the account's id. */
export async function setPassword(
  database: Database,
  input: { email: string; name: string; password: string },
): Promise<string> {
  const auth = await authOf(database);
  const { internalAdapter, password } = await auth.$context;
  const hash = await password.hash(input.password);
  const known = await internalAdapter.findUserByEmail(input.email.toLowerCase(), { includeAccounts: true });
  if (!known) {
    const user = await internalAdapter.createUser(
      { email: input.email.toLowerCase(), name: input.name, emailVerified: true },
      { method: 'email-password' },
    );
    await internalAdapter.linkAccount({
      userId: user.id,
      providerId: 'credential',
      accountId: user.id,
      password: hash,
    });
    return user.id;
  }
  if (known.accounts.some((account) => account.providerId === 'credential'))
    await internalAdapter.updatePassword(known.user.id, hash);
  else
    await internalAdapter.linkAccount({
      userId: known.user.id,
      providerId: 'credential',
      accountId: known.user.id,
      password: hash,
    });
  await internalAdapter.deleteUserSessions(known.user.id);
  return known.user.id;
}

/** Tries a mail and password. Returns the cookies to set, or null: the same answer for an unknown mail and a wrong word. */
export async function signIn(
  database: Database,
  input: { email: string; password: string },
  headers: Headers,
): Promise<string[] | null> {
  const auth = await authOf(database);
  const response = await auth.api.signInEmail({
    body: { email: input.email.toLowerCase(), password: input.password },
    headers: new Headers({ 'user-agent': headers.get('user-agent') ?? '' }),
    asResponse: true,
  });
  return response.ok ? response.headers.getSetCookie() : null;
}

/** Ends the session of these headers. Returns the cookies that take it away. */
export async function signOut(database: Database, headers: Headers): Promise<string[]> {
  const auth = await authOf(database);
  const response = await auth.api.signOut({
    headers: new Headers({ cookie: headers.get('cookie') ?? '' }),
    asResponse: true,
  });
  return response.headers.getSetCookie();
}

/** Account signed in by these headers; null without a cookie (no query is made) or with one that no longer holds. */
export async function accountOf(
  database: Database,
  headers: Headers,
): Promise<{ id: string; email: string; name: string; session: string } | null> {
  if (!(headers.get('cookie') ?? '').includes('suivi.session_token')) return null;
  const auth = await authOf(database);
  const session = await auth.api.getSession({ headers: new Headers({ cookie: headers.get('cookie') ?? '' }) });
  return session
    ? { id: session.user.id, email: session.user.email, name: session.user.name, session: session.session.id }
    : null;
}

/** Opens a session without a password, for whoever has proved otherwise who they are. Returns its id and the cookies. */
export async function openSession(
  database: Database,
  account: string,
): Promise<{ session: string | null; cookies: string[] }> {
  const auth = await authOf(database);
  const { internalAdapter, authCookies, secret } = await auth.$context;
  const session = await internalAdapter.createSession(account);
  const { name, attributes } = authCookies.sessionToken;
  // Signed as the library signs its own (HMAC-SHA-256, base64, after a point).
  const signature = createHmac('sha256', secret).update(session.token).digest('base64');
  const value = encodeURIComponent(`${session.token}.${signature}`);
  const age = attributes.maxAge ?? 7 * 86_400;
  const secure = attributes.secure ? '; Secure' : '';
  return {
    session: session.id,
    cookies: [`${name}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${age}${secure}`],
  };
}
