/**
 * Reads damaged files in a process of its own, one after the other, and prints a line of JSON before and after each:
 * `node child.ts FROM TO SAMPLE…`, where a sample is the path of a .docx. A run that hangs or dies shows by its last line.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { outline } from '../../src/outline/index.ts';
import { ReadError } from '../../src/read/index.ts';
import { readDocx } from '../../src/read/docx/index.ts';
import { sourceToDocx } from '../../src/write/files/index.ts';
import { faults } from '../write/valid.ts';
import { damaged } from './damage.ts';

/** What came of one case. `found` is "read", the code of a refusal, or what went wrong. */
export interface Outcome {
  seed: number;
  kind: string;
  found: string;
  place?: string;
  message?: string;
  /** Faults of the file that was written of what could be read. */
  faults?: string[];
  ms: number;
  /** Peak of resident memory, MB: while reading alone, and with outline, writing and reading again; of this case where the system tells it (Linux), else so far. */
  reading: number;
  peak: number;
}

/** Begins a new peak, from which garbage of earlier cases is gone. */
function forget(): void {
  globalThis.gc?.();
  try {
    writeFileSync('/proc/self/clear_refs', '5');
  } catch {
    // Not Linux: the peak stays that of the process.
  }
}

function peak(): number {
  try {
    const found = /VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
    if (found !== undefined) return Math.round(Number(found) / 1024);
  } catch {
    // As above.
  }
  return Math.round(process.resourceUsage().maxRSS / 1024);
}

function tryOut(bytes: Uint8Array, read: () => void): Pick<Outcome, 'found' | 'place' | 'message' | 'faults'> {
  try {
    const source = readDocx(bytes);
    read();
    outline(bytes, { name: 'a.docx' });
    const written = sourceToDocx(source);
    readDocx(written);
    return { found: 'read', faults: faults(written).slice(0, 3) };
  } catch (error) {
    if (error instanceof ReadError)
      return {
        found: error.code,
        message: error.message,
        ...(error.place === undefined ? {} : { place: error.place }),
      };
    return { found: 'fault', message: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

const [from = '0', to = '0', ...paths] = process.argv.slice(2);
const samples = paths.map((path) => new Uint8Array(readFileSync(path)));
for (let seed = Number(from); seed < Number(to); seed += 1) {
  const sample = samples[seed % samples.length] ?? new Uint8Array(0);
  console.log(JSON.stringify({ seed }));
  const { kind, bytes } = damaged(sample, seed);
  forget();
  const started = performance.now();
  let reading: number | undefined;
  const found = tryOut(bytes, () => (reading = peak()));
  const ms = Math.round(performance.now() - started);
  const all = peak();
  const outcome: Outcome = { seed, kind, ...found, ms, reading: reading ?? all, peak: all };
  console.log(JSON.stringify(outcome));
}
