import { randomInt, randomUUID } from 'node:crypto';

let count = randomInt(2 ** 25);

/**
 * A UUID of version 7 (RFC 9562): sorts by the time it was made, so that a key pages in order of arrival. A counter of 26
 * bits follows the time (section 6.2, method 1): those that this process makes within one millisecond sort too.
 */
export function newId(at: number = Date.now()): string {
  count = (count + 1) % 2 ** 26;
  const time = at.toString(16).padStart(12, '0');
  const high = (0x7000 | (count >>> 14)).toString(16);
  const low = (0x8000 | (count & 0x3fff)).toString(16);
  // The last group of a random one is random throughout; the library makes many at a time.
  return `${time.slice(0, 8)}-${time.slice(8)}-${high}-${low}-${randomUUID().slice(24)}`;
}

/** Ids (or numbers) as PostgreSQL writes an array of them: one parameter, in which the driver need not quote each. */
export const arrayOf = (ids: readonly string[]): string => `{${ids.join(',')}}`;
