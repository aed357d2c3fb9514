import { chmodSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { ensureFrameworks } from '../../frameworks/index.ts';
import '../../registry.ts';
import { migrate } from '../migrate.ts';
import { clearRemains, startCluster } from '../postgres/cluster.ts';
import { isAlive } from '../postgres/processes.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the throw-away server, with the template as its database. */
    databaseTemplate: string;
  }
}

/** Database that every test file copies: migrated, empty. */
export const TEMPLATE = 'template_suivi';

const PREFIX = 'suivi-test-';

// A run that was killed outright could not stop its server: the next run does.
async function sweep(): Promise<void> {
  for (const name of readdirSync(tmpdir())) {
    const data = join(tmpdir(), name);
    const keeper = join(data, 'keeper');
    if (!/^suivi-(test|run|pg)-/.test(name) || !existsSync(keeper) || isAlive(Number(readFileSync(keeper, 'utf8'))))
      continue;
    for (const home of [data, join(data, 'data')])
      await clearRemains({ cluster: join(home, 'postgres', '18'), sockets: join(home, 'postgres', 'run') });
    rmSync(data, { recursive: true, force: true });
  }
}

/** One throw-away PostgreSQL for the whole run; it is stopped and its folder removed however the run ends. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await sweep();
  const data = mkdtempSync(join(tmpdir(), PREFIX));
  writeFileSync(join(data, 'keeper'), String(process.pid));
  // As root PostgreSQL runs as another user, which must be able to enter.
  chmodSync(data, 0o711);
  const remove = (): void => rmSync(data, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
  const cluster = await startCluster({ data, throwAway: true }).catch((error: unknown) => {
    remove();
    throw error;
  });
  const stop = async (): Promise<void> => {
    await cluster.stop();
    remove();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.once(signal, () => void stop().finally(() => process.exit(1)));
  process.once('exit', remove);
  try {
    const admin = new pg.Client({ connectionString: cluster.url });
    await admin.connect();
    await admin.query(`create database ${TEMPLATE}`);
    await admin.end();
    const template = new URL(cluster.url);
    template.pathname = `/${TEMPLATE}`;
    await migrate(template.href);
    await ensureFrameworks(template.href);
    project.provide('databaseTemplate', template.href);
  } catch (error) {
    await stop();
    throw error;
  }
  return stop;
}
