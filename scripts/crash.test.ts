import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { firstAdminLink, redeem, signIn } from '../src/lib/server/accounts/index.ts';
import { ANONYMOUS } from '../src/lib/server/platform/actor.ts';
import { openDatabase, type Database } from '../src/lib/server/platform/db.ts';
import { stopSenders } from '../src/lib/server/platform/jobs.ts';
import { withDatabase } from '../src/lib/server/platform/postgres/index.ts';
import { pause } from '../src/lib/server/platform/postgres/processes.ts';
import '../src/lib/server/registry.ts';
import { setUp } from './set-up.mjs';
import { databaseProcesses, folder, freePort, removeFolders, root, start, type Running } from './testing/server.ts';

const ROUNDS = 20;
const data = folder();
const acknowledged: string[] = [];
let port = 0;
let cookie = '';
let server: Running | null = null;

const SERVE = ['packages/launcher/bin/suivi.mjs', 'serve'];
const environment = (): NodeJS.ProcessEnv => ({ PORT: String(port), SUIVI_DATA: data, SUIVI_DEMO: 'no' });

async function up(): Promise<void> {
  server = start(root, SERVE, environment());
  await server.ready;
}

/** Kills the server and every process of the database at once, as a power cut would. */
async function killEverything(): Promise<void> {
  for (const pid of [server?.child.pid ?? 0, ...databaseProcesses(data)]) {
    try {
      if (pid > 0) process.kill(pid, 'SIGKILL');
    } catch {
      // It was gone already.
    }
  }
  await server?.ended;
}

/** Opens a database address, uses it, and leaves nothing open. */
async function using<T>(url: string, use: (database: Database) => Promise<T>): Promise<T> {
  const database = openDatabase(url, { max: 2 });
  try {
    return await use(database);
  } finally {
    await stopSenders(url);
    await database.close();
  }
}

const urlOfServer = (): string => (JSON.parse(readFileSync(join(data, 'holder.json'), 'utf8')) as { url: string }).url;

/** Writes through the public door until told to stop, and notes each id that was acknowledged. Gives the answers seen. */
function writer(name: string): { stop(): Promise<Set<number>> } {
  let going = true;
  const statuses = new Set<number>();
  const work = (async () => {
    for (let n = 0; going; n++) {
      try {
        const answer = await fetch(`http://127.0.0.1:${port}/api/v1/accounts.organisation.add`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', cookie },
          body: JSON.stringify({ name: `${name} ${n}`, lang: 'en' }),
        });
        statuses.add(answer.status);
        const body: unknown = await answer.json();
        if (answer.status === 200 && typeof body === 'object' && body !== null && 'id' in body)
          acknowledged.push(String(body.id));
        else await pause(20);
      } catch {
        await pause(20);
      }
    }
  })();
  return {
    async stop() {
      going = false;
      await work;
      return statuses;
    },
  };
}

/** Acknowledged ids that are not in the database, and records that have no event or events without their record. */
async function lost(url: string): Promise<{ records: string[]; events: string[]; halves: number }> {
  return using(url, async ({ pool }) => {
    const ids = acknowledged;
    const records = await pool.query<{ id: string }>('select id from record where id = any($1)', [ids]);
    const events = await pool.query<{ record: string }>(
      'select distinct r.record from event_record r join event e on e.at = r.at and e.seq = r.seq where r.record = any($1)',
      [ids],
    );
    const halves = await pool.query<{ n: string }>(
      `select count(*) n from party p where p.kind = 'organisation'
         and (not exists (select from event_record r where r.record = p.id) or not exists (select from wording w where w.record = p.id))`,
    );
    const there = new Set(records.rows.map(({ id }) => id));
    const told = new Set(events.rows.map(({ record }) => record));
    return {
      records: ids.filter((id) => !there.has(id)),
      events: ids.filter((id) => !told.has(id)),
      halves: Number(halves.rows[0]?.n),
    };
  });
}

beforeAll(async () => {
  expect(await setUp()).toBe(true);
  port = await freePort();
  await up();
  cookie = await using(urlOfServer(), async (database) => {
    const token = (await firstAdminLink(database, 'http://localhost'))?.split('/').at(-1) ?? '';
    const person = { email: 'ada@example.org', password: 'correct horse battery' };
    await redeem(
      { database, actor: ANONYMOUS, now: new Date(), lang: 'en', door: 'form' },
      { token, name: 'Ada', ...person },
    );
    return ((await signIn(database, person, new Headers())) ?? []).map((one) => one.split(';')[0]).join('; ');
  });
}, 180_000);

afterAll(async () => {
  server?.child.kill('SIGTERM');
  await server?.ended;
  removeFolders();
});

describe('under a writer that notes each acknowledged id', () => {
  test(`after each of ${ROUNDS} kills of everything at random moments, the next start has all of them, each with its event`, async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const before = acknowledged.length;
      const writers = ['a', 'b', 'c'].map((name) => writer(`${name}${round}`));
      const moment = 50 + Math.random() * 700;
      // Every other server is killed at work; the others perhaps before their first answer.
      if (round % 2 === 1)
        await expect.poll(() => acknowledged.length, { timeout: 15_000, interval: 5 }).toBeGreaterThan(before);
      await pause(moment);
      await killEverything();
      for (const one of writers) await one.stop();
      // Now and then the next start is killed too, in the middle of its recovery.
      if (round % 4 === 3) {
        server = start(root, SERVE, environment());
        await pause(Math.random() * 500);
        await killEverything();
      }
      await up();
      const missing = await lost(urlOfServer());
      expect(
        missing,
        `round ${round}, killed after ${Math.round(moment)} ms and ${acknowledged.length - before} writes`,
      ).toEqual({ records: [], events: [], halves: 0 });
    }
    process.stdout.write(`${ROUNDS} kills, ${acknowledged.length} acknowledged ids, none lost\n`);
    expect(acknowledged.length).toBeGreaterThan(ROUNDS);
  }, 170_000);

  test('after a kill of the database alone the server tells 503, recovers by itself, and nothing is lost', async () => {
    const writing = writer('alone');
    await pause(300);
    const [first = 0] = databaseProcesses(data);
    process.kill(first, 'SIGKILL');
    const before = acknowledged.length;
    await expect.poll(() => acknowledged.length, { timeout: 15_000 }).toBeGreaterThan(before + 5);
    await expect.poll(() => databaseProcesses(data)[0] ?? first, { timeout: 15_000 }).not.toBe(first);
    const now = acknowledged.length;
    await expect.poll(() => acknowledged.length, { timeout: 15_000 }).toBeGreaterThan(now);
    const statuses = await writing.stop();
    // Requests in the gap are told so; none of them is called a fault of ours.
    expect([...statuses].filter((status) => status !== 200 && status !== 503)).toEqual([]);
    expect(await lost(urlOfServer())).toEqual({ records: [], events: [], halves: 0 });
  }, 60_000);

  test('and they are still there after a clean stop', async () => {
    server?.child.kill('SIGTERM');
    expect((await server?.ended)?.code, server?.output()).toBe(0);
    expect(await withDatabase({ data, databaseUrl: null }, lost)).toEqual({ records: [], events: [], halves: 0 });
  });
});
