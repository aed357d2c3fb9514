import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Authored, Change, Comment, Language, Neighbour, Outline, Revised, Text } from '@suivi/texts';
import { turns } from '../files/index.ts';
import { AppError, type Issue } from '../platform/errors.ts';

/** What may not be read, with the stable code of the engine (`import.error.<code>`). */
export class Unreadable extends AppError {
  override readonly name = 'Unreadable';
  override readonly issues: readonly Issue[];
  /** `issues`: which of several files it is. */
  constructor(code: string, place = '', issues: readonly Issue[] = []) {
    super(`unreadable-${code}`, 422, { place });
    this.issues = issues;
  }
}

/** What a worker says of a file that it cannot read; `which`: of the two that are compared. */
export interface Failed {
  ok: false;
  code: string;
  place: string;
  which?: 'next' | 'old';
}

const LIMITS = { memoryMb: 200, milliseconds: 20_000, atOnce: 1 };

const turn = turns(LIMITS.atOnce);

/** A file as it was sent. */
export interface Sent {
  bytes: Uint8Array<ArrayBuffer>;
  name: string;
}

/** A text with its changes marked, each change with its places, and all of them in words. */
export interface Marked {
  marked: Text;
  changes: Change[];
  summary: string[];
}

/** What the engine is asked of files that somebody sent. */
export interface Asked {
  read: Sent;
  /** A Word file of amendments; `standing`: whose marks the text bears that they are to, and until when. */
  amended: Sent & { standing: Authored[] };
  /**
   * `old`: another file, an edition on record, or nothing: then what the file itself has marked. `as`: an older version, or the
   * text before or after changes whose marks `next` has lost. `by`: whose name marks bear that are made here.
   */
  compare: {
    next: Sent;
    old: Sent | Outline | null;
    as: 'older' | Neighbour;
    language: Language;
    by: Authored;
  };
  copy: { bytes: Uint8Array<ArrayBuffer> };
  settle: { bytes: Uint8Array<ArrayBuffer>; way: 'accept' | 'reject'; author: string };
}

export interface Answers {
  /** `bytes`: what was read, given back. `copy`: without what tells of persons and machines; of Word files only. */
  read: { outline: Outline; format: 'docx' | 'txt' | 'xml'; copy: Uint8Array | null; bytes: Uint8Array<ArrayBuffer> };
  amended: { outline: Outline; comments: Comment[]; bytes: Uint8Array<ArrayBuffer> };
  compare: Marked[];
  /** Without what tells of persons and machines; of a Word file. */
  copy: { bytes: Uint8Array };
  settle: Revised;
}

export type Task = keyof Asked;

// The built server is one bundle: the worker is started from the source, which the pinned Node runs as it is.
const workerFile = (): string => {
  const root = process.env['SUIVI_ROOT'] ?? process.cwd();
  const source = join(root, 'src/lib/server/texts/engine-worker.ts');
  return existsSync(source) ? source : fileURLToPath(new URL('./engine-worker.ts', import.meta.url));
};

/**
 * Has the engine do a task with what somebody sent, in a worker with a limit on memory and time. The bytes named in `moved`
 * are handed to it, not copied: those arrays are empty afterwards. Errors: Unreadable.
 */
export function inEngine<K extends Task>(
  task: K,
  asked: Asked[K],
  moved: readonly Uint8Array<ArrayBuffer>[],
): Promise<Answers[K]> {
  return turn(
    1,
    () =>
      new Promise<Answers[K]>((resolve, reject) => {
        const worker = new Worker(workerFile(), {
          workerData: { task, asked },
          transferList: moved.map((bytes) => bytes.buffer),
          resourceLimits: { maxOldGenerationSizeMb: LIMITS.memoryMb, maxYoungGenerationSizeMb: 32 },
          execArgv: ['--disable-warning=ExperimentalWarning'],
        });
        const timer = setTimeout(() => {
          void worker.terminate();
          reject(new Unreadable('too-slow'));
        }, LIMITS.milliseconds);
        worker.once('message', (told: { ok: true; answer: Answers[K] } | Failed) => {
          clearTimeout(timer);
          void worker.terminate();
          if (told.ok) resolve(told.answer);
          else
            reject(
              new Unreadable(told.code, told.place, task === 'compare' ? ofTwo(asked as Asked['compare'], told) : []),
            );
        });
        worker.once('error', (error) => {
          clearTimeout(timer);
          reject(/memory/i.test(error.message) ? new Unreadable('too-large') : new Unreadable('corrupt'));
        });
      }),
  );
}

/** Which of two files could not be read, by its field and name. */
function ofTwo({ next, old, as }: Asked['compare'], { which }: Failed): Issue[] {
  if (which === undefined || old === null || !('bytes' in old)) return [];
  const code = as !== 'older' ? 'unread-file' : which === 'next' ? 'unread-newer' : 'unread-older';
  return [{ path: which === 'next' ? 'file' : 'older', code, values: { name: (which === 'next' ? next : old).name } }];
}

/** Bytes with a buffer of their own, which can be handed over. */
export const ownBytes = (bytes: Uint8Array): Uint8Array<ArrayBuffer> =>
  bytes.byteLength === bytes.buffer.byteLength && bytes.buffer instanceof ArrayBuffer
    ? (bytes as Uint8Array<ArrayBuffer>)
    : new Uint8Array(bytes);
