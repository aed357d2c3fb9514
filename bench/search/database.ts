import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
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
  use: (database: Database, fresh: boolean) => Promise<void>,
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
    await use(database, fresh);
  } finally {
    await stopSenders(cluster.url);
    await database.close();
    await cluster.stop();
    if (!folder) rmSync(data, { recursive: true, force: true });
  }
}
