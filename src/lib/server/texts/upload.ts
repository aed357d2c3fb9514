import { loadConfig } from '../platform/config.ts';
import type { Context } from '../platform/context.ts';
import { AppError, Forbidden, SignInRequired } from '../platform/errors.ts';
import { judgeActor } from '../platform/policy.ts';
import { createIntake } from './commands.ts';
import { receive, Unreadable } from './intake.ts';
import { turns } from './turns.ts';

/** A body is read into memory only when it is its turn; until then it stays in the sender's pipe. */
const LIMITS = { atOnce: 2, milliseconds: 60_000 };
const turn = turns(LIMITS.atOnce);

/** Who may not bring documents in is told before a byte of the body is read. Errors: SignInRequired, Forbidden. */
export function assertMayImport(ctx: Context): void {
  const verdict = judgeActor(createIntake.policy, ctx.actor);
  if (verdict === 'sign-in') throw new SignInRequired();
  if (verdict !== 'allow') throw new Forbidden(createIntake.policy.needs);
}

/**
 * Takes in what a request carries: the field `file` of a form, or the body itself with the file's name in `?name=`.
 * Errors: SignInRequired, Forbidden, Unreadable, `unreadable-too-large` 413, `upload-too-slow` 408.
 */
export async function receiveUpload(ctx: Context, request: Request): Promise<{ id: string; again: boolean }> {
  assertMayImport(ctx);
  const limit = loadConfig().uploadLimit;
  const tooLarge = (): AppError => new AppError('unreadable-too-large', 413);
  // A form's boundaries and headers take some room of their own.
  if (Number(request.headers.get('content-length') ?? 0) > limit + 4096) throw tooLarge();
  return turn(async () => {
    const { bytes, name } = await within(LIMITS.milliseconds, bodyOf(request));
    if (bytes.byteLength === 0) throw new Unreadable('empty');
    if (bytes.byteLength > limit) throw tooLarge();
    return receive(ctx, bytes, name);
  });
}

async function bodyOf(request: Request): Promise<{ bytes: Uint8Array; name: string }> {
  if (!(request.headers.get('content-type') ?? '').startsWith('multipart/form-data'))
    return {
      bytes: new Uint8Array(await request.arrayBuffer()),
      name: new URL(request.url).searchParams.get('name') ?? '',
    };
  const file = (await request.formData()).get('file');
  if (!(file instanceof File)) throw new Unreadable('empty');
  return { bytes: new Uint8Array(await file.arrayBuffer()), name: file.name };
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
