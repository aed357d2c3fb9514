import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';

const STEP_SECONDS = 30;
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** Bytes as base32 (RFC 4648, 6), the way authenticator apps take a secret. */
export function base32(bytes: Uint8Array): string {
  let bits = '';
  for (const byte of bytes) bits += byte.toString(2).padStart(8, '0');
  return (bits.match(/.{1,5}/g) ?? []).map((five) => ALPHABET[parseInt(five.padEnd(5, '0'), 2)]).join('');
}

/** A new secret of 160 bits (RFC 4226, 4, R6). */
export const newSecret = (): Buffer => randomBytes(20);

/** The code of a step: six digits (RFC 4226, 5.3). */
export function codeOf(secret: Uint8Array, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', secret).update(counter).digest();
  const offset = (mac[mac.length - 1] ?? 0) & 0xf;
  return String((mac.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

/** Step of time that an instant lies in (RFC 6238, 4.2). */
export const stepOf = (at: Date): number => Math.floor(at.getTime() / 1000 / STEP_SECONDS);

/**
 * The step whose code this is: now, one before or one after, for clocks that differ (RFC 6238, 5.2); never `last` or
 * earlier, so that a code seen over a shoulder is of no use. Null where it is none of them.
 */
export function stepMatching(secret: Uint8Array, code: string, at: Date, last: number): number | null {
  const digits = code.replace(/\s/g, '');
  if (!/^\d{6}$/.test(digits)) return null;
  const now = stepOf(at);
  for (const step of [now, now - 1, now + 1])
    if (step > last && timingSafeEqual(Buffer.from(codeOf(secret, step)), Buffer.from(digits))) return step;
  return null;
}

const keyOf = (secret: string): Buffer => Buffer.from(hkdfSync('sha256', secret, '', 'suivi second factor', 32));

/** Encrypts bytes with a key that follows from the installation's secret (AES-256-GCM). */
export function sealed(bytes: Uint8Array, secret: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', keyOf(secret), nonce);
  const body = Buffer.concat([cipher.update(bytes), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url');
}

/** The bytes again. Errors: where the installation's secret has changed. */
export function opened(text: string, secret: string): Buffer {
  const all = Buffer.from(text, 'base64url');
  const decipher = createDecipheriv('aes-256-gcm', keyOf(secret), all.subarray(0, 12));
  decipher.setAuthTag(all.subarray(12, 28));
  return Buffer.concat([decipher.update(all.subarray(28)), decipher.final()]);
}
