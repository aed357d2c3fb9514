import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { commands as bodies } from '../bodies/index.ts';
import { can, type Actor } from '../platform/actor.ts';
import { execute } from '../platform/command.ts';
import { AppError, Forbidden } from '../platform/errors.ts';
import { ask } from '../platform/query.ts';
import { restCommand } from '../platform/rest.ts';
import { commandsByName, queriesByName } from '../registry.ts';
import { makeWorld, NOW, type World } from '../testing/world.ts';
import { actorOf, actorOfCalendar, actorOfToken, commands, queries, redeem, sessionsOf, signIn } from './index.ts';
import { browserOf } from './sessions.ts';
import { both } from './tokens.ts';

let world: World;
let person: Actor;
const at = (days: number): Date => new Date(NOW.getTime() + days * 86_400_000);
const make = (permissions: string, days = 30) =>
  execute(commands.makeToken, world.as(person), { name: 'my program', permissions, days });
const enter = (token: string, when = NOW) => actorOfToken(world.db.db, `Bearer ${token}`, when);

beforeAll(async () => {
  world = await makeWorld();
  const { token } = await execute(commands.invitePerson, world.as(world.officer), {
    name: 'Ada',
    email: 'ada@example.org',
    roles: ['reviewer'],
  });
  await redeem(world.as(), { token, name: 'Ada', email: 'ada@example.org', password: 'a long enough word' });
  const cookies = await signIn(
    world.db.db,
    { email: 'ada@example.org', password: 'a long enough word' },
    new Headers(),
  );
  const cookie = (cookies ?? []).map((line) => line.split(';')[0]).join('; ');
  person = (await actorOf(world.db.db, new Headers({ cookie }))).actor;
});
afterAll(() => world.close());

describe('a personal token', () => {
  test('may do what its person holds and what it names, and nothing else', async () => {
    const { token } = await make('register.* texts.import');
    const actor = await enter(token);
    expect(actor).toMatchObject({ id: person.id, token: true });
    expect(can(actor, 'register.review')).toBe(true);
    expect(can(actor, 'record.read-all'), 'held, but not named').toBe(false);
    expect(can(actor, 'texts.import'), 'named, but not held').toBe(false);
  });

  test('is kept as a hash, shown once, listed without it', async () => {
    const { token } = await make('*');
    const { rows } = await world.db.db.pool.query<{ t: string }>('select row_to_json(a)::text t from access_token a');
    expect(rows.some((row) => row.t.includes(token))).toBe(false);
    expect(JSON.stringify(await ask(queries.tokens, world.as(person), {}))).not.toContain(token);
    const { rows: told } = await world.db.db.pool.query<{ t: string }>('select payload::text t from event');
    expect(told.some((row) => row.t.includes(token))).toBe(false);
  });

  test('of a calendar reads that calendar and opens nothing else; no other token can be made into one', async () => {
    const made = await execute(commands.makeCalendar, world.as(person), { name: 'phone' });
    const key = made.token;
    expect(await actorOfCalendar(world.db.db, key, NOW)).toMatchObject({ id: person.id, token: true });
    await expect(enter(key)).rejects.toMatchObject({ code: 'token-invalid', status: 401 });
    await expect(make('calendar')).rejects.toThrow();
    const { token } = await make('*');
    await expect(actorOfCalendar(world.db.db, token, NOW)).rejects.toMatchObject({ code: 'token-invalid' });
    await expect(actorOfCalendar(world.db.db, `${key}x`, NOW)).rejects.toMatchObject({ status: 401 });
    await execute(commands.revokeToken, world.as(person), { id: made.id });
    await expect(actorOfCalendar(world.db.db, key, NOW)).rejects.toMatchObject({ status: 401 });
  });

  test('opens nothing once revoked, lapsed, mistyped or of a person suspended', async () => {
    const made = await make('*', 2);
    await expect(enter(made.token, at(3))).rejects.toMatchObject({ code: 'token-invalid', status: 401 });
    await execute(commands.revokeToken, world.as(person), { id: made.id });
    for (const wrong of [made.token, `${made.token}x`, 'suivi_', '', "' or 1=1"])
      await expect(enter(wrong)).rejects.toMatchObject({ code: 'token-invalid' });
  });

  test('makes no further tokens, and cannot be revoked by another', async () => {
    const made = await make('*');
    const actor = await enter(made.token);
    await expect(
      execute(commands.makeToken, world.as(actor), { name: 'child', permissions: '*' }),
    ).rejects.toBeInstanceOf(Forbidden);
    await expect(execute(commands.revokeToken, world.as(world.officer), { id: made.id })).rejects.toMatchObject({
      status: 404,
    });
  });

  test('the overlap of permissions is the narrower of each pair', () => {
    expect(both(['*'], ['register.review'])).toEqual(['register.review']);
    expect(both(['register.*'], ['register.*', 'texts.*'])).toEqual(['register.*']);
    expect(both(['register.review'], ['register.*'])).toEqual(['register.review']);
    expect(both(['texts.import'], ['register.*'])).toEqual([]);
  });
});

describe('sessions', () => {
  test('are listed without what would open them, and end one by one or all', async () => {
    const open = await sessionsOf(world.db.db.read, person, new Date());
    expect(open.length).toBeGreaterThan(0);
    await expect(execute(commands.endSession, world.as(person), { id: 'nothing' })).rejects.toMatchObject({
      status: 400,
    });
    await execute(commands.endSession, world.as(person), { id: 'all' });
    expect(await sessionsOf(world.db.db.read, person, new Date())).toEqual([]);
  });
});

describe('Idempotency-Key', () => {
  const send = (code: string, key: string) =>
    restCommand(
      { commands: commandsByName, queries: queriesByName },
      'bodies.body.create',
      new Request('http://localhost/api/v1/bodies.body.create', {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': key },
        body: JSON.stringify({ code, name: 'A body', lang: 'en' }),
      }),
      world.as(world.officer),
    );

  test('gives the first answer again, and does nothing twice, ten at once included', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => send('once', 'key-1')));
    const texts = await Promise.all(answers.map((one) => one.text()));
    expect(new Set(texts).size).toBe(1);
    const { rows } = await world.db.db.pool.query(`select 1 from party where code = 'once'`);
    expect(rows).toHaveLength(1);
  });

  test('with another request is refused', async () => {
    await expect(send('other', 'key-1')).rejects.toMatchObject({ code: 'key-reused', status: 422 });
  });

  test('of a request that failed is free again', async () => {
    await expect(send('NOT A CODE', 'key-2')).rejects.toBeInstanceOf(AppError);
    expect((await send('fine', 'key-2')).status).toBe(200);
  });

  test('keeps the answer under a key that only the caller has', async () => {
    const made = await (await send('sealed', 'key-3')).json();
    const { rows } = await world.db.db.pool.query<{ t: string }>('select answer::text t from idempotency');
    expect(rows.some((row) => row.t.includes((made as { id: string }).id))).toBe(false);
  });

  test('without it a second body of the same code is a conflict', async () => {
    await execute(bodies.addBody, world.as(world.officer), { code: 'plain', name: 'x', lang: 'en' });
    await expect(
      execute(bodies.addBody, world.as(world.officer), { code: 'plain', name: 'x', lang: 'en' }),
    ).rejects.toMatchObject({ status: 409 });
  });
});

test('a browser is named as people name it, and what is none by its first words', () => {
  const chrome =
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/153.0.0.0 Safari/537.36';
  expect(browserOf(chrome)).toBe('Chrome, Linux');
  expect(browserOf(`${chrome} Edg/153.0.0.0`)).toBe('Edge, Linux');
  expect(
    browserOf('Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X) AppleWebKit/605.1.15 Version/26.0 Safari/604.1'),
  ).toBe('Safari, iOS');
  expect(browserOf('suivi-cli/1 \u202eevil')).toBe('suivi-cli/1 evil');
});
