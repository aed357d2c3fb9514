import { deflateSync } from 'fflate';
import { crc32, joined } from '../read/docx/zip.ts';

/** An entry to write: bytes packed here, or a packed stream taken over as it is. */
export type NewEntry =
  { name: string; bytes: Uint8Array } | { name: string; packed: Uint8Array; method: number; crc: number; size: number };

/** 1 January 1980: the archive tells nobody when its parts were saved. */
const NO_TIME = 0x00210000;

/** Writes a zip archive (PKZIP APPNOTE 6.3.3) without dates, extra fields or comments. */
export function writeZip(entries: NewEntry[]): Uint8Array {
  const pieces: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const entry of entries) {
    const name = new TextEncoder().encode(entry.name);
    const packed = 'bytes' in entry ? deflateSync(entry.bytes, { level: 6 }) : entry.packed;
    const method = 'bytes' in entry ? 8 : entry.method;
    const crc = 'bytes' in entry ? crc32(entry.bytes) : entry.crc;
    const size = 'bytes' in entry ? entry.bytes.length : entry.size;
    const common = (data: DataView, at: number): void => {
      data.setUint16(at, 20, true);
      data.setUint16(at + 2, 0x0800, true); // names are UTF-8
      data.setUint16(at + 4, method, true);
      data.setUint32(at + 6, NO_TIME, true);
      data.setUint32(at + 10, crc, true);
      data.setUint32(at + 14, packed.length, true);
      data.setUint32(at + 18, size, true);
      data.setUint16(at + 22, name.length, true);
    };
    const local = new Uint8Array(30 + name.length);
    const localData = new DataView(local.buffer);
    localData.setUint32(0, 0x04034b50, true);
    common(localData, 4);
    local.set(name, 30);
    const central = new Uint8Array(46 + name.length);
    const centralData = new DataView(central.buffer);
    centralData.setUint32(0, 0x02014b50, true);
    centralData.setUint16(4, 20, true);
    common(centralData, 6);
    centralData.setUint32(42, offset, true);
    central.set(name, 46);
    pieces.push(local, packed);
    directory.push(central);
    offset += local.length + packed.length;
  }
  const end = new Uint8Array(22);
  const endData = new DataView(end.buffer);
  endData.setUint32(0, 0x06054b50, true);
  endData.setUint16(8, entries.length, true);
  endData.setUint16(10, entries.length, true);
  endData.setUint32(
    12,
    directory.reduce((sum, piece) => sum + piece.length, 0),
    true,
  );
  endData.setUint32(16, offset, true);
  return joined([...pieces, ...directory, end]);
}
