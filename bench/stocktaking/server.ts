import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureFrameworks } from '../../src/lib/server/frameworks/index.ts';
import '../../src/lib/server/registry.ts';
import { migrate } from '../../src/lib/server/platform/migrate.ts';
import { startCluster } from '../../src/lib/server/platform/postgres/cluster.ts';

/** Runs on a migrated database of its own that goes afterwards. It keeps what it says it keeps (fsync), as one in service does. */
export async function withServer(use: (url: string) => Promise<void>): Promise<void> {
  const data = mkdtempSync(join(tmpdir(), 'suivi-bench-'));
  chmodSync(data, 0o711);
  const cluster = await startCluster({ data });
  try {
    await migrate(cluster.url);
    await ensureFrameworks(cluster.url);
    await use(cluster.url);
  } finally {
    await cluster.stop();
    rmSync(data, { recursive: true, force: true });
  }
}
