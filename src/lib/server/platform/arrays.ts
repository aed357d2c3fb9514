/*
 * Lists as one parameter of a statement, for statements that take hundreds of rows: in the form that PostgreSQL's binary
 * protocol gives an array ("array_send" in src/backend/utils/adt/arrayfuncs.c). The driver sends a Buffer as it stands, so
 * that neither side quotes words or reads digits. The statement must say the type: `${uuids(ids)}::uuid[]`.
 */

const UUID = 2950;
const TEXT = 25;
/** Bytes before the elements: dimensions, whether some are null, type of elements, how many, number of the first. */
const HEAD = 20;

function head(type: number, count: number, room: number): Buffer {
  const out = Buffer.allocUnsafe(HEAD + room);
  out.writeInt32BE(count === 0 ? 0 : 1, 0);
  out.writeInt32BE(0, 4);
  out.writeInt32BE(type, 8);
  out.writeInt32BE(count, 12);
  out.writeInt32BE(1, 16);
  // An empty array has no dimension, and ends after its type.
  return count === 0 ? out.subarray(0, 12) : out;
}

/** Ids, for `uuid[]`. Errors: Error for one that is none. */
export function uuids(ids: readonly string[]): Buffer {
  const out = head(UUID, ids.length, ids.length * 20);
  let at = HEAD;
  let before: string | null = null;
  for (const id of ids) {
    // Rows of one record follow each other: what was read is copied.
    if (id === before) {
      out.copyWithin(at, at - 20, at);
      at += 20;
      continue;
    }
    before = id;
    at = out.writeInt32BE(16, at);
    const end = at + 16;
    let high = -1;
    for (let i = 0; i < id.length; i++) {
      const code = id.charCodeAt(i);
      if (code === 45) continue;
      const digit = code < 58 ? code - 48 : (code | 32) - 87;
      if (digit < 0 || digit > 15 || at === end) throw new Error(`not an id: ${id}`);
      if (high < 0) high = digit;
      else {
        out[at++] = high * 16 + digit;
        high = -1;
      }
    }
    if (at !== end || high >= 0) throw new Error(`not an id: ${id}`);
  }
  return out;
}

/** Words, for `text[]`; null stands for itself. Without NUL and halves of pairs (`unkeepable`). */
export function texts(list: readonly (string | null)[]): Buffer {
  let room = 0;
  for (const one of list) room += 4 + (one === null ? 0 : one.length * 3);
  const out = head(TEXT, list.length, room);
  let at = HEAD;
  for (const one of list) {
    if (one === null) {
      out.writeInt32BE(1, 4);
      at = out.writeInt32BE(-1, at);
    } else {
      const size = out.write(one, at + 4);
      at = out.writeInt32BE(size, at) + size;
    }
  }
  return list.length === 0 ? out : out.subarray(0, at);
}
