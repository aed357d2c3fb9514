import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { loadConfig, SETTINGS, unknownSettings, type Config } from '../platform/config.ts';
import { freeBytes } from '../platform/disk.ts';
import { migrations } from '../platform/migrate.ts';
import { withDatabase, withoutPassword } from '../platform/postgres/index.ts';
import { holderOf } from '../platform/postgres/lock.ts';
import { isAlive } from '../platform/postgres/processes.ts';
import { hasLinks, packagedPrograms } from '../platform/postgres/programs.ts';
import { checkServer } from '../platform/postgres/requirements.ts';
import { oneLine } from './faults.ts';
import { assertPortFree } from './web.ts';

/** One thing that was looked at. */
export interface Check {
  name: string;
  state: 'ok' | 'note' | 'fault';
  found: string;
  /** The way out; absent where nothing is in the way. */
  remedy?: string;
}

const root = process.env['SUIVI_ROOT'] ?? resolve(fileURLToPath(new URL('../../../..', import.meta.url)));

const ok = (name: string, found: string): Check => ({ name, state: 'ok', found });

/** Turns "what is wrong: the way out" into the two; a fault of ours is shown as it is. */
function fault(name: string, error: unknown): Check {
  const line = oneLine(error)?.[0] ?? (error instanceof Error ? error.message : String(error));
  const cut = line.lastIndexOf(': ');
  return cut > 0
    ? { name, state: 'fault', found: line.slice(0, cut), remedy: line.slice(cut + 2) }
    : { name, state: 'fault', found: line };
}

/** Looks at everything that the server needs; one check that fails does not keep the others from being made. */
export async function examine(): Promise<Check[]> {
  const checks = [node(), ...settings()];
  let config: Config;
  try {
    config = loadConfig();
  } catch {
    return checks;
  }
  checks.push(programs(config), await disk(config), ...(await database(config)), pages(), await port(config));
  return checks;
}

function node(): Check {
  const found = `${process.versions.node} on ${process.platform}-${process.arch}`;
  return Number(process.versions.node.split('.')[0]) >= 24
    ? ok('node', found)
    : { name: 'node', state: 'fault', found, remedy: 'run `npm ci`, which brings the pinned one' };
}

function settings(): Check[] {
  const unknown = unknownSettings().map((name): Check => ({
    name: 'settings',
    state: 'note',
    found: `${name} is no setting of Suivi`,
    remedy: 'see docs/configuration.md',
  }));
  try {
    loadConfig();
  } catch (error) {
    return [
      ...(oneLine(error) ?? []).map((line): Check => ({ name: 'settings', state: 'fault', found: line })),
      ...unknown,
    ];
  }
  const given = Object.keys(SETTINGS).filter((name) => process.env[name]);
  return [ok('settings', given.length > 0 ? `given: ${given.join(', ')}` : 'none given, all standard'), ...unknown];
}

function programs(config: Config): Check {
  if (config.databaseUrl) return ok('programs', 'not needed, DATABASE_URL is set');
  try {
    const { folder, version } = packagedPrograms();
    return hasLinks(folder)
      ? ok('programs', `PostgreSQL ${version}`)
      : {
          name: 'programs',
          state: 'note',
          found: `PostgreSQL ${version}, installed with scripts switched off`,
          remedy: 'the first start makes the missing links itself',
        };
  } catch (error) {
    return fault('programs', error);
  }
}

async function disk(config: Config): Promise<Check> {
  const folder = [config.data, dirname(config.data), '/'].find((one) => existsSync(one)) ?? '/';
  const free = (await freeBytes(folder)) ?? 0;
  const found = `${config.data}, ${Math.round(free / 1024 / 1024)} MB free, ${Math.round(config.diskReserve / 1024 / 1024)} MB kept in reserve`;
  return free < config.diskReserve
    ? { name: 'data folder', state: 'fault', found, remedy: 'free some room: changes are refused until then' }
    : ok('data folder', found);
}

async function database(config: Config): Promise<Check[]> {
  try {
    return await withDatabase(config, async (url) => {
      const { version } = await checkServer(url);
      return [
        ok('database', `PostgreSQL ${version}${config.databaseUrl ? ` at ${withoutPassword(url)}` : ', embedded'}`),
        await tables(url),
      ];
    });
  } catch (error) {
    return [fault('database', error)];
  }
}

async function tables(url: string): Promise<Check> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  try {
    const { rows } = await client.query<{ there: boolean }>(`select to_regclass('migration') is not null as there`);
    const applied = rows[0]?.there
      ? (await client.query<{ name: string; sha256: string }>('select name, sha256 from migration')).rows
      : [];
    const ours = new Map(migrations().map(({ name, sha256 }) => [name, sha256]));
    const newer = applied.find(({ name }) => !ours.has(name));
    if (newer)
      return {
        name: 'migrations',
        state: 'fault',
        found: `the database holds ${newer.name}, which this program does not know`,
        remedy: 'install the newer Suivi that wrote it',
      };
    const changed = applied.find(({ name, sha256 }) => ours.get(name) !== sha256);
    if (changed)
      return {
        name: 'migrations',
        state: 'fault',
        found: `${changed.name} was edited since it was applied`,
        remedy: 'restore the file as it was released',
      };
    const waiting = ours.size - applied.length;
    return waiting > 0
      ? {
          name: 'migrations',
          state: 'note',
          found: `${waiting} of ${ours.size} not applied yet`,
          remedy: 'the next start applies them, or `suivi migrate`',
        }
      : ok('migrations', `all ${ours.size} applied`);
  } finally {
    await client.end();
  }
}

function pages(): Check {
  return existsSync(join(root, 'build', 'handler.js'))
    ? ok('pages', 'built')
    : { name: 'pages', state: 'note', found: 'not built yet', remedy: '`npm start` builds them' };
}

async function port(config: Config): Promise<Check> {
  const holder = holderOf(config.data);
  if (holder?.kind === 'server' && holder.origin && isAlive(holder.pid))
    return ok('port', `Suivi runs: ${holder.origin}`);
  try {
    await assertPortFree(config);
    return ok('port', `${config.port} is free on ${config.host}`);
  } catch (error) {
    return fault('port', error);
  }
}
