import { randomBytes, randomInt } from 'node:crypto';

let count = randomInt(2 ** 25);

/**
 * A UUID of version 7 (RFC 9562): sorts by the time it was made, so that a key pages in order of arrival. A counter of 26
 * bits follows the time (section 6.2, method 1): those that this process makes within one millisecond sort too.
 */
export function newId(at: number = Date.now()): string {
  count = (count + 1) % 2 ** 26;
  const bytes = randomBytes(16);
  bytes.writeUIntBE(at, 0, 6);
  bytes.writeUInt16BE(0x7000 | (count >>> 14), 6);
  bytes.writeUInt16BE(0x8000 | (count & 0x3fff), 8);
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
