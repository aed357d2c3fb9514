import { createHash, randomBytes } from 'node:crypto';
import type { Read, Write } from '../platform/db.ts';
import { AppError } from '../platform/errors.ts';

export type Purpose = 'first-admin' | 'invitation' | 'reset' | 'sign-up';

/** How long a one-time link holds, in hours. */
const HOURS: Record<Purpose, number> = { 'first-admin': 24 * 30, invitation: 24 * 14, reset: 2, 'sign-up': 24 };

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

/** Makes a one-time link for a person. Returns the token: it is shown once, only its hash is kept. */
export async function makeLink(
  ctx: { db: Write; now: Date },
  purpose: Purpose,
  person: string | null,
  who: { name: string; email: string } | null = null,
): Promise<string> {
  const token = randomBytes(24).toString('base64url');
  await ctx.db
    .insertInto('one_time_link')
    .values({
      token_hash: hashOf(token),
      purpose,
      person,
      name: who?.name ?? null,
      email: who?.email ?? null,
      created_at: ctx.now,
      expires_at: new Date(ctx.now.getTime() + HOURS[purpose] * 3_600_000),
    })
    .execute();
  return token;
}

/** The link behind a token. Errors: `link-used` 410, `link-expired` 410; unknown tokens answer as expired ones do. */
export async function readLink(
  db: Read | Write,
  token: string,
  at: Date,
): Promise<{ token_hash: string; purpose: string; person: string | null; name: string | null; email: string | null }> {
  const link = await (db as Read)
    .selectFrom('one_time_link')
    .select(['token_hash', 'purpose', 'person', 'name', 'email', 'expires_at', 'used_at'])
    .where('token_hash', '=', hashOf(token))
    .executeTakeFirst();
  if (link?.used_at) throw new AppError('link-used', 410);
  if (!link || link.expires_at < at) throw new AppError('link-expired', 410);
  return link;
}
