import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { closedAt, databaseOwner, type Owner } from './owner.ts';
import { commandOf, gone, isAlive, pause } from './processes.ts';
import { usablePrograms } from './programs.ts';
import { codeOf, SetupError } from './setup-error.ts';

const MAJOR = '18';
const DATABASE = 'suivi';

/** A PostgreSQL server of ours. */
export interface Cluster {
  url: string;
  /** Number of the server's first process, which changes when it was restarted. */
  pid(): number;
  stop(): Promise<void>;
}

export interface ClusterOptions {
  /** Folder of everything: `postgres/` and, where needed, `programs/` are made in it. */
  data: string;
  /** Tests: nothing is forced to disk, because nothing is kept. */
  throwAway?: boolean;
  /** Told when the server fell and when it is back. */
  onFall?: (message: string) => void;
}

interface Place {
  owner: Owner | null;
  programs: string;
  cluster: string;
  sockets: string;
  log: string;
}

/**
 * Starts the embedded PostgreSQL on the data folder, making the cluster at the first start, and keeps it running: when it
 * falls it is started again. It listens on a socket in a folder that only its own user (and root) may enter, on no port.
 * The caller holds the lock of the folder.
 * Errors: SetupError, one line with the way out.
 */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const place = prepare(options.data);
  await clearRemains(place);
  if (!existsSync(place.cluster)) initialise(place, options);
  const url = urlOf(place.sockets);
  let stopping = false;
  let child = launch(place, options);
  // If this process ends in haste, the server is told to end too; it does so by itself.
  const onExit = (): void => void child.kill('SIGINT');
  process.on('exit', onExit);

  const watch = (watched: ChildProcess): void => {
    watched.on('exit', () => {
      if (!stopping) void revive();
    });
  };
  const revive = async (): Promise<void> => {
    options.onFall?.('PostgreSQL stopped by itself: starting it again');
    for (let wait = 50; !stopping; wait = Math.min(wait * 2, 5_000)) {
      try {
        child = await launchUntilReady(
          place,
          options,
          url,
          () => stopping,
          (next) => (child = next),
        );
        if (stopping) return;
        watch(child);
        options.onFall?.('PostgreSQL is back');
        return;
      } catch {
        await pause(wait);
      }
    }
  };

  try {
    child = await untilReady(place, options, url, child, (next) => (child = next));
  } catch (error) {
    process.off('exit', onExit);
    throw error;
  }
  watch(child);
  return {
    url,
    pid: () => child.pid ?? 0,
    async stop() {
      if (stopping) return;
      stopping = true;
      await end(child);
      process.off('exit', onExit);
      if (!place.sockets.startsWith(options.data)) rmSync(place.sockets, { recursive: true, force: true });
    },
  };
}

function prepare(data: string): Place {
  const home = join(data, 'postgres');
  const cluster = join(home, MAJOR);
  const owner = databaseOwner(cluster);
  const closed = closedAt(data, owner);
  if (closed && owner)
    throw new SetupError(
      `SUIVI_DATA ${data} cannot be reached by the user ${owner.name} that runs PostgreSQL (${closed} is closed to it): choose another folder, or run \`chmod o+x ${closed}\`.`,
    );
  mkdirSync(home, { recursive: true, mode: 0o700 });
  if (owner) chownSync(home, owner.uid, owner.gid);
  const other = readdirSync(home).find((name) => /^\d+$/.test(name) && name !== MAJOR);
  if (other && !existsSync(cluster))
    throw new SetupError(
      Number(other) > Number(MAJOR)
        ? `The data in ${home} were written by PostgreSQL ${other}, newer than this program's ${MAJOR}: install the newer Suivi, or set SUIVI_DATA to another folder.`
        : `The data in ${home} were written by PostgreSQL ${other}: export them with the Suivi that wrote them and import them here, or bring them over with pg_upgrade.`,
    );
  return {
    owner,
    programs: usablePrograms(data, owner),
    cluster,
    sockets: socketFolder(home, owner),
    log: join(home, 'log'),
  };
}

// The name of a socket holds 107 bytes on Linux, 103 elsewhere: where the data lie deep, it goes to a folder of its own.
function socketFolder(home: string, owner: Owner | null): string {
  const near = join(home, 'run');
  const folder =
    Buffer.byteLength(`${near}/.s.PGSQL.5432`) <= 100
      ? near
      : mkdtempSync(join(Buffer.byteLength(tmpdir()) > 60 ? '/tmp' : tmpdir(), 'suivi-'));
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
  if (owner) chownSync(folder, owner.uid, owner.gid);
  return folder;
}

const urlOf = (sockets: string, database = DATABASE): string =>
  `postgres://${DATABASE}@localhost:5432/${database}?host=${encodeURIComponent(sockets)}`;

const environment = (): NodeJS.ProcessEnv => ({
  // Settings of PostgreSQL in the caller's environment are meant for another server.
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(PG|LC_|LANG|LD_)/.test(name))),
  LC_MESSAGES: 'C',
  TZ: 'UTC',
});

const identity = (owner: Owner | null): { uid?: number; gid?: number } =>
  owner ? { uid: owner.uid, gid: owner.gid } : {};

function initialise({ owner, programs, cluster }: Place, options: ClusterOptions): void {
  // Made beside and renamed when done: a first start that was cut short is made anew.
  const half = `${cluster}.half`;
  rmSync(half, { recursive: true, force: true });
  const { status, stderr, error } = spawnSync(
    join(programs, 'bin', 'initdb'),
    [
      `--pgdata=${half}`,
      `--username=${DATABASE}`,
      // Only a process that may enter the socket's folder can connect at all.
      '--auth=trust',
      '--encoding=UTF8',
      '--locale-provider=builtin',
      '--locale=C.UTF-8',
      ...(options.throwAway ? ['--no-sync'] : []),
    ],
    { ...identity(owner), cwd: join(cluster, '..'), env: environment(), encoding: 'utf8' },
  );
  if (status !== 0)
    throw new SetupError(
      `PostgreSQL's data could not be made in ${cluster} (${(error ? codeOf(error) || error.message : lastLine(stderr)) || `initdb ended with ${status}`}): see that the disk has room and that the programs in ${programs} can be run.`,
    );
  renameSync(half, cluster);
}

const lastLine = (text: string): string =>
  text
    .trim()
    .split('\n')
    .at(-1)
    ?.replace(/^initdb: (error: )?/, '') ?? '';

/** Megabytes that the server keeps pages of tables in: an eighth of what the machine or its container grants, within bounds. */
function sharedMemory(): number {
  const granted = Math.min(totalmem(), process.constrainedMemory() || Infinity) / 2 ** 20;
  return Math.round(Math.max(128, Math.min(2048, granted / 8)));
}

/**
 * What the server held in memory when it stopped it reads in again at the next start, beside its work, where the programs bring
 * along what that takes: else the first minutes of a large registry are several times slower.
 */
const readAgain = (programs: string): Record<string, string> =>
  ['so', 'dylib', 'dll'].some((kind) => existsSync(join(programs, 'lib', 'postgresql', `pg_prewarm.${kind}`)))
    ? { shared_preload_libraries: 'pg_prewarm', 'pg_prewarm.autoprewarm_interval': '0' }
    : {};

function launch({ owner, programs, cluster, sockets, log }: Place, options: ClusterOptions): ChildProcess {
  if ((statSync(log, { throwIfNoEntry: false })?.size ?? 0) > 8_000_000) renameSync(log, `${log}.old`);
  const out = openSync(log, 'a', 0o640);
  const settings = {
    listen_addresses: '',
    unix_socket_directories: `"${sockets}"`,
    unix_socket_permissions: '0700',
    timezone: 'UTC',
    log_timezone: 'UTC',
    max_connections: '100',
    // The reserve of free disk (SUIVI_DISK_RESERVE) must hold what the server still writes by itself.
    max_wal_size: '256MB',
    min_wal_size: '48MB',
    log_checkpoints: 'off',
    shared_buffers: `${sharedMemory()}MB`,
    ...(options.throwAway
      ? {
          fsync: 'off',
          synchronous_commit: 'off',
          full_page_writes: 'off',
          wal_level: 'minimal',
          max_wal_senders: '0',
          autovacuum_naptime: '1h',
          shared_buffers: '128MB',
        }
      : readAgain(programs)),
  };
  const child = spawn(
    join(programs, 'bin', 'postgres'),
    ['-D', cluster, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    // A group of its own: Ctrl-C in the terminal reaches this program only, which ends the server last.
    { ...identity(owner), cwd: cluster, env: environment(), stdio: ['ignore', out, out], detached: true },
  );
  child.on('error', () => {});
  closeSync(out);
  return child;
}

async function launchUntilReady(
  place: Place,
  options: ClusterOptions,
  url: string,
  stopped: () => boolean,
  told: (child: ChildProcess) => void,
): Promise<ChildProcess> {
  await clearRemains(place);
  const child = launch(place, options);
  told(child);
  if (stopped()) {
    await end(child);
    return child;
  }
  return untilReady(place, options, url, child, told);
}

/** Waits until the server answers. One that goes down at once is tried again while remains of a former one may live. */
async function untilReady(
  place: Place,
  options: ClusterOptions,
  url: string,
  first: ChildProcess,
  told: (child: ChildProcess) => void,
): Promise<ChildProcess> {
  let child = first;
  const patience = Date.now() + 15_000;
  for (let wait = 10; ; wait = Math.min(wait * 1.5, 200)) {
    if (await answers(url, place.sockets)) return child;
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) {
      const why = whyItFell(place.log);
      if (Date.now() > patience || !/still in use|lock file|is another/i.test(why))
        throw new SetupError(
          `PostgreSQL does not start (${why || 'it says nothing'}): the whole story is in ${place.log}.`,
        );
      await pause(250);
      await clearRemains(place);
      child = launch(place, options);
      told(child);
    }
    // Recovery after a crash may take long; while the process lives it is waited for.
    await pause(wait);
  }
}

async function answers(url: string, sockets: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query('select 1');
    return true;
  } catch (error) {
    // 3D000: the server is new and our database is not made yet.
    if (codeOf(error) === '3D000') return makeDatabase(sockets);
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

async function makeDatabase(sockets: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: urlOf(sockets, 'postgres') });
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query(`create database ${DATABASE}`);
    return true;
  } finally {
    await client.end().catch(() => {});
  }
}

function whyItFell(log: string): string {
  if (!existsSync(log)) return '';
  const lines = readFileSync(log, 'utf8').trimEnd().split('\n').slice(-12);
  return (
    lines
      .findLast((line) => /FATAL|PANIC|error while loading|cannot execute/.test(line))
      ?.replace(/^.*?(FATAL|PANIC):\s*/, '') ??
    lines.at(-1) ??
    ''
  );
}

/**
 * Removes what a former server left. Its file names a process: one that is a PostgreSQL on this very folder is ended
 * (whoever started it is dead, for we hold the lock); any other only happens to bear the number, and the file goes, for
 * PostgreSQL itself would refuse to start while a process of that number lives.
 */
export async function clearRemains({ cluster, sockets }: Pick<Place, 'cluster' | 'sockets'>): Promise<void> {
  const file = join(cluster, 'postmaster.pid');
  if (!existsSync(file)) return;
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  if (pid > 0 && isAlive(pid) && isServerOf(pid, cluster)) {
    process.kill(pid, 'SIGINT');
    if (!(await gone(pid, 10_000))) process.kill(pid, 'SIGQUIT');
    if (!(await gone(pid, 5_000))) process.kill(pid, 'SIGKILL');
    await gone(pid, 2_000);
  }
  rmSync(file, { force: true });
  for (const name of existsSync(sockets) ? readdirSync(sockets) : []) rmSync(join(sockets, name), { force: true });
}

function isServerOf(pid: number, cluster: string): boolean {
  const [program = '', ...words] = commandOf(pid);
  return /(^|\/)postgres$/.test(program) && words.includes(cluster);
}

/** Ends the server: at once for those connected, writing out what it holds; harder when it does not listen. */
async function end(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const left = new Promise<true>((resolve) => child.once('exit', () => resolve(true)));
  for (const [signal, ms] of [
    ['SIGINT', 20_000],
    ['SIGQUIT', 5_000],
    ['SIGKILL', 5_000],
  ] as const) {
    child.kill(signal);
    const timer = pauseUnref(ms);
    if ((await Promise.race([left, timer])) === true) return;
  }
}

const pauseUnref = (ms: number): Promise<false> =>
  new Promise((resolve) => setTimeout(() => resolve(false), ms).unref());
