import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Outcome } from './child.ts';

/** Most memory that a process may take, MB. */
export const CEILING = 300;
/** Its heap is bounded below that, so that one that swells dies and is seen. */
export const BOUNDS = ['--max-old-space-size=200', '--max-semi-space-size=8'];

/** Runs cases in a process of its own. One that dies, or gives no answer to a case within `patience` ms, is ended and named. */
export function runCases(from: number, to: number, samples: readonly string[], patience: number): Promise<Outcome[]> {
  const child = spawn(
    process.execPath,
    [
      ...BOUNDS,
      '--expose-gc',
      fileURLToPath(new URL('child.ts', import.meta.url)),
      String(from),
      String(to),
      ...samples,
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const out: Outcome[] = [];
  let last = from;
  let open = '';
  let said = '';
  return new Promise((resolve, reject) => {
    let timer: NodeJS.Timeout;
    const wait = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        child.kill('SIGKILL');
        reject(new Error(`Case ${String(last)} gave no answer within ${String(patience)} ms.`));
      }, patience);
    };
    wait();
    child.stdout.setEncoding('utf8').on('data', (piece: string) => {
      wait();
      const lines = (open + piece).split('\n');
      open = lines.pop() ?? '';
      for (const line of lines) {
        const one: Partial<Outcome> & { seed: number } = JSON.parse(line);
        last = one.seed;
        if (isOutcome(one)) out.push(one);
      }
    });
    child.stderr.setEncoding('utf8').on('data', (piece: string) => (said = (said + piece).slice(-2_000)));
    child.on('error', reject);
    child.on('close', (code) => {
      clearTimeout(timer);
      if (code === 0) resolve(out);
      else reject(new Error(`Case ${String(last)} ended the process (${String(code)}): ${said}`));
    });
  });
}

const isOutcome = (one: Partial<Outcome>): one is Outcome => one.kind !== undefined;

/** Cases that are no good answer: another error than a refusal, a refusal that names no place, a faulty file written. */
export const wrong = (outcomes: readonly Outcome[]): string[] =>
  outcomes
    .filter((one) => one.found === 'fault' || (one.faults ?? []).length > 0 || !namesPlace(one))
    .map(
      (one) => `${String(one.seed)} (${one.kind}): ${one.found} ${one.message ?? ''} ${(one.faults ?? []).join('; ')}`,
    );

/** A file whose archive cannot be opened has no parts to name: the message says that of the file. */
const namesPlace = (one: Outcome): boolean =>
  one.found === 'read' ||
  one.place !== undefined ||
  /^The file (?:is|holds)\b|directory of the file/.test(one.message ?? '');
