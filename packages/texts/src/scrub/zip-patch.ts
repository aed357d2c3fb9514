import { Deflate } from 'fflate';
import { ReadError } from '../read/errors.ts';
import type { Limits } from '../read/docx/limits.ts';
import { crc32, joined, packedBytes, readZipDirectory } from '../read/docx/zip.ts';

/** Gives the bytes of a part in pieces, one after another. */
export type PartWriter = (take: (piece: Uint8Array) => void) => void;

/**
 * Replaces parts of an archive (PKZIP APPNOTE 6.3.3). Every entry keeps its name, order, date, flags and fields; one that
 * is not replaced keeps its packed bytes. `replaced` is by name in lower case; of entries with one name the first is meant.
 *
 * Throws ReadError `corrupt` where entries do not stand where the directory says or overlap each other.
 */
export function patchZip(bytes: Uint8Array, replaced: ReadonlyMap<string, PartWriter>, limits: Limits): Uint8Array {
  const data = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries = readZipDirectory(bytes, limits);
  if (entries.reduce((sum, entry) => sum + entry.packed, 0) > bytes.length)
    throw new ReadError('corrupt', 'The file is damaged: its parts overlap.');

  const seen = new Set<string>();
  const order = entries
    .map((entry, index) => {
      const key = entry.name.toLowerCase();
      const first = !seen.has(key);
      seen.add(key);
      return { entry, index, fresh: first ? replaced.get(key) : undefined };
    })
    .sort((a, b) => a.entry.offset - b.entry.offset || a.index - b.index);

  const pieces: Uint8Array[] = [];
  const records: Uint8Array[] = [];
  let offset = 0;
  for (const { entry, index, fresh } of order) {
    const made =
      fresh === undefined
        ? { packed: packedBytes(bytes, entry), method: entry.method, crc: entry.crc, size: entry.size }
        : pack(fresh);
    const { packed } = made;
    // Sizes stand in the header itself: none follow the data.
    const fields = { ...made, flags: entry.flags & ~8, packed: packed.length };
    const local = copyHeader(bytes, data, entry.offset, 'local', fields);
    const central = copyHeader(bytes, data, entry.record, 'central', fields);
    new DataView(central.buffer).setUint32(42, offset, true);
    records[index] = central;
    pieces.push(local, packed);
    offset += local.length + packed.length;
  }
  const size = records.reduce((sum, record) => sum + record.length, 0);
  // The comment of the archive ends it and is kept.
  const end = new Uint8Array(bytes.subarray(endOf(data)));
  const endData = new DataView(end.buffer);
  endData.setUint16(4, 0, true);
  endData.setUint16(6, 0, true);
  endData.setUint16(8, entries.length, true);
  endData.setUint16(10, entries.length, true);
  endData.setUint32(12, size, true);
  endData.setUint32(16, offset, true);
  return joined([...pieces, ...records, end]);
}

function pack(write: PartWriter): { packed: Uint8Array; method: number; crc: number; size: number } {
  const pieces: Uint8Array[] = [];
  let crc = 0;
  let size = 0;
  const deflate = new Deflate({ level: 6 }, (piece) => pieces.push(piece));
  write((piece) => {
    crc = crc32(piece, crc);
    size += piece.length;
    deflate.push(piece);
  });
  deflate.push(new Uint8Array(0), true);
  return { packed: joined(pieces), method: 8, crc, size };
}

interface Fields {
  flags: number;
  method: number;
  crc: number;
  packed: number;
  size: number;
}

/** A header as it stood, with new sizes; the extra field for sizes above 4 GB goes, for none is. */
function copyHeader(
  bytes: Uint8Array,
  data: DataView,
  at: number,
  kind: 'local' | 'central',
  fields: Fields,
): Uint8Array {
  const fixed = kind === 'local' ? 30 : 46;
  const shift = kind === 'local' ? 0 : 2;
  const names = data.getUint16(at + 26 + shift, true);
  const extras = data.getUint16(at + 28 + shift, true);
  const comment = kind === 'local' ? 0 : data.getUint16(at + 32, true);
  const from = at + fixed + names;
  const extra: Uint8Array[] = [];
  for (let field = from; field + 4 <= from + extras;) {
    const stop = Math.min(field + 4 + data.getUint16(field + 2, true), from + extras);
    if (data.getUint16(field, true) !== 1) extra.push(bytes.subarray(field, stop));
    field = stop;
  }
  const out = joined([
    bytes.subarray(at, from),
    ...extra,
    bytes.subarray(from + extras, Math.min(from + extras + comment, bytes.length)),
  ]);
  const view = new DataView(out.buffer);
  view.setUint16(6 + shift, fields.flags, true);
  view.setUint16(8 + shift, fields.method, true);
  view.setUint32(14 + shift, fields.crc, true);
  view.setUint32(18 + shift, fields.packed, true);
  view.setUint32(22 + shift, fields.size, true);
  view.setUint16(
    28 + shift,
    extra.reduce((sum, each) => sum + each.length, 0),
    true,
  );
  return out;
}

function endOf(data: DataView): number {
  for (let at = data.byteLength - 22; at >= 0; at -= 1) if (data.getUint32(at, true) === 0x06054b50) return at;
  throw new ReadError('corrupt', 'The file is cut short or damaged: its directory is missing.');
}
