import { deflateSync } from 'fflate';
import { crc32, joined } from '../read/docx/zip.ts';

/** An entry to write: bytes packed here, or a packed stream taken over as it is. */
export type NewEntry =
  { name: string; bytes: Uint8Array } | { name: string; packed: Uint8Array; method: number; crc: number; size: number };

/** 1 January 1980: the archive tells nobody when its parts were saved. */
const NO_TIME = 0x00210000;

/** A number of 32 bits as two of 16, the lower first. */
const long = (value: number): [number, number] => [value & 0xffff, value >>> 16];
const bytesOf = (...words: number[]): Uint8Array => Uint8Array.from(words.flatMap((word) => [word & 255, word >> 8]));

/** Writes a zip archive (PKZIP APPNOTE 6.3.3) without dates, extra fields or comments. */
export function writeZip(entries: NewEntry[]): Uint8Array {
  const pieces: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const entry of entries) {
    const name = new TextEncoder().encode(entry.name);
    const { packed, method, crc, size } =
      'bytes' in entry
        ? {
            packed: deflateSync(entry.bytes, { level: 6 }),
            method: 8,
            crc: crc32(entry.bytes),
            size: entry.bytes.length,
          }
        : entry;
    // Names are UTF-8.
    const common = [20, 0x0800, method, ...[NO_TIME, crc, packed.length, size].flatMap(long), name.length, 0];
    directory.push(bytesOf(...long(0x02014b50), 20, ...common, 0, 0, 0, 0, 0, ...long(offset)), name);
    pieces.push(bytesOf(...long(0x04034b50), ...common), name, packed);
    offset += 30 + name.length + packed.length;
  }
  const count = entries.length;
  const listed = joined(directory);
  const end = bytesOf(...long(0x06054b50), 0, 0, count, count, ...long(listed.length), ...long(offset), 0);
  return joined([...pieces, listed, end]);
}
