import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, describe, expect, inject, test } from 'vitest';
import { openDatabase } from '../db.ts';
import { startCluster, type Cluster } from './cluster.ts';
import { checkServer, SetupError, startDatabase, withDatabase } from './index.ts';
import { makeDataFolder, takeLock } from './lock.ts';
import { commandOf, gone, isAlive, pause } from './processes.ts';
import { faultOf, hasLinks, makeLinks, packagedPrograms } from './programs.ts';
import { databaseOwner } from './owner.ts';

const root = process.getuid?.() === 0;
const folders: string[] = [];
const ends: (() => unknown)[] = [];

/** A folder that PostgreSQL's user can enter, removed afterwards. */
function folder(mode = 0o711): string {
  const made = mkdtempSync(join(tmpdir(), 'suivi-pg-'));
  writeFileSync(join(made, 'keeper'), String(process.pid));
  chmodSync(made, mode);
  folders.push(made);
  return made;
}

async function cluster(data: string, throwAway = true): Promise<Cluster> {
  const made = await startCluster({ data, throwAway });
  ends.push(() => made.stop());
  return made;
}

async function ask(url: string, text: string): Promise<string | undefined> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  try {
    return Object.values((await client.query<Record<string, string>>(text)).rows[0] ?? {})[0];
  } finally {
    await client.end();
  }
}

afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
  for (const one of folders.splice(0)) rmSync(one, { recursive: true, force: true });
});

describe('the embedded server', () => {
  test('keeps what was written over a stop and a start', async () => {
    const data = folder();
    const first = await cluster(data);
    await ask(first.url, 'create table kept (n int)');
    await first.stop();
    const again = await cluster(data);
    expect(await ask(again.url, `select to_regclass('kept')::text`)).toBe('kept');
    expect(
      await ask(
        again.url,
        `select datlocprovider::text || ' ' || datlocale || ' ' || pg_encoding_to_char(encoding) from pg_database where datname = 'suivi'`,
      ),
    ).toBe('b C.UTF-8 UTF8');
  });

  test('is reached through a folder that only its own user may enter, on no port', async () => {
    const data = folder();
    const { url } = await cluster(data);
    expect(await ask(url, 'show listen_addresses')).toBe('');
    const sockets = new URL(url).searchParams.get('host') ?? '';
    expect(statSync(sockets).mode & 0o777).toBe(0o700);
  });

  test('is started again when it is killed, and pools recover', async () => {
    const running = await cluster(folder(), false);
    const db = openDatabase(running.url);
    ends.push(() => db.close());
    await db.pool.query('create table seen (n int); insert into seen values (7)');
    const before = running.pid();
    process.kill(before, 'SIGKILL');
    // A connection may outlive the killed process for a moment and still answer.
    await until(async () => expect(running.pid()).not.toBe(before), 10_000);
    const rows = await until(async () => (await db.pool.query<{ n: number }>('select n from seen')).rows, 10_000);
    expect(rows).toEqual([{ n: 7 }]);
  });

  test('takes the place of one whose keeper died', async () => {
    const data = folder();
    const keeper = await inOtherProcess(
      `import { startCluster } from ${JSON.stringify(new URL('./cluster.ts', import.meta.url).href)};
       console.log((await startCluster({ data: ${JSON.stringify(data)}, throwAway: true })).pid());`,
    );
    const orphan = Number(keeper.said);
    keeper.child.kill('SIGKILL');
    await gone(keeper.child.pid ?? 0, 2_000);
    expect(isAlive(orphan)).toBe(true);
    const heir = await cluster(data);
    expect(await ask(heir.url, 'select 1::text')).toBe('1');
    expect(isAlive(orphan)).toBe(false);
  });

  test('starts beside a stale pid file whose number belongs to another process now', async () => {
    const data = folder();
    const first = await cluster(data);
    process.kill(first.pid(), 'SIGSTOP');
    const file = join(data, 'postgres', '18', 'postmaster.pid');
    const lines = readFileSync(file, 'utf8').split('\n');
    process.kill(first.pid(), 'SIGCONT');
    await first.stop();
    const stranger = spawn('sleep', ['60']);
    ends.push(() => stranger.kill('SIGKILL'));
    lines[0] = String(stranger.pid);
    writeFileSync(file, lines.join('\n'));
    writeFileSync(join(data, 'postgres', 'run', '.s.PGSQL.5432.lock'), lines.join('\n'));
    const again = await cluster(data);
    expect(await ask(again.url, 'select 1::text')).toBe('1');
    expect(isAlive(stranger.pid ?? 0)).toBe(true);
  });

  test('begins anew where the first start was cut short', async () => {
    const data = folder();
    mkdirSync(join(data, 'postgres', '18.half'), { recursive: true });
    writeFileSync(join(data, 'postgres', '18.half', 'PG_VERSION'), '18');
    const { url } = await cluster(data);
    expect(await ask(url, 'select 1::text')).toBe('1');
  });

  test('serves from a folder whose path is too long for a socket', async () => {
    const deep = join(folder(), 'x'.repeat(60), 'y'.repeat(60));
    mkdirSync(deep, { recursive: true });
    const running = await cluster(deep);
    expect(await ask(running.url, 'select 1::text')).toBe('1');
    const sockets = new URL(running.url).searchParams.get('host') ?? '';
    await running.stop();
    expect(existsSync(sockets)).toBe(false);
  });

  test('refuses data of another PostgreSQL with one line', async () => {
    const data = folder();
    mkdirSync(join(data, 'postgres', '19'), { recursive: true });
    const error = await startCluster({ data }).catch((fault: unknown) => fault);
    expect(error).toBeInstanceOf(SetupError);
    expect(String(error)).toMatch(/PostgreSQL 19, newer.*SUIVI_DATA/);
  });
});

describe('the programs', () => {
  test('are completed where install scripts were switched off', () => {
    const copy = folder(0o755);
    const from = packagedPrograms().folder;
    spawnSync('cp', ['-r', from, copy]);
    const native = join(copy, 'native');
    const list = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')) as { target: string }[];
    for (const { target } of list) rmSync(join(copy, target), { force: true });
    expect(hasLinks(native)).toBe(false);
    expect(faultOf(native, null) === null && !root).toBe(false);
    expect(makeLinks(native)).toBe(list.length);
    expect(hasLinks(native)).toBe(true);
    expect(faultOf(native, databaseOwner('/nowhere'))).toBeNull();
    expect(makeLinks(native)).toBe(0);
  });
});

describe('as root', () => {
  test.skipIf(!root)('PostgreSQL runs as another user (needs root)', async () => {
    const running = await cluster(folder());
    const owner = spawnSync('ps', ['-o', 'user=', '-p', String(running.pid())], { encoding: 'utf8' }).stdout.trim();
    expect(owner).not.toBe('root');
  });

  test.skipIf(!root)('a data folder closed to that user gives one line that names it (needs root)', async () => {
    const closed = folder(0o700);
    const data = join(closed, 'data');
    mkdirSync(data);
    const error = await startCluster({ data }).catch((fault: unknown) => fault);
    expect(error).toBeInstanceOf(SetupError);
    expect(String(error)).toContain(`${closed} is closed to it`);
    expect(String(error)).not.toContain('\n');
  });
});

describe('the lock of the data folder', () => {
  test('is held by one at a time and ends with its process', async () => {
    const data = folder();
    makeDataFolder(data);
    const other = await inOtherProcess(
      `import { takeLock } from ${JSON.stringify(new URL('./lock.ts', import.meta.url).href)};
       const lock = takeLock(${JSON.stringify(data)});
       lock?.tell({ kind: 'server', url: 'x', origin: null });
       console.log(lock !== null);`,
    );
    expect(other.said).toBe('true');
    expect(takeLock(data)).toBeNull();
    other.child.kill('SIGKILL');
    const mine = await until(async () => takeLock(data) ?? Promise.reject(new Error('still held')), 2_000);
    mine.release();
  });

  test('a second server is told about the first, a command uses its database', async () => {
    const data = folder();
    const server = await startDatabase({ data, databaseUrl: null });
    ends.push(() => server.stop());
    server.announce('http://localhost:3999');
    await expect(startDatabase({ data, databaseUrl: null })).rejects.toThrow(/already runs.*localhost:3999/);
    expect(await withDatabase({ data, databaseUrl: null }, async (url) => url)).toBe(server.url);
    expect(await ask(server.url, 'select 1::text')).toBe('1');
  });

  test('two commands at once wait for one another, and nothing runs afterwards', async () => {
    const data = folder();
    const use = (url: string): Promise<string | undefined> => ask(url, 'select pg_postmaster_start_time()::text');
    const both = await Promise.all([
      withDatabase({ data, databaseUrl: null }, use),
      withDatabase({ data, databaseUrl: null }, use),
    ]);
    expect(new Set(both).size).toBe(2);
    expect(existsSync(join(data, 'postgres', '18', 'postmaster.pid'))).toBe(false);
  });

  test.skipIf(root)('a folder that cannot be written gives one line (needs an ordinary user)', () => {
    expect(() => makeDataFolder(join(folder(0o500), 'data'))).toThrow(/cannot be written \(EACCES\).*SUIVI_DATA/);
  });

  test('a data folder that is a file gives one line', () => {
    const file = join(folder(), 'file');
    writeFileSync(file, '');
    expect(() => makeDataFolder(file)).toThrow(/cannot be written.*SUIVI_DATA/);
  });
});

describe('a server of one’s own', () => {
  test('is checked and passes when it is new enough', async () => {
    expect((await checkServer(inject('databaseTemplate'))).version).toMatch(/^18/);
  });

  test('that does not answer gives one line without the password', async () => {
    const error = await checkServer('postgres://me:hunter2@127.0.0.1:1/db').catch((fault: unknown) => fault);
    expect(error).toBeInstanceOf(SetupError);
    expect(String(error)).toContain('ECONNREFUSED');
    expect(String(error)).not.toContain('hunter2');
  });
});

describe('numbers of processes', () => {
  test('tell who is alive and by which words it was started', async () => {
    const sleeper = spawn('sleep', ['30']);
    await pause(50);
    expect(commandOf(sleeper.pid ?? 0)).toContain('30');
    sleeper.kill('SIGKILL');
    expect(await gone(sleeper.pid ?? 0, 2_000)).toBe(true);
    expect(isAlive(process.pid)).toBe(true);
  });
});

/** A process that runs some code and then stays; killed at the end of the test. Gives its first line. */
async function inOtherProcess(code: string): Promise<{ child: ChildProcess; said: string }> {
  const child = spawn(process.execPath, ['--input-type=module', '-e', `${code}\nsetInterval(() => {}, 1000);`], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  ends.push(() => child.kill('SIGKILL'));
  const said = await new Promise<string>((resolve) => {
    child.stdout?.once('data', (text: Buffer) => resolve(text.toString().trim()));
    child.once('exit', () => resolve(''));
  });
  return { child, said };
}

async function until<T>(attempt: () => Promise<T>, ms: number): Promise<T> {
  const end = Date.now() + ms;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (Date.now() > end) throw error;
      await pause(50);
    }
  }
}
