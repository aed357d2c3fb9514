import { AppError } from '../platform/errors.ts';
import { boundaryOf, headOf, type PartHead } from './multipart.ts';

/** Fields of one form, and bytes of all of them together: more than people type. */
const FIELDS = 500;
const TYPED = 1024 * 1024;

const tooLarge = (): AppError => new AppError('unreadable-too-large', 413);

/**
 * What was typed beside a file that is too large to be taken: the body of a form is read to its end, its fields are kept, and the
 * bytes of its files are let go as they come, so that no more than the fields and one piece of the body are ever held. Of a body that
 * breaks off, or goes on for more than `most` bytes, the fields that had come whole. Errors: `bad-upload` 400;
 * `unreadable-too-large` 413 where the fields themselves are.
 */
export async function fieldsBeside(
  pieces: AsyncIterable<Uint8Array>,
  type: string,
  most: number,
): Promise<Record<string, string>> {
  const line = Buffer.from(`\r\n--${boundaryOf(type)}`);
  const fields = new Map<string, string>();
  // The first boundary has no line end before it.
  let held: Buffer<ArrayBufferLike> = Buffer.from('\r\n');
  let part: PartHead | null = null;
  let ended = false;
  let size = 0;
  let typed = 0;

  /** Takes the next whole part off the front; false where more bytes are wanted for it. */
  const step = (): boolean => {
    const at = held.indexOf(line);
    if (at < 0) {
      // Of a file only what may be the beginning of a boundary.
      if (part !== null && part.file !== null) held = held.subarray(Math.max(0, held.length - line.length));
      return false;
    }
    const after = at + line.length;
    if (held.length < after + 2) return false;
    const last = held.toString('latin1', after, after + 2) === '--';
    const head = last ? after : held.indexOf('\r\n\r\n', after);
    if (head < 0 || head - after > 4096) {
      if (held.length - after > 4096) throw new AppError('bad-upload', 400);
      return false;
    }
    if (part === null && at !== 0) throw new AppError('bad-upload', 400);
    if (part !== null && part.file === null) {
      fields.set(part.name, held.toString('utf8', 0, at));
      typed += at;
      if (typed > TYPED || fields.size > FIELDS) throw tooLarge();
    }
    ended = last;
    part = last ? null : headOf(held.toString('utf8', after, head));
    held = held.subarray(head + 4);
    return !last;
  };

  for await (const piece of pieces) {
    size += piece.byteLength;
    if (size > most) break;
    if (ended) continue;
    held = Buffer.concat([held, piece]);
    while (step());
    if (typed + held.length > TYPED + 256 * 1024) throw tooLarge();
  }
  return Object.fromEntries(fields);
}
