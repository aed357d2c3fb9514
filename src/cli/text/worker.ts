import { workerData } from 'node:worker_threads';
import { run } from './index.ts';

// One verb of `suivi text`, in a thread whose heap is bounded (../verbs/text.ts).
const args: unknown = workerData;
process.exitCode = await run(Array.isArray(args) ? args.map(String) : []);
