import { bodyLimit, loadConfig } from '../platform/config.ts';
import { AppError } from '../platform/errors.ts';
import { fieldsBeside } from './beside.ts';
import { partsOf } from './multipart.ts';
import { turns } from './turns.ts';

const MILLISECONDS = 60_000;
/** Bodies in memory at once, in bytes; the others stay in their senders' pipes. */
const ROOM = 64 * 1024 * 1024;
const turn = turns(ROOM);
/** Most bytes that are read past for what was typed beside them. */
const BESIDE = 256 * 1024 * 1024;

export interface Upload {
  /** A copy of its own, so that it can be given to a worker. */
  bytes: Uint8Array<ArrayBuffer>;
  /** As the sender calls it; '' where nothing was said. */
  name: string;
  /** The other fields of the form, or of the address. */
  fields: Record<string, string>;
  /** Files in other fields of the form, by the field's name; a field that was left empty is not among them. */
  others: Record<string, { bytes: Uint8Array<ArrayBuffer>; name: string }>;
}

export interface Wanted {
  /** Most bytes, where that is less than the installation takes. */
  atMost?: number | undefined;
  /** The form's field that holds the file; `file` stands for it. */
  field?: string;
  /** Where a form without a file has other fields worth reading: they come with no bytes. */
  mayBeEmpty?: boolean;
  /** Where the file is too large: told what was typed beside it before that is refused. */
  beside?: ((fields: Record<string, string>) => Promise<void>) | undefined;
  /** The body as it comes in, where the server does not hand over one of this size. */
  raw?: AsyncIterable<Uint8Array> | undefined;
}

/**
 * Reads what a request carries, a file in a field of a form or the body itself (its name in `?name=`), and holds its room
 * until `use` is done. Whether the sender may is asked before. Errors: `unreadable-empty` 422, `unreadable-too-large` 413,
 * `upload-too-slow` 408, `bad-upload` 400.
 */
export async function withUpload<T>(
  request: Request,
  use: (upload: Upload) => Promise<T>,
  { atMost = Infinity, field = 'file', mayBeEmpty = false, beside, raw }: Wanted = {},
): Promise<T> {
  const limit = Math.min(atMost, loadConfig().uploadLimit);
  // A form's boundaries and headers take some room of their own.
  const most = limit + 64 * 1024;
  const told = Number(request.headers.get('content-length') ?? most);
  if (!(told <= most)) {
    if (beside && told <= BESIDE) await beside(await readPast(request, told, raw));
    throw new AppError('unreadable-too-large', 413);
  }
  return turn(told, async () => {
    const upload = await bodyOf(request, told, most, field);
    if (upload.bytes.byteLength === 0 && !mayBeEmpty) throw new AppError('unreadable-empty', 422);
    if (upload.bytes.byteLength > limit) {
      await beside?.(upload.fields);
      throw new AppError('unreadable-too-large', 413);
    }
    return use(upload);
  });
}

/** The fields of a form whose file is not taken; other bodies have none. */
async function readPast(
  request: Request,
  told: number,
  raw: AsyncIterable<Uint8Array> | undefined,
): Promise<Record<string, string>> {
  const type = request.headers.get('content-type') ?? '';
  const body = told > bodyLimit(loadConfig()) ? raw : (request.body ?? raw);
  return body && type.startsWith('multipart/form-data') ? fieldsBeside(body, type, BESIDE) : {};
}

async function bodyOf(request: Request, told: number, most: number, field: string): Promise<Upload> {
  const body = await read(request, told, most);
  const type = request.headers.get('content-type') ?? '';
  if (!type.startsWith('multipart/form-data')) {
    const { name = '', ...fields } = Object.fromEntries(new URL(request.url).searchParams);
    return { bytes: body, name, fields, others: {} };
  }
  const parts = partsOf(body, type);
  const file =
    parts.find((part) => part.name === field && part.file !== null) ??
    parts.find((part) => part.name === 'file' && part.file !== null);
  const text = new TextDecoder();
  const fields = Object.fromEntries(
    parts.filter((part) => part.file === null).map((part) => [part.name, text.decode(part.bytes)]),
  );
  const others = Object.fromEntries(
    parts
      .filter((part) => part !== file && part.file !== null && part.bytes.byteLength > 0)
      .map((part) => [part.name, { bytes: new Uint8Array(part.bytes), name: part.file ?? '' }]),
  );
  // The file is moved to the front of the buffer that is there already: no second one of its size is made.
  body.set(file?.bytes ?? []);
  return { bytes: shrunk(body, file?.bytes.byteLength ?? 0), name: file?.file ?? '', fields, others };
}

const shrunk = (bytes: Uint8Array<ArrayBuffer>, size: number): Uint8Array<ArrayBuffer> =>
  size === bytes.buffer.byteLength ? bytes : new Uint8Array(bytes.buffer.transfer(size));

// Into one buffer of the size told. A sender who goes slower than a minute in all, or sends more than was said, is cut off.
async function read(request: Request, told: number, most: number): Promise<Uint8Array<ArrayBuffer>> {
  const reader = request.body?.getReader();
  if (!reader) return new Uint8Array();
  let bytes = new Uint8Array(told === most ? 64 * 1024 : told);
  let size = 0;
  const deadline = Date.now() + MILLISECONDS;
  try {
    for (;;) {
      const piece = await within(deadline - Date.now(), reader.read());
      if (piece.done) return shrunk(bytes, size);
      const chunk = piece.value as Uint8Array;
      if (size + chunk.byteLength > most) throw new AppError('unreadable-too-large', 413);
      if (size + chunk.byteLength > bytes.byteLength)
        bytes = new Uint8Array(bytes.buffer.transfer(Math.min(most, Math.max(size * 2, size + chunk.byteLength))));
      bytes.set(chunk, size);
      size += chunk.byteLength;
    }
  } catch (error) {
    await reader.cancel().catch(() => {});
    throw error;
  }
}

async function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new AppError('upload-too-slow', 408)), milliseconds);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
