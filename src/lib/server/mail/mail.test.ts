import { SMTPServer } from 'smtp-server';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { SYSTEM } from '../platform/actor.ts';
import { command, execute } from '../platform/command.ts';
import { startJobs } from '../platform/jobs.ts';
import { ask } from '../platform/query.ts';
import { signedIn } from '../platform/policy.ts';
import { makeWorld, type World } from '../testing/world.ts';
import { z } from 'zod';
import { commands, jobs, oweMessage, queries } from './index.ts';

/** A real SMTP server on loopback that keeps what it was sent, and can refuse or break off. */
async function smtp(): Promise<{
  received: string[];
  behave: { onData?: 'refuse' | 'busy' | 'break' };
  close: () => Promise<void>;
}> {
  const received: string[] = [];
  const behave: { onData?: 'refuse' | 'busy' | 'break' } = {};
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onData(stream, _session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        // The words have all come in; the line breaks before the server can say so.
        if (behave.onData === 'break') {
          for (const one of server.connections) (one as { _socket: { destroy(): void } })._socket.destroy();
          return;
        }
        if (behave.onData) {
          const code = behave.onData === 'refuse' ? 554 : 451;
          done(Object.assign(new Error('no thanks'), { responseCode: code }));
          return;
        }
        received.push(Buffer.concat(chunks).toString());
        done();
      });
    },
  });
  server.on('error', () => {});
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.server.address() as { port: number };
  process.env['SUIVI_SMTP_URL'] = `smtp://127.0.0.1:${port}`;
  return { received, behave, close: () => new Promise((end) => server.close(() => end())) };
}

let world: World;
let server: Awaited<ReturnType<typeof smtp>>;
beforeAll(async () => {
  world = await makeWorld();
  server = await smtp();
  process.env['SUIVI_ADDRESS'] = 'https://suivi.example.org';
});
afterEach(() => {
  delete server.behave.onData;
});
afterAll(async () => {
  delete process.env['SUIVI_SMTP_URL'];
  delete process.env['SUIVI_ADDRESS'];
  await server.close();
  await world.close();
});

const tell = command({
  name: 'test.tell',
  summary: 'Owes a letter.',
  input: z.object({ key: z.string(), fail: z.boolean().default(false) }),
  policy: signedIn,
  silent: true,
  events: [],
  async handle(ctx, { key, fail }) {
    const id = await oweMessage(ctx, {
      key,
      person: null,
      recipient: 'chair@example.org',
      lang: 'fr',
      subject: 'À lire\r\nBcc: everyone@example.org',
      body: 'Bonjour,\n\nle délai expire.\n.\nFin',
    });
    if (fail) throw new Error('the command fails after all');
    return id;
  },
});
const owe = async (key: string) => (await execute(tell, world.as(world.officer), { key })) ?? '';
const run = (id: string) => jobs[0]?.work({ ...world.as(SYSTEM), door: 'job' }, { id });
const one = async (id: string, now?: Date) =>
  (await ask(queries.outbox, world.as(world.officer, now ? { now } : {}), {})).messages.find((each) => each.id === id);

test('a letter goes out once, with its own Message-ID, its language, and no header of its subject', async () => {
  const id = await owe('a');
  await run(id);
  await run(id);
  expect(await one(id)).toMatchObject({ state: 'sent', attempts: 1, error: null });
  expect(server.received).toHaveLength(1);
  const [head = '', ...rest] = (server.received[0] ?? '').split('\r\n\r\n');
  expect(head).toContain(`Message-ID: <${id}@suivi.example.org>`);
  expect(head).toMatch(/^Content-Language: fr$/m);
  expect(head).toMatch(/^Auto-Submitted: auto-generated$/m);
  expect(head).not.toMatch(/^Bcc:/im);
  const body = rest.join('\n\n').replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  expect(Buffer.from(body, 'latin1').toString()).toMatch(/le délai expire\.\s+\.\s+Fin/);
});

test('the same thing is not said twice, and a command that fails says nothing', async () => {
  expect(await owe('a')).toBe('');
  await expect(execute(tell, world.as(world.officer), { key: 'never', fail: true })).rejects.toThrow();
  expect((await ask(queries.outbox, world.as(world.officer), {})).messages).toHaveLength(1);
});

test('a letter of the demonstration is kept and never sent: its people are made up', async () => {
  const id = (await execute(tell, { ...world.as(world.officer), door: 'seed' }, { key: 'made up' })) ?? '';
  expect(await one(id)).toMatchObject({ state: 'held' });
  await run(id);
  expect(server.received).toHaveLength(1);
});

test('refused for good: failed, with what the server said; busy: tried again; then sent under the same Message-ID', async () => {
  const refused = await owe('b');
  server.behave.onData = 'refuse';
  await run(refused);
  expect(await one(refused)).toMatchObject({ state: 'failed', error: expect.stringContaining('no thanks') as string });

  const busy = await owe('c');
  server.behave.onData = 'busy';
  await expect(run(busy)).rejects.toThrow('no thanks');
  expect(await one(busy)).toMatchObject({ state: 'queued', attempts: 1 });
  delete server.behave.onData;
  await run(busy);
  expect(await one(busy)).toMatchObject({ state: 'sent', attempts: 2 });
  expect(server.received.at(-1)).toContain(`Message-ID: <${busy}@suivi.example.org>`);
});

test('nobody listens: tried again, at most six times', async () => {
  const id = await owe('d');
  const right = process.env['SUIVI_SMTP_URL'];
  process.env['SUIVI_SMTP_URL'] = 'smtp://127.0.0.1:9';
  for (let i = 0; i < 5; i++) await expect(run(id)).rejects.toThrow();
  await run(id);
  process.env['SUIVI_SMTP_URL'] = right;
  expect(await one(id)).toMatchObject({ state: 'failed', attempts: 6 });
});

test('the line breaks after the words: uncertain, never sent again by itself; a person decides', async () => {
  const id = await owe('e');
  server.behave.onData = 'break';
  await run(id);
  expect(await one(id)).toMatchObject({ state: 'uncertain' });
  delete server.behave.onData;
  const before = server.received.length;
  await run(id);
  expect(server.received).toHaveLength(before);
  await execute(commands.resolveMessage, world.as(world.officer), { id, as: 'send' });
  await run(id);
  expect(await one(id)).toMatchObject({ state: 'sent' });
});

test('a crash in the sending window: shown as uncertain, not sent again', async () => {
  const id = await owe('f');
  await execute(commands.take, world.as(SYSTEM), { id });
  expect(await one(id)).toMatchObject({ state: 'sending' });
  const before = server.received.length;
  await run(id);
  expect(server.received).toHaveLength(before);
  const later = new Date(world.as().now.getTime() + 11 * 60_000);
  expect(await one(id, later)).toMatchObject({ state: 'uncertain' });
  await expect(execute(commands.resolveMessage, world.as(world.officer), { id, as: 'sent' })).rejects.toMatchObject({
    issues: [{ code: 'message-in-hand' }],
  });
  await execute(commands.resolveMessage, world.as(world.officer, { now: later }), { id, as: 'sent' });
  expect(await one(id)).toMatchObject({ state: 'sent' });
});

test('without a mail server it is held, can be read, and is sent when a person says so', async () => {
  const right = process.env['SUIVI_SMTP_URL'];
  delete process.env['SUIVI_SMTP_URL'];
  const id = await owe('g');
  expect(await one(id)).toMatchObject({ state: 'held', subject: 'À lire Bcc: everyone@example.org' });
  await expect(execute(commands.resolveMessage, world.as(world.officer), { id, as: 'send' })).rejects.toMatchObject({
    issues: [{ code: 'no-mail-server' }],
  });
  process.env['SUIVI_SMTP_URL'] = right;
  await execute(commands.resolveMessage, world.as(world.officer), { id, as: 'send' });
  await run(id);
  expect(await one(id)).toMatchObject({ state: 'sent' });
});

test('the queue itself delivers what a command owed', async () => {
  const before = server.received.length;
  const id = await owe('h');
  const stop = await startJobs(world.db.db.url, jobs, () => ({ ...world.as(SYSTEM), door: 'job' }));
  await expect.poll(() => server.received.length, { timeout: 15_000 }).toBeGreaterThan(before);
  await expect.poll(async () => (await one(id))?.state, { timeout: 5_000 }).toBe('sent');
  await stop();
}, 30_000);

test('only who keeps the outbox reads it', async () => {
  const officer = await world.person('plain', ['platform.*', 'register.*', 'record.read-all']);
  await expect(ask(queries.outbox, world.as(officer), {})).rejects.toMatchObject({ status: 403 });
  await expect(ask(queries.outbox, world.as(), {})).rejects.toMatchObject({ status: 401 });
});
