import { existsSync } from 'node:fs';
import module from 'node:module';
import { Refusal, wrongCall } from '../speech.ts';
import type { Task } from '../text/worker.ts';

export { help, summary } from '../text/index.ts';

/** Most heap that a verb takes, MB: with the program and the bytes of the file it stays below 300 MB. */
const MEMORY_MB = 190;

/**
 * `suivi text …` in a thread of its own with a bounded heap: Node left alone lets garbage lie, and a file made to swell ends
 * in one line, not in a crash. SUIVI_TEXT_MEMORY (MB) sets another bound.
 */
export async function run(args: string[]): Promise<number> {
  const wanted = process.env['SUIVI_TEXT_MEMORY'];
  const memory = wanted === undefined || wanted === '' ? MEMORY_MB : Number(wanted);
  if (!(memory >= 32)) throw wrongCall('cli.memory-setting', { value: wanted ?? '' });
  const { Worker } = await import('node:worker_threads');
  const task: Task = { args, cache: module.getCompileCacheDir() };
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('../text/worker.ts', import.meta.url), {
      workerData: task,
      resourceLimits: { maxOldGenerationSizeMb: memory, maxYoungGenerationSizeMb: 24 },
      execArgv: ['--disable-warning=ExperimentalWarning'],
    });
    worker.once('error', (error) => {
      if ('code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY')
        reject(new Refusal('cli.memory', { files: filesIn(args).join(', ') || 'suivi text', memory }));
      else reject(error);
    });
    worker.once('exit', (code) => resolve(code));
  });
}

const OUT = /^--?(?:out|o)$/;
const filesIn = (args: readonly string[]): string[] =>
  args.filter((one, i) => !one.startsWith('--') && !OUT.test(args[i - 1] ?? '') && existsSync(one));
