import module from 'node:module';
import { dirname } from 'node:path';
import { workerData } from 'node:worker_threads';

/** What the thread that starts it tells this one. */
export interface Task {
  args: string[];
  /** Where Node keeps compiled code (`module.getCompileCacheDir`), where it keeps any. */
  cache: string | undefined;
}

// One verb of `suivi text`, in a thread whose heap is bounded (../verbs/text.ts). A thread does not inherit the cache of compiled code, and
// without it half a second goes to reading the sources anew: it is opened before they are loaded.
const { args, cache } = workerData as Task;
if (cache !== undefined) module.enableCompileCache(dirname(cache));
const { run } = await import('./index.ts');
process.exitCode = await run(args);
