import type { Config } from '../config.ts';
import { startCluster, type Cluster } from './cluster.ts';
import { holderOf, makeDataFolder, takeLock, type Holder, type Lock } from './lock.ts';
import { isAlive, pause } from './processes.ts';
import { checkServer } from './requirements.ts';
import { SetupError } from './setup-error.ts';

export { SetupError } from './setup-error.ts';
export { checkServer, withoutPassword } from './requirements.ts';

/** A database that this process may use, and its end. */
export interface RunningDatabase {
  url: string;
  /** Null where the server is not ours. */
  pid: (() => number) | null;
  /** Tells commands on this machine, from now on, that a server with this address has the database. */
  announce(origin: string): void;
  /** Ends what this process started; a server that it only used stays. */
  stop(): Promise<void>;
}

interface Options {
  /** `server` stays and shares its database with commands; `command` is waited for. */
  as?: 'server' | 'command';
  onFall?: (message: string) => void;
}

/**
 * The database of the settings: a server of one's own (DATABASE_URL), checked; else the embedded one on the data folder,
 * started under the folder's lock.
 * Errors: SetupError, one line with the way out.
 */
export async function startDatabase(
  config: Pick<Config, 'databaseUrl' | 'data'>,
  options: Options = {},
): Promise<RunningDatabase> {
  const kind = options.as ?? 'server';
  if (config.databaseUrl) {
    await checkServer(config.databaseUrl);
    return { url: config.databaseUrl, pid: null, announce() {}, stop: async () => {} };
  }
  makeDataFolder(config.data);
  const lock = await waitForLock(config.data, kind);
  let cluster: Cluster;
  try {
    lock.tell({ kind, url: null, origin: null });
    cluster = await startCluster({ data: config.data, ...(options.onFall ? { onFall: options.onFall } : {}) });
  } catch (error) {
    lock.release();
    throw error;
  }
  return {
    url: cluster.url,
    pid: cluster.pid,
    announce(origin) {
      lock.tell({ kind, url: cluster.url, origin });
    },
    async stop() {
      await cluster.stop();
      lock.release();
    },
  };
}

// A command ends soon: it is waited for. A second server is told about the first, at once.
async function waitForLock(data: string, kind: 'server' | 'command'): Promise<Lock> {
  for (let waited = 0; ; waited += 50) {
    const lock = takeLock(data);
    if (lock) return lock;
    const holder = holderOf(data);
    // One that was killed a moment ago may still be letting go.
    if (kind === 'server' && holder?.kind === 'server' && holder.url && waited > 1_000 && isAlive(holder.pid))
      throw new SetupError(
        `Suivi already runs on ${data} (${holder.origin ?? `process ${holder.pid}`}): stop it first, or set SUIVI_DATA to another folder.`,
      );
    if (waited > 60_000)
      throw new SetupError(
        `${data} is in use by ${holder ? `process ${holder.pid}` : 'another process'}: wait until it ends, or stop it.`,
      );
    await pause(50);
  }
}

/**
 * Runs `use` with the database of the settings: that of the server when it runs on this data folder, else one that is
 * started for this and stopped again.
 */
export async function withDatabase<T>(
  config: Pick<Config, 'databaseUrl' | 'data'>,
  use: (url: string) => Promise<T>,
): Promise<T> {
  if (!config.databaseUrl) {
    const shared = await serverOn(config.data);
    if (shared?.url) {
      // Letters that a command writes lead to where the server is read.
      if (shared.origin) process.env['SUIVI_ADDRESS'] ??= shared.origin;
      return use(shared.url);
    }
  }
  const database = await startDatabase(config, { as: 'command' });
  try {
    return await use(database.url);
  } finally {
    await database.stop();
  }
}

/** The server that runs on this data folder, waiting until its database is up; null where none does. */
async function serverOn(data: string): Promise<Holder | null> {
  makeDataFolder(data);
  for (let waited = 0; waited < 60_000; waited += 50) {
    const lock = takeLock(data);
    if (lock) {
      lock.release();
      return null;
    }
    const holder = holderOf(data);
    if (holder?.kind === 'command') return null;
    if (holder?.url) return holder;
    await pause(50);
  }
  return null;
}
