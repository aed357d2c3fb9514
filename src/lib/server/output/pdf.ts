import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { AppError } from '../platform/errors.ts';
import type { Sheet } from './sheet.ts';

/** A sheet of 2,000 rows takes about a second; one that takes longer than this is given up. */
const MILLISECONDS = 30_000;

const root = (): string => process.env['SUIVI_ROOT'] ?? process.cwd();
// The built server is one bundle: the worker is started from the source, which the pinned Node runs as it is.
const workerFile = (): string => {
  const source = join(root(), 'src/lib/server/output/pdf-worker.ts');
  return existsSync(source) ? source : fileURLToPath(new URL('./pdf-worker.ts', import.meta.url));
};

let last: Promise<unknown> = Promise.resolve();

/**
 * A sheet as a PDF: tagged (PDF/UA-1), with its language, Arabic from right to left. Drawn in a worker, one at a time, so
 * that pages go on being served. Errors: AppError `no-pdf` (501) where the machine has no typesetter, `pdf-too-slow` (503).
 */
export function pdfOf(sheet: Sheet): Promise<Uint8Array> {
  const drawn = last.then(() => draw(sheet));
  last = drawn.catch(() => undefined);
  return drawn;
}

type Answer = { ok: true; pdf: Uint8Array } | { ok: false; message: string };

const draw = (sheet: Sheet): Promise<Uint8Array> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(workerFile(), {
      workerData: { sheet, root: root() },
      execArgv: ['--disable-warning=ExperimentalWarning'],
    });
    const timer = setTimeout(() => {
      void worker.terminate();
      reject(new AppError('pdf-too-slow', 503));
    }, MILLISECONDS);
    const end = (then: () => void): void => {
      clearTimeout(timer);
      void worker.terminate();
      then();
    };
    worker.once('message', (answer: Answer) =>
      end(() => (answer.ok ? resolve(answer.pdf) : reject(new Error(`The sheet was not drawn: ${answer.message}`)))),
    );
    // The typesetter is a native package: where there is none for this machine, the worker cannot load it.
    worker.once('error', (cause) => end(() => reject(new AppError('no-pdf', 501, {}, { cause }))));
  });
