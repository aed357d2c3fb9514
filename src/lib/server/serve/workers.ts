import { SYSTEM } from '../platform/actor.ts';
import { now } from '../platform/clock.ts';
import { openDatabase } from '../platform/db.ts';
import { startJobs } from '../platform/jobs.ts';
import { onShutdown } from '../platform/shutdown.ts';
import { jobs } from '../registry.ts';

/**
 * Starts the workers of this process, once the pages can be read. Where they cannot start (a full disk) reading goes on
 * without them, and what was queued waits for the next start.
 */
export async function startWorkers(url: string, say: (line: string) => void): Promise<void> {
  const database = openDatabase(url, { max: 2 });
  onShutdown('workers-database', () => database.close());
  try {
    const stop = await startJobs(url, jobs, () => ({ database, actor: SYSTEM, now: now(), lang: 'en', door: 'job' }));
    onShutdown('workers', stop);
  } catch (error) {
    say(`suivi: no worker runs, what was queued waits: ${error instanceof Error ? error.message : String(error)}`);
  }
}
