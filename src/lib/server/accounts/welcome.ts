import { execute } from '../platform/command.ts';
import type { Context } from '../platform/context.ts';
import { SYSTEM } from '../platform/actor.ts';
import { now } from '../platform/clock.ts';
import type { Database } from '../platform/db.ts';
import { AppError, InvalidInput } from '../platform/errors.ts';
import { PASSWORD_LENGTH, setPassword } from './auth.ts';
import { makeFirstAdminLink, redeemLink } from './commands.ts';
import { readLink } from './links.ts';

/**
 * The address by which the first administrator sets a password; null once somebody has that role and an account.
 * Each call makes a new link and ends the former.
 */
export async function firstAdminLink(database: Database, origin: string): Promise<string | null> {
  const admin = await database.read
    .selectFrom('access_grant')
    .innerJoin('person', 'person.id', 'access_grant.holder')
    .select('access_grant.id')
    .where('role', '=', 'administrator')
    .where('access_grant.until', 'is', null)
    .where('person.account', 'is not', null)
    .executeTakeFirst();
  if (admin) return null;
  const ctx: Context = { database, actor: SYSTEM, now: now(), lang: 'en', door: 'cli' };
  const { token } = await execute(makeFirstAdminLink, ctx, {});
  return `${origin}/en/welcome/${token}`;
}

/**
 * Sets a password by a one-time link. The account is written first and the link used up last: when the machine stops in
 * between, the same link works again.
 * @returns the mail the account signs in with
 * Errors: InvalidInput (password too short or long), 410 `link-used` or `link-expired`.
 */
export async function redeem(
  ctx: Context,
  input: { token: string; name: string; email: string; password: string },
): Promise<{ email: string }> {
  const link = await readLink(ctx.database.read, input.token, ctx.now);
  if (input.password.length < PASSWORD_LENGTH.min)
    throw new InvalidInput([{ path: 'password', code: 'too-small-text', values: { minimum: PASSWORD_LENGTH.min } }]);
  if (input.password.length > PASSWORD_LENGTH.max)
    throw new InvalidInput([{ path: 'password', code: 'too-big-text', values: { maximum: PASSWORD_LENGTH.max } }]);
  // Of whoever signed up, the name given then counts, and the mail that the link went to: that it arrived confirms it.
  const typed =
    link.purpose === 'sign-up' ? { ...input, email: link.email ?? '', name: link.name ?? input.name } : input;
  const { email, name } = await whose(ctx, link.person, typed);
  const account = await setPassword(ctx.database, { email, name, password: input.password });
  await execute(redeemLink, ctx, { token: input.token, account, name });
  return { email };
}

/** What a one-time link is for, for its page; null when it is used or expired. */
export async function peekLink(
  ctx: Context,
  token: string,
): Promise<{ purpose: string; first: boolean; name: string | null } | null> {
  try {
    const link = await readLink(ctx.database.read, token, ctx.now);
    return { purpose: link.purpose, first: link.purpose === 'first-admin', name: link.name };
  } catch (error) {
    if (error instanceof AppError && error.status === 410) return null;
    throw error;
  }
}

// A new password goes to the mail on record, whatever was typed; a first one to the mail that was invited.
async function whose(
  ctx: Context,
  person: string | null,
  typed: { name: string; email: string },
): Promise<{ email: string; name: string }> {
  if (!person) {
    const taken = await ctx.database.read
      .selectFrom('account_user')
      .select('id')
      .where('email', '=', typed.email.toLowerCase())
      .executeTakeFirst();
    const tied =
      taken &&
      (await ctx.database.read.selectFrom('person').select('id').where('account', '=', taken.id).executeTakeFirst());
    if (tied) throw new InvalidInput([{ path: 'email', code: 'email-taken' }]);
    return typed;
  }
  const known = await ctx.database.read
    .selectFrom('person')
    .leftJoin('account_user', 'account_user.id', 'person.account')
    .leftJoin('wording', (join) => join.onRef('wording.record', '=', 'person.id').on('wording.field', '=', 'name'))
    .select(['account_user.email', 'wording.value as name'])
    .where('person.id', '=', person)
    .executeTakeFirst();
  const invited = await ctx.database.read
    .selectFrom('event_record')
    .innerJoin('private_detail', (join) =>
      join
        .onRef('private_detail.event_at', '=', 'event_record.at')
        .onRef('private_detail.event_seq', '=', 'event_record.seq'),
    )
    .select('private_detail.value')
    .where('event_record.record', '=', person)
    .orderBy('private_detail.event_seq')
    .executeTakeFirst();
  const detail = invited?.value;
  const email =
    known?.email ??
    (typeof detail === 'object' && detail !== null && 'email' in detail ? String(detail['email']) : typed.email);
  return { email, name: known?.name ?? typed.name };
}
