import { loadConfig } from '../platform/config.ts';
import { AppError } from '../platform/errors.ts';
import { turns } from './turns.ts';

/** A body is read into memory only when it is its turn; until then it stays in the sender's pipe. */
const LIMITS = { atOnce: 2, milliseconds: 60_000 };
const turn = turns(LIMITS.atOnce);

export interface Upload {
  bytes: Uint8Array;
  /** As the sender calls it; '' where nothing was said. */
  name: string;
  /** The other fields of the form, or of the address. */
  fields: Record<string, string>;
}

/**
 * Reads what a request carries, the field `file` of a form or the body itself (its name in `?name=`), and holds its turn
 * until `use` is done. Whether the sender may is asked before. Errors: `unreadable-empty` 422, `unreadable-too-large` 413,
 * `upload-too-slow` 408.
 */
export async function withUpload<T>(request: Request, use: (upload: Upload) => Promise<T>): Promise<T> {
  const limit = loadConfig().uploadLimit;
  const tooLarge = (): AppError => new AppError('unreadable-too-large', 413);
  // A form's boundaries and headers take some room of their own.
  if (Number(request.headers.get('content-length') ?? 0) > limit + 4096) throw tooLarge();
  return turn(async () => {
    const upload = await within(LIMITS.milliseconds, bodyOf(request));
    if (upload.bytes.byteLength === 0) throw new AppError('unreadable-empty', 422);
    if (upload.bytes.byteLength > limit) throw tooLarge();
    return use(upload);
  });
}

async function bodyOf(request: Request): Promise<Upload> {
  if (!(request.headers.get('content-type') ?? '').startsWith('multipart/form-data')) {
    const { name = '', ...fields } = Object.fromEntries(new URL(request.url).searchParams);
    return { bytes: new Uint8Array(await request.arrayBuffer()), name, fields };
  }
  const form = await request.formData();
  const file = form.get('file');
  if (!(file instanceof File)) throw new AppError('unreadable-empty', 422);
  const fields = Object.fromEntries(
    [...form].filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
  return { bytes: new Uint8Array(await file.arrayBuffer()), name: file.name, fields };
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
