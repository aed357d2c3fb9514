import { randomUUID } from 'node:crypto';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { commands as accounts } from '../src/lib/server/accounts/index.ts';
import { execute } from '../src/lib/server/platform/command.ts';
import { pause } from '../src/lib/server/platform/postgres/processes.ts';
import { commands as texts } from '../src/lib/server/texts/index.ts';
import { makeWorld, sample, type World } from '../src/lib/server/testing/world.ts';
import { setUp } from './set-up.mjs';
import { folder, freePort, removeFolders, root, start, type Running } from './testing/server.ts';

// Two web processes, each with its workers, on one database; one is killed in the middle of the work.
const WRITERS = 12;
const SECONDS = { before: 4, after: 4 };
/** Jobs that a worker holds at once: as many messages may be left hanging when it is killed. */
const IN_HAND = 5;

let world: World;
let token = '';
let obligations: string[] = [];
let people: string[] = [];
const servers: { running: Running; origin: string }[] = [];
const received = new Map<string, number>();
const smtp = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  logger: false,
  onData(stream, _session, done) {
    let text = '';
    stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
    stream.on('end', () => {
      const id = /^Message-ID: (\S+)/im.exec(text)?.[1] ?? '';
      received.set(id, (received.get(id) ?? 0) + 1);
      done();
    });
  },
});

beforeAll(async () => {
  expect(await setUp()).toBe(true);
  world = await makeWorld();
  const { version } = await world.bring(sample());
  await world.confirmAll();
  const admin = world.as(world.officer, { now: new Date() });
  await execute(texts.adoptVersion, admin, { id: version, on: '2024-06-14' });
  obligations = (await world.db.db.read.selectFrom('obligation').select('id').execute()).map((one) => one.id);
  const account = async (name: string): Promise<string> => {
    const id = (await world.person(name, [])).id ?? '';
    const { pool } = world.db.db;
    await pool.query(`insert into account_user (id, name, email) values ($1, $1, $1 || '@example.org')`, [name]);
    await pool.query(`update person set account = $1 where id = $2`, [name, id]);
    return id;
  };
  people = await Promise.all(Array.from({ length: 20 }, (_, i) => account(`worker-${i}`)));
  const writer = await account('writer');
  await execute(accounts.grantRole, admin, { holder: writer, role: 'officer' });
  const person = { ...world.officer, id: writer, name: 'writer' };
  ({ token } = await execute(accounts.makeToken, world.as(person, { now: new Date() }), {
    name: 'load',
    permissions: 'register.*',
  }));
  smtp.on('error', () => {});
  await new Promise<void>((ready) => smtp.listen(0, '127.0.0.1', ready));
  const { port: mail } = smtp.server.address() as { port: number };
  for (let i = 0; i < 2; i++) {
    const port = await freePort();
    const running = start(root, ['packages/launcher/bin/suivi.mjs', 'serve'], {
      PORT: String(port),
      SUIVI_DATA: folder(),
      SUIVI_DEMO: 'no',
      DATABASE_URL: world.db.db.url,
      SUIVI_SMTP_URL: `smtp://127.0.0.1:${mail}`,
    });
    servers.push({ running, origin: `http://127.0.0.1:${port}` });
    await running.ready;
  }
}, 180_000);

afterAll(async () => {
  for (const { running } of servers) running.child.kill('SIGTERM');
  await Promise.all(servers.map(({ running }) => running.ended));
  await new Promise<void>((end) => smtp.close(() => end()));
  await world.close();
  removeFolders();
}, 60_000);

test('no acknowledged write is lost or done twice, no job runs twice', async () => {
  let going = true;
  const notes: { message: string; id: string }[] = [];
  let duties = 0;
  const writer = async (n: number): Promise<void> => {
    let at = n % 2;
    for (let i = 0; going; i++) {
      const key = randomUUID();
      const message = `${n}/${i}`;
      const note = i % 3 !== 0;
      const id = obligations[(n + i) % obligations.length];
      const body = note ? { id, message } : { id, person: people[(n * 7 + i) % people.length] };
      // The same request goes to the other server when this one does not answer: a key makes sure that it counts once.
      for (let tries = 0; tries < 50; tries++) {
        const answer = await fetch(
          `${servers[at]?.origin}/api/v1/${note ? 'planning.note.add' : 'planning.duty.give'}`,
          {
            method: 'POST',
            headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, 'idempotency-key': key },
            body: JSON.stringify(body),
          },
        ).catch(() => null);
        if (answer?.status === 200) {
          if (note) notes.push({ message, id: ((await answer.json()) as { id: string }).id });
          else duties++;
          break;
        }
        if (answer) await answer.arrayBuffer();
        else at = 1 - at;
        await pause(20);
      }
    }
  };
  const work = Promise.all(Array.from({ length: WRITERS }, (_, n) => writer(n)));
  // As many as tell something, however long a busy machine takes for them.
  const acknowledged = (): number => notes.length + duties;
  const reach = (wanted: number) =>
    expect.poll(acknowledged, { timeout: 60_000, interval: 50 }).toBeGreaterThanOrEqual(wanted);
  await pause(SECONDS.before * 1000);
  await reach(60);
  const before = acknowledged();
  servers[0]?.running.child.kill('SIGKILL');
  await servers[0]?.running.ended;
  await pause(SECONDS.after * 1000);
  // The other server goes on.
  await reach(before + 60);
  going = false;
  await work;

  const { pool } = world.db.db;
  const kept = await pool.query<{ id: string; message: string }>('select id, message from note');
  const ids = new Set(kept.rows.map((row) => row.id));
  expect(notes.filter((one) => !ids.has(one.id))).toEqual([]);
  const twice = kept.rows.length - new Set(kept.rows.map((row) => row.message)).size;
  expect(twice, 'notes written twice').toBe(0);
  const told = await pool.query<{ n: number }>(`select count(*)::int as n from notice where kind = 'assigned'`);
  expect(told.rows[0]?.n, 'each duty told once').toBeGreaterThanOrEqual(duties);

  // What was owed is sent by the worker that is left, but for what the other had in hand.
  const open = async (): Promise<number> =>
    (await pool.query<{ n: number }>(`select count(*)::int as n from message where state <> 'sent'`)).rows[0]?.n ?? 0;
  await expect.poll(open, { timeout: 60_000, interval: 250 }).toBeLessThanOrEqual(IN_HAND);
  const sent = await pool.query<{ message_id: string; attempts: number }>(
    `select message_id, attempts from message where state = 'sent'`,
  );
  expect(sent.rows.length).toBeGreaterThan(20);
  expect(
    [...received.values()].filter((n) => n > 1),
    'letters sent twice',
  ).toEqual([]);
  expect(sent.rows.filter((row) => received.get(row.message_id) !== 1)).toEqual([]);
  expect(sent.rows.filter((row) => row.attempts !== 1)).toEqual([]);
  console.info(
    `${notes.length + duties} writes acknowledged (${before} before the kill), ${sent.rows.length} letters sent, ${await open()} left in the hands of the dead`,
  );
}, 240_000);
