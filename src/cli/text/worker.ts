import { workerData } from 'node:worker_threads';
import { fail, isWrongCall } from '../terminal.ts';
import { run } from './index.ts';

// One verb of `suivi text`, in a thread whose heap is bounded (../verbs/text.ts).
const args: unknown = workerData;
try {
  process.exitCode = await run(Array.isArray(args) ? args.map(String) : []);
} catch (error) {
  if (process.env['SUIVI_DEBUG']) console.error(error);
  process.exitCode = fail(error instanceof Error ? error.message : String(error), isWrongCall(error) ? 2 : 1);
}
