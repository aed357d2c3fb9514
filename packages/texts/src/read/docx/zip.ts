import { Inflate, inflateSync } from 'fflate';
import { ReadError } from '../errors.ts';
import { DEFAULT_LIMITS } from './limits.ts';
import type { Limits } from './limits.ts';

/** One entry of an archive, as its central directory declares it. */
export interface ZipEntry {
  /** Name as in the archive, without a leading slash, with forward slashes. */
  name: string;
  method: number;
  flags: number;
  crc: number;
  packed: number;
  size: number;
  /** Offset of the local header. */
  offset: number;
  /** Offset of its record in the central directory. */
  record: number;
  /** Last change, MS-DOS form. */
  time: number;
}

const SIGN_LOCAL = 0x04034b50;
const SIGN_CENTRAL = 0x02014b50;
const SIGN_END = 0x06054b50;
const SIGN_END64 = 0x06064b50;
const SIGN_LOCATOR64 = 0x07064b50;

const view = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

const corrupt = (message: string, place?: string, cause?: unknown): ReadError =>
  new ReadError('corrupt', message, { place, cause });

const damaged = (place?: string): ReadError => corrupt('The directory of the file is damaged.', place);

/** More than may be held once unzipped. */
export const bomb = ({ unzippedBytes }: Limits, place: string): ReadError =>
  new ReadError('zip-bomb', `The file unzips to more than ${Math.round(unzippedBytes / 1024 / 1024)} MB.`, { place });

/**
 * Reads the directory at the end of an archive; nothing is inflated.
 *
 * Throws ReadError: `corrupt` (no directory, or one that points outside the file), `zip-bomb` (too many entries, or too
 * much once unzipped, as declared), `encrypted` (an entry with a password).
 */
export function readZipDirectory(bytes: Uint8Array, limits: Limits = DEFAULT_LIMITS): ZipEntry[] {
  const data = view(bytes);
  const end = findEnd(data);
  let count = data.getUint16(end + 10, true);
  let start = data.getUint32(end + 16, true);
  if (count === 0xffff || start === 0xffffffff) {
    const locator = end - 20;
    if (locator >= 0 && data.getUint32(locator, true) === SIGN_LOCATOR64) {
      const end64 = Number(data.getBigUint64(locator + 8, true));
      if (end64 + 56 > bytes.length || data.getUint32(end64, true) !== SIGN_END64) throw damaged();
      count = Number(data.getBigUint64(end64 + 32, true));
      start = Number(data.getBigUint64(end64 + 48, true));
    }
  }
  if (count > limits.entries)
    throw new ReadError('zip-bomb', `The file holds ${count} parts; at most ${limits.entries} are read.`);

  const entries: ZipEntry[] = [];
  let total = 0;
  let at = start;
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > bytes.length || data.getUint32(at, true) !== SIGN_CENTRAL) throw damaged();
    const flags = data.getUint16(at + 8, true);
    const nameLength = data.getUint16(at + 28, true);
    const extraLength = data.getUint16(at + 30, true);
    const commentLength = data.getUint16(at + 32, true);
    if (at + 46 + nameLength + extraLength > bytes.length) throw damaged();
    const raw = bytes.subarray(at + 46, at + 46 + nameLength);
    const name = new TextDecoder().decode(raw).replace(/\\/g, '/').replace(/^\/+/, '');
    const entry: ZipEntry = {
      name,
      method: data.getUint16(at + 10, true),
      flags,
      time: data.getUint32(at + 12, true),
      crc: data.getUint32(at + 16, true),
      packed: data.getUint32(at + 20, true),
      size: data.getUint32(at + 24, true),
      offset: data.getUint32(at + 42, true),
      record: at,
    };
    readExtra64(data, at + 46 + nameLength, extraLength, entry);
    if ((flags & 1) !== 0) throw new ReadError('encrypted', 'The file is protected by a password.', { place: name });
    total += entry.size;
    if (total > limits.unzippedBytes) {
      throw bomb(limits, name);
    }
    entries.push(entry);
    at += 46 + nameLength + extraLength + commentLength;
  }
  return entries;
}

/** The end record stands in the last 65,557 bytes; a truncated file has none. */
function findEnd(data: DataView): number {
  const lowest = Math.max(0, data.byteLength - 65_557);
  for (let at = data.byteLength - 22; at >= lowest; at -= 1) {
    if (data.getUint32(at, true) === SIGN_END) return at;
  }
  throw corrupt('The file is cut short or damaged: its directory is missing.');
}

function readExtra64(data: DataView, from: number, length: number, entry: ZipEntry): void {
  let at = from;
  while (at + 4 <= from + length) {
    const id = data.getUint16(at, true);
    const size = data.getUint16(at + 2, true);
    if (id === 1) {
      let field = at + 4;
      const stop = Math.min(at + 4 + size, from + length);
      const next = (): number => {
        if (field + 8 > stop) throw damaged(entry.name);
        const value = Number(data.getBigUint64(field, true));
        field += 8;
        return value;
      };
      if (entry.size === 0xffffffff) entry.size = next();
      if (entry.packed === 0xffffffff) entry.packed = next();
      if (entry.offset === 0xffffffff) entry.offset = next();
    }
    at += 4 + size;
  }
}

/** The packed bytes of an entry, as they stand in the file. */
export function packedBytes(bytes: Uint8Array, entry: ZipEntry): Uint8Array {
  const data = view(bytes);
  const at = entry.offset;
  if (at + 30 > bytes.length || data.getUint32(at, true) !== SIGN_LOCAL)
    throw corrupt('A part of the file is not where its directory says.', entry.name);
  const start = at + 30 + data.getUint16(at + 26, true) + data.getUint16(at + 28, true);
  if (start + entry.packed > bytes.length) throw corrupt('A part of the file is cut short.', entry.name);
  return bytes.subarray(start, start + entry.packed);
}

/**
 * Entries that are no larger, and a quarter of it as packed, are inflated at once into the room that they declare: nothing is
 * copied, and a bomb that lies about its size takes time for 250 MB at most, and no memory.
 */
const SMALL = 1 << 20;

/**
 * Inflates one entry piece by piece, so that a bomb is noticed before it is in memory and a large part need never be in it
 * whole. What `take` throws is thrown on at the end: a part that is damaged is said to be that, not to be broken XML.
 *
 * Throws ReadError `zip-bomb` above the ceilings of `limits`, `corrupt` where the data or its checksum is wrong.
 */
export function inflateInto(
  bytes: Uint8Array,
  entry: ZipEntry,
  take: (piece: Uint8Array) => void,
  limits: Limits = DEFAULT_LIMITS,
): void {
  const packed = packedBytes(bytes, entry);
  if (entry.method !== 0 && entry.method !== 8)
    throw corrupt(`A part of the file is packed in a way that is not read (method ${entry.method}).`, entry.name);
  let size = 0;
  let crc = 0;
  let failure: { error: unknown } | undefined;
  const pass = (piece: Uint8Array): void => {
    size += piece.length;
    if (size > limits.partBytes || (size > limits.ratioFrom && size > packed.length * limits.ratio)) {
      throw new ReadError(
        'zip-bomb',
        `A part of the file unzips to more than ${Math.floor(size / 1024 / 1024)} MB from ${Math.ceil(packed.length / 1024)} KB.`,
        { place: entry.name },
      );
    }
    crc = crc32(piece, crc);
    if (failure) return;
    try {
      take(piece);
    } catch (error) {
      failure = { error };
    }
  };
  try {
    if (entry.method === 0) pass(packed);
    else if (entry.size <= SMALL && packed.length <= SMALL / 4) {
      // The one byte too many tells where more comes than was declared.
      const whole = inflateSync(packed, { out: new Uint8Array(entry.size + 1) });
      if (whole.length > entry.size) inflatePieces(packed, pass);
      else pass(whole);
    } else inflatePieces(packed, pass);
  } catch (cause) {
    if (cause instanceof ReadError) throw cause;
    throw corrupt('A part of the file is damaged.', entry.name, cause);
  }
  if (size !== entry.size || crc !== entry.crc)
    throw corrupt('A part of the file is damaged (its checksum is wrong).', entry.name);
  if (failure) throw failure.error;
}

function inflatePieces(packed: Uint8Array, pass: (piece: Uint8Array) => void): void {
  let ended = false;
  const inflate = new Inflate((piece, final) => {
    if (piece.length > 0) pass(piece);
    ended = final;
  });
  const step = 16_384;
  for (let at = 0; at < packed.length && !ended; at += step)
    inflate.push(packed.subarray(at, at + step), at + step >= packed.length);
}

/** The bytes of an entry; otherwise as `inflateInto`. */
export function inflateEntry(bytes: Uint8Array, entry: ZipEntry, limits: Limits = DEFAULT_LIMITS): Uint8Array {
  const pieces: Uint8Array[] = [];
  inflateInto(bytes, entry, (piece) => void pieces.push(piece), limits);
  return pieces.length === 1 && pieces[0] ? pieces[0] : joined(pieces);
}

/** Bytes one after the other. */
export function joined(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    out.set(piece, at);
    at += piece.length;
  }
  return out;
}

/** Signed: with values above 2^31 the engine would take the loop for one of floating point, over and over. */
let table: Int32Array | undefined;

/** CRC-32 as in ISO 3309, the checksum of zip archives; `before` is that of the bytes that came before these. */
export function crc32(bytes: Uint8Array, before = 0): number {
  table ??= Int32Array.from({ length: 256 }, (_, index) => {
    let value = index;
    for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
    return value;
  });
  let crc = before ^ 0xffffffff;
  for (let index = 0; index < bytes.length; index += 1)
    crc = (crc >>> 8) ^ (table[(crc ^ (bytes[index] ?? 0)) & 0xff] ?? 0);
  return (crc ^ 0xffffffff) >>> 0;
}
