import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { z } from 'zod';
import { loadConfig, originOf, unknownSettings, type Config } from '../platform/config.ts';
import { asExpected } from '../platform/errors.ts';
import { migrate } from '../platform/migrate.ts';
import { startDatabase, type RunningDatabase } from '../platform/postgres/index.ts';
import { runShutdown } from '../platform/shutdown.ts';
import { startWorkers } from './workers.ts';
import { assertPortFree, listen, loadPages, politeServer } from './web.ts';

const root = process.env['SUIVI_ROOT'] ?? resolve(fileURLToPath(new URL('../../../..', import.meta.url)));
const GRACE_MS = 10_000;

/**
 * The server, from the settings to the last answer: port → database under its lock → migrations → demonstration → pages.
 * Ends at SIGINT, SIGTERM or SIGHUP, in the other order: requests, jobs, pools, PostgreSQL last.
 * @returns the exit code
 * Errors: ConfigError, SetupError, `database-newer`; what was started is stopped again.
 */
export async function serve(): Promise<number> {
  const config = loadConfig();
  const say = (line: string): void => void (config.log === 'info' && process.stderr.write(`${line}\n`));
  for (const name of unknownSettings())
    say(`suivi: ${name} is no setting of Suivi and is ignored (docs/configuration.md).`);
  const stopped = signal();
  tolerateLostDatabase(say);
  await assertPortFree(config);
  const database = await startDatabase(config, { onFall: (line) => say(`suivi: ${line}`) });
  try {
    return await run(config, database, stopped, say);
  } finally {
    for (const fault of await runShutdown()) console.error(fault);
    await database.stop();
  }
}

async function run(
  config: Config,
  database: RunningDatabase,
  stopped: Promise<void>,
  say: (line: string) => void,
): Promise<number> {
  await migrate(database.url);
  await (await import('../frameworks/index.ts')).ensureFrameworks(database.url);
  // The built pages read these; they are the same process.
  process.env['DATABASE_URL'] = database.url;
  if (config.databaseReadUrl) process.env['DATABASE_READ_URL'] = config.databaseReadUrl;
  process.env['SUIVI_DATA'] = config.data;
  process.env['SUIVI_ROOT'] = root;
  if (config.origin) process.env['ORIGIN'] = config.origin;
  if (config.demo) await seedWhenEmpty(database.url, say);
  await drawOccurrences(database.url);
  const { server, close } = politeServer(await loadPages(config, root));
  const port = await listen(server, config);
  const origin = originOf(config, port);
  process.env['SUIVI_ADDRESS'] = origin;
  database.announce(origin);
  // Made before the address is told: whoever reads it may count on the link that follows.
  const link = await firstLink(database.url, origin).catch((error: unknown) => {
    // A full disk stops changes, of which a link is one; reading goes on.
    if (asExpected(error)?.code !== 'disk-full') throw error;
    process.stderr.write(
      `suivi: the disk of ${config.data} is nearly full: pages can be read, changes are refused until there is room.\n`,
    );
    return null;
  });
  process.stdout.write(`\nSuivi is ready: ${origin}\n`);
  if (link) process.stdout.write(`First administrator: set your password at ${link} (the link works once)\n`);
  process.stdout.write('Stop with Ctrl-C.\n');
  startWorkers(database.url, say);
  await stopped;
  say('suivi: stopping');
  await close(GRACE_MS);
  return 0;
}

// The first signal asks to end; a second one, after a second, does not wait for anything.
function signal(): Promise<void> {
  return new Promise((end) => {
    let first = 0;
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      process.on(name, () => {
        if (first && Date.now() - first > 1_000) process.exit(130);
        first ||= Date.now();
        end();
      });
  });
}

// Libraries that keep connections of their own let a lost database out as a rejection that nobody waits for. It is told by
// the pages and comes back; anything else is a fault of ours and ends the process as Node does.
function tolerateLostDatabase(say: (line: string) => void): void {
  process.on('unhandledRejection', (error) => {
    if (asExpected(error)?.status !== 503) throw error;
    say(`suivi: the database was lost for a moment: ${error instanceof Error ? error.message : 'no reason was given'}`);
  });
}

const Seed = z.object({
  seedDemo: z.custom<(url: string, say: (line: string) => void) => Promise<void>>(
    (value) => typeof value === 'function',
  ),
});

async function seedWhenEmpty(url: string, say: (line: string) => void): Promise<void> {
  const file = join(root, 'seed', 'index.ts');
  if (!existsSync(file)) return;
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  const { rows } = await client
    .query<{ empty: boolean }>('select not exists (select from text) as empty')
    .finally(() => client.end());
  if (!rows[0]?.empty) return;
  say('Filling the empty database with the demonstration …');
  await Seed.parse(await import(pathToFileURL(file).href)).seedDemo(url, say);
}

// Yearly duties reach a year ahead: a new year's are drawn at the first start in it. On a full disk that waits, for
// reading must go on.
async function drawOccurrences(url: string): Promise<void> {
  const [{ openDatabase }, { execute }, { commands }, { SYSTEM }, { now }, { DiskFull }] = await Promise.all([
    import('../platform/db.ts'),
    import('../platform/command.ts'),
    import('../register/index.ts'),
    import('../platform/actor.ts'),
    import('../platform/clock.ts'),
    import('../platform/errors.ts'),
  ]);
  const database = openDatabase(url, { max: 2 });
  try {
    await execute(commands.refreshOccurrences, { database, actor: SYSTEM, now: now(), lang: 'en', door: 'cli' }, {});
  } catch (error) {
    if (!(error instanceof DiskFull)) throw error;
  } finally {
    await database.close();
  }
}

async function firstLink(url: string, origin: string): Promise<string | null> {
  const { openDatabase } = await import('../platform/db.ts');
  const { firstAdminLink } = await import('../accounts/index.ts');
  const { stopSenders } = await import('../platform/jobs.ts');
  const database = openDatabase(url, { max: 2 });
  try {
    return await firstAdminLink(database, origin);
  } finally {
    await stopSenders(url);
    await database.close();
  }
}
