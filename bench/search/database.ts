import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase, type Database } from '../../src/lib/server/platform/db.ts';
import { migrate } from '../../src/lib/server/platform/migrate.ts';
import { startCluster } from '../../src/lib/server/platform/postgres/cluster.ts';
import { stopSenders } from '../../src/lib/server/platform/jobs.ts';

/**
 * Runs on a migrated database of its own, in a folder that goes afterwards, or stays where one is named. `fresh` says whether
 * the database was made now.
 */
export async function withDatabase(
  use: (database: Database, fresh: boolean, processor: () => number) => Promise<void>,
  folder?: string,
): Promise<void> {
  const data = folder ?? mkdtempSync(join(tmpdir(), 'suivi-bench-'));
  mkdirSync(data, { recursive: true });
  // As root PostgreSQL runs as another user, which must be able to enter.
  chmodSync(data, 0o711);
  const fresh = !existsSync(join(data, 'postgres'));
  const cluster = await startCluster({ data, throwAway: true });
  const database = openDatabase(cluster.url, { max: 50 });
  try {
    await migrate(cluster.url);
    await use(database, fresh, () => processorOf(cluster.pid()));
  } finally {
    await stopSenders(cluster.url);
    await database.close();
    await cluster.stop();
    if (!folder) rmSync(data, { recursive: true, force: true });
  }
}

/**
 * Processor time in ms that the processes under this one have used, and this one where it counts `itself` (Linux): what a page costs,
 * whoever else is on the machine.
 */
export function processorOf(process: number, itself = false): number {
  let ticks = 0;
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name)))
    try {
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
        .replace(/^.*\) /, '')
        .split(' ');
      if (Number(fields[1]) === process || (itself && Number(pid) === process))
        ticks += Number(fields[11]) + Number(fields[12]);
    } catch {
      // It has ended meanwhile.
    }
  return ticks * 10;
}
