import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Outline } from '@suivi/texts';
import { execute } from '../platform/command.ts';
import type { Context } from '../platform/context.ts';
import { assertRoomToWrite } from '../platform/disk.ts';
import { AppError } from '../platform/errors.ts';
import { assertMay } from '../platform/policy.ts';
import { fileName, putFile, sha256Of, turns } from '../files/index.ts';
import { createIntake } from './commands.ts';

/** What may not be read, with the stable code of the engine (`import.error.<code>`). */
export class Unreadable extends AppError {
  override readonly name = 'Unreadable';
  constructor(code: string, place = '') {
    super(`unreadable-${code}`, 422, { place });
  }
}

const LIMITS = { memoryMb: 200, milliseconds: 20_000, atOnce: 1 };
const ENGINE = '0.1.0';

const turn = turns(LIMITS.atOnce);

interface Parsed {
  outline: Outline;
  format: 'docx' | 'txt' | 'xml';
  copy: Uint8Array | null;
  /** What was read, given back. */
  bytes: Uint8Array;
}

// The built server is one bundle: the worker is started from the source, which the pinned Node runs as it is.
const workerFile = (): string => {
  const root = process.env['SUIVI_ROOT'] ?? process.cwd();
  const source = join(root, 'src/lib/server/texts/parse-worker.ts');
  return existsSync(source) ? source : fileURLToPath(new URL('./parse-worker.ts', import.meta.url));
};

/**
 * Reads a file in a worker with a limit on memory and time. The bytes are handed to it, not copied, and come back with the
 * outline: the array given is empty afterwards. Errors: Unreadable.
 */
export function parse(bytes: Uint8Array, name: string): Promise<Parsed> {
  const whole = bytes.byteLength === bytes.buffer.byteLength && bytes.buffer instanceof ArrayBuffer;
  const own = whole ? bytes : bytes.slice();
  return turn(
    1,
    () =>
      new Promise<Parsed>((resolve, reject) => {
        const worker = new Worker(workerFile(), {
          workerData: { bytes: own, name },
          transferList: [own.buffer as ArrayBuffer],
          resourceLimits: { maxOldGenerationSizeMb: LIMITS.memoryMb, maxYoungGenerationSizeMb: 32 },
          execArgv: ['--disable-warning=ExperimentalWarning'],
        });
        const timer = setTimeout(() => {
          void worker.terminate();
          reject(new Unreadable('too-slow'));
        }, LIMITS.milliseconds);
        worker.once('message', (answer: ({ ok: true } & Parsed) | { ok: false; code: string; place: string }) => {
          clearTimeout(timer);
          void worker.terminate();
          if (answer.ok) resolve(answer);
          else reject(new Unreadable(answer.code, answer.place));
        });
        worker.once('error', (error) => {
          clearTimeout(timer);
          reject(/memory/i.test(error.message) ? new Unreadable('too-large') : new Unreadable('corrupt'));
        });
      }),
  );
}

const TYPES = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  txt: 'text/plain; charset=utf-8',
  xml: 'application/xml',
};

/**
 * Takes a document in: reads it, keeps its bytes for officers and a public copy, and opens an intake. The same bytes
 * again lead to the same record. Nothing is kept of a file that cannot be read.
 */
export async function receive(ctx: Context, bytes: Uint8Array, name: string): Promise<{ id: string; again: boolean }> {
  assertMay(createIntake.policy, ctx.actor);
  await assertRoomToWrite();
  const sha256 = sha256Of(bytes);
  const known = await intakeOf(ctx, sha256);
  if (known) return { id: known, again: true };
  const size = bytes.byteLength;
  const { outline, format, copy, bytes: kept } = await parse(bytes, name);
  await putFile(kept);
  const publicCopy = copy === null ? sha256 : await putFile(copy);
  try {
    const made = await execute(createIntake, ctx, {
      sha256,
      publicCopy: publicCopy === sha256 ? null : publicCopy,
      size,
      type: TYPES[format],
      name: fileName(name, `document.${format}`),
      lang: outline.texts[0]?.language ?? null,
      engine: ENGINE,
      outline,
    });
    return { id: made.id, again: false };
  } catch (error) {
    // Two who sent the same bytes at the same moment: one made the record.
    const twin = await intakeOf(ctx, sha256);
    if (twin) return { id: twin, again: true };
    throw error;
  }
}

const intakeOf = async (ctx: Context, sha256: string): Promise<string | null> =>
  (
    await ctx.database.read
      .selectFrom('intake')
      .innerJoin('document', 'document.id', 'intake.document')
      .select('intake.id')
      .where('document.file', '=', sha256)
      .where('intake.state', '<>', 'abandoned')
      .orderBy('intake.id')
      .executeTakeFirst()
  )?.id ?? null;
