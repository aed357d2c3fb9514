import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';
import type { Write } from './db.ts';
import { AppError } from './errors.ts';

/** What a request that may be sent again carries. */
export interface Once {
  /** As the caller named it: the header Idempotency-Key. */
  key: string;
  /** What was asked: command and input. */
  request: string;
}

/** How long an answer is given again, in milliseconds. */
const KEPT = 24 * 3_600_000;
const hash = (text: string): string => createHash('sha256').update(text).digest('hex');

/**
 * Does a thing once for a key, in the transaction of the thing itself: sent again within a day, the first answer is given
 * again and nothing is done. Two at the same moment wait for one another. The answer may hold what is shown once (a token),
 * so it is kept under a cipher whose key only the caller has. Errors: `key-reused` 422, for the key with another request.
 */
export async function onceOnly<T>(db: Write, who: string, at: Date, once: Once, run: () => Promise<T>): Promise<T> {
  const row = { who, key_hash: hash(once.key), request_hash: hash(once.request), at };
  await db
    .deleteFrom('idempotency')
    .where('who', '=', who)
    .where('at', '<', new Date(at.getTime() - KEPT))
    .execute();
  const mine = await db
    .insertInto('idempotency')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .returning('who')
    .executeTakeFirst();
  if (!mine) {
    const before = await db
      .selectFrom('idempotency')
      .select(['request_hash', 'answer'])
      .where('who', '=', who)
      .where('key_hash', '=', row.key_hash)
      .executeTakeFirstOrThrow();
    if (before.request_hash !== row.request_hash) throw new AppError('key-reused', 422);
    return open(once, String(before.answer)) as T;
  }
  const result = await run();
  await db
    .updateTable('idempotency')
    .set({ answer: JSON.stringify(seal(once, result ?? null)) })
    .where('who', '=', who)
    .where('key_hash', '=', row.key_hash)
    .execute();
  return result;
}

const secret = (once: Once): Buffer => Buffer.from(hkdfSync('sha256', once.key, hash(once.request), 'suivi.once', 32));

function seal(once: Once, value: unknown): string {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', secret(once), iv);
  const body = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64');
}

function open(once: Once, kept: string): unknown {
  const bytes = Buffer.from(kept, 'base64');
  const decipher = createDecipheriv('aes-256-gcm', secret(once), bytes.subarray(0, 12));
  decipher.setAuthTag(bytes.subarray(12, 28));
  return JSON.parse(Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8')) as unknown;
}
