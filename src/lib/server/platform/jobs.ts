import { PgBoss, type JobResult } from 'pg-boss';
import { CompiledQuery } from 'kysely';
import type { Context } from './context.ts';
import type { Write } from './db.ts';
import { onShutdown } from './shutdown.ts';

/** A job waiting for the end of its command's transaction. */
export interface Enqueued {
  queue: string;
  data: object;
}

/** A kind of job: its name, how often it is tried, and what it does. */
export interface Job {
  queue: string;
  retryLimit: number;
  /** Seconds before the second try; later ones wait longer. Left out: at once. */
  retryDelay?: number;
  /** When it runs by itself, as a line of cron in UTC; on several machines, once. */
  cron?: string;
  work: (ctx: Context, data: unknown) => Promise<void>;
}

// Promises: of two commands that owe a job at the same moment, one starts the sender and both use it.
const running = new Map<string, Promise<PgBoss>>();

const WORKING = { batchSize: 5, burstWhenBatchFull: true, perJobResults: true } as const;

async function settled(id: string, work: () => Promise<void>): Promise<JobResult> {
  try {
    await work();
    return { id, status: 'completed' };
  } catch (error) {
    return { id, status: 'failed', output: { message: error instanceof Error ? error.message : String(error) } };
  }
}

/**
 * Starts the workers of this process. pg-boss keeps its own tables and writes to them by itself: one of the two named
 * exceptions to "only execute writes" (the other is accounts).
 * @param context made anew for each job
 * @returns what stops them, letting a job in hand finish
 */
export async function startJobs(
  url: string,
  jobs: readonly Job[],
  context: () => Context,
): Promise<() => Promise<void>> {
  // One that only sent until now gives way.
  await stopSenders(url);
  const boss = new PgBoss({ connectionString: url, max: 2 });
  // A lost database is told by the pages; the library reconnects by itself.
  boss.on('error', () => {});
  try {
    await boss.start();
    for (const job of jobs) {
      const options = {
        retryLimit: job.retryLimit,
        // What a killed worker held is taken up again after this; no job of ours may last longer.
        expireInSeconds: 300,
        ...(job.retryDelay ? { retryDelay: job.retryDelay, retryBackoff: true } : {}),
      };
      await boss.createQueue(job.queue, options);
      // One that a sender made first has no options yet.
      await boss.updateQueue(job.queue, options);
      if (job.cron) await boss.schedule(job.queue, job.cron);
      // Several at a time, each settled by itself: one that fails is tried again without those that went well.
      await boss.work(job.queue, WORKING, (batch: { id: string; data: unknown }[]) =>
        Promise.all(batch.map((one) => settled(one.id, () => job.work(context(), one.data)))),
      );
    }
  } catch (error) {
    await boss.stop({ graceful: false }).catch(() => {});
    throw error;
  }
  running.set(url, Promise.resolve(boss));
  return async () => {
    running.delete(url);
    await boss.stop({ graceful: true, timeout: 5_000 });
  };
}

/**
 * Puts jobs into the queue inside the command's own transaction: both are kept, or neither. Where no worker was ever
 * started on this database (a command line on a machine that only imports) the queue is made first.
 */
export async function sendJobs(db: Write, url: string, jobs: readonly Enqueued[]): Promise<void> {
  if (jobs.length === 0) return;
  const boss = await (running.get(url) ?? sender(url));
  for (const job of jobs) {
    await queueOn(boss, job.queue);
    await boss.send(job.queue, job.data, {
      db: {
        async executeSql(text: string, values: unknown[] = []) {
          const { rows } = await db.executeQuery(CompiledQuery.raw(text, values));
          return { rows };
        },
      },
    });
  }
}

const queues = new WeakMap<PgBoss, Set<string>>();
// A queue is made once, by whoever needs it first.
async function queueOn(boss: PgBoss, queue: string): Promise<void> {
  const known = queues.get(boss) ?? new Set<string>();
  if (known.has(queue)) return;
  await boss.createQueue(queue);
  queues.set(boss, known.add(queue));
}

// A boss that only sends: no supervision, no workers.
function sender(url: string): Promise<PgBoss> {
  const boss = new PgBoss({ connectionString: url, max: 1, supervise: false, schedule: false });
  boss.on('error', () => {});
  const started = boss.start();
  running.set(url, started);
  // One that could not start is forgotten, so that the next command tries anew.
  started.catch(() => running.delete(url));
  onShutdown('senders', () => stopSenders(url));
  return started;
}

/** Closes senders that commands opened; called when a database is closed. */
export async function stopSenders(url: string): Promise<void> {
  const boss = await running.get(url)?.catch(() => null);
  running.delete(url);
  await boss?.stop({ graceful: false });
}
