import { SYSTEM } from '../platform/actor.ts';
import { now } from '../platform/clock.ts';
import { openDatabase } from '../platform/db.ts';
import { startJobs } from '../platform/jobs.ts';
import { onShutdown } from '../platform/shutdown.ts';
import { jobs } from '../registry.ts';

/** A start that the database does not answer for so long is given up and made anew. */
const PATIENCE_MS = 15_000;
const AGAIN_MS = 5_000;

const within = <T>(ms: number, work: Promise<T>): Promise<T> =>
  Promise.race([
    work,
    new Promise<never>((_, reject) => {
      setTimeout(() => reject(new Error('the database does not answer')), ms).unref();
    }),
  ]);

/**
 * Starts the workers of this process, once the pages can be read, and goes on trying where they cannot start: a full disk
 * or a lost database stops no reading, and what was queued waits. Does not wait for them: a server must be able to end
 * while they start.
 */
export function startWorkers(url: string, say: (line: string) => void): void {
  const database = openDatabase(url, { max: 2 });
  let ending = false;
  let stop = (): Promise<void> => Promise.resolve();
  onShutdown('workers-database', () => database.close());
  onShutdown('workers', () => {
    ending = true;
    return within(AGAIN_MS * 2, stop()).catch(() => {});
  });
  const begin = async (): Promise<void> => {
    while (!ending)
      try {
        const attempt = startJobs(url, jobs, () => ({ database, actor: SYSTEM, now: now(), lang: 'en', door: 'job' }));
        const started = await within(PATIENCE_MS, attempt).catch((error: unknown) => {
          // One that was given up and comes up after all is ended: another has taken its place.
          attempt.then((late) => late()).catch(() => {});
          throw error;
        });
        if (ending) await started();
        else stop = started;
        return;
      } catch (error) {
        say(
          `suivi: no worker runs yet, what was queued waits: ${error instanceof Error ? error.message : String(error)}`,
        );
        await new Promise((resolve) => setTimeout(resolve, AGAIN_MS).unref());
      }
  };
  void begin();
}
