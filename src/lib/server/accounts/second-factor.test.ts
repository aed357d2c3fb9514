import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { queries as mail } from '../mail/index.ts';
import { ANONYMOUS } from '../platform/actor.ts';
import { execute } from '../platform/command.ts';
import { ask } from '../platform/query.ts';
import { makeWorld, type World } from '../testing/world.ts';
import { actorOf, commands, queries, redeem, signIn, signUp } from './index.ts';
import { openSession } from './auth.ts';
import { base32, codeOf, opened, sealed, stepMatching, stepOf } from './totp.ts';

describe('codes', () => {
  const secret = Buffer.from('12345678901234567890');
  test.each([
    [59, '287082'],
    [1111111109, '081804'],
    [1234567890, '005924'],
    [20000000000, '353130'],
  ])('at %i s, as RFC 6238 has them (appendix B, last six digits)', (seconds, code) => {
    expect(codeOf(secret, stepOf(new Date(seconds * 1000)))).toBe(code);
  });
  test('one step of difference is allowed, the same code twice is not', () => {
    const at = new Date(1_700_000_000_000);
    const step = stepOf(at);
    expect(stepMatching(secret, codeOf(secret, step - 1), at, 0)).toBe(step - 1);
    expect(stepMatching(secret, codeOf(secret, step - 2), at, 0)).toBeNull();
    expect(stepMatching(secret, codeOf(secret, step), at, step)).toBeNull();
    expect(stepMatching(secret, 'abcdef', at, 0)).toBeNull();
  });
  test('a secret is kept sealed', () => {
    const text = sealed(secret, 'the secret of the installation');
    expect(opened(text, 'the secret of the installation')).toEqual(secret);
    expect(() => opened(text, 'another one')).toThrow();
    expect(base32(Buffer.from('foobar'))).toBe('MZXW6YTBOI');
  });
});

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
afterAll(() => world.close());

const unbase32 = (text: string): Buffer => {
  const bits = [...text]
    .map((c) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0'))
    .join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((one) => parseInt(one, 2)));
};
const cookie = (set: string[] | null): Headers =>
  new Headers({ cookie: (set ?? []).map((one) => one.split(';')[0]).join('; ') });

test('with it on, a right password alone opens nothing; the code opens that session, a recovery code once', async () => {
  const password = 'a long enough word';
  const now = new Date();
  const { id, token } = await execute(commands.invitePerson, world.as(world.officer, { now }), {
    name: 'Kay',
    email: 'kay@example.org',
  });
  await redeem(world.as(ANONYMOUS, { now }), { token, name: 'Kay', email: '', password });
  const { db } = world.db;
  const enter = async () => cookie(await signIn(db, { email: 'kay@example.org', password }, new Headers()));
  const first = await enter();
  const { actor } = await actorOf(db, first);
  expect(actor.id).toBe(id);

  const at = (seconds: number) => world.as(actor, { now: new Date(now.getTime() + seconds * 1000) });
  const { secret } = await execute(commands.beginSecondFactor, at(0), {});
  const code = (seconds: number) => codeOf(unbase32(secret), stepOf(new Date(now.getTime() + seconds * 1000)));
  await expect(execute(commands.confirmSecondFactor, at(0), { code: '000000' })).rejects.toMatchObject({
    issues: [{ path: 'code', code: 'wrong-code' }],
  });
  const { codes } = await execute(commands.confirmSecondFactor, at(0), { code: code(0) });
  expect(new Set(codes).size).toBe(10);
  expect((await actorOf(db, first)).actor.id, 'who has just shown it goes on').toBe(id);

  const second = await enter();
  const { actor: nobody, account, half } = await actorOf(db, second);
  expect([nobody.kind, account]).toEqual(['anonymous', null]);
  const pass = (value: string, seconds: number) =>
    execute(
      commands.passSecondFactor,
      { ...world.as(ANONYMOUS), now: new Date(now.getTime() + seconds * 1000) },
      { code: value, ...half },
    );
  await expect(pass(code(0), 10), 'the same code again').rejects.toMatchObject({ issues: [{ code: 'wrong-code' }] });
  await pass(code(60), 60);
  expect((await actorOf(db, second)).actor.id).toBe(id);

  const third = await actorOf(db, await enter());
  const recover = () => execute(commands.passSecondFactor, at(90), { code: codes[0]?.toUpperCase(), ...third.half });
  await recover();
  await expect(recover()).rejects.toMatchObject({ issues: [{ code: 'wrong-code' }] });
  expect(await ask(queries.secondFactor, at(90), {})).toEqual({ on: true, left: 9 });

  // Lost for good: an administrator takes it away, and it is on record.
  await execute(commands.takeSecondFactor, world.as(world.officer), { person: id });
  expect((await actorOf(db, await enter())).actor.id).toBe(id);
  const stored = JSON.stringify((await world.db.db.pool.query('select * from event')).rows);
  expect(stored).not.toContain(secret);
});

test('a session can be opened for whoever proved otherwise who they are', async () => {
  const { db } = world.db;
  const account = await db.read
    .selectFrom('account_user')
    .select('id')
    .where('email', '=', 'kay@example.org')
    .executeTakeFirstOrThrow();
  const { session, cookies } = await openSession(db, account.id);
  const { actor } = await actorOf(db, cookie(cookies));
  expect(actor).toMatchObject({ kind: 'person', name: 'Kay' });
  expect(session).not.toBeNull();
});

test('a token cannot change it', async () => {
  const robot = { ...(await world.person('robot', ['*'])), token: true };
  await expect(execute(commands.beginSecondFactor, world.as(robot), {})).rejects.toMatchObject({ status: 403 });
});

describe('who speaks for an organisation', () => {
  test('its focal point decides, no other’s, and nobody for themselves', async () => {
    const add = (name: string) => execute(commands.addOrganisation, world.as(world.officer), { name, lang: 'en' });
    const [harbour, ferry] = [await add('Harbour Union'), await add('Ferry League')];
    const asker = await world.person('asker', []);
    const point = (record: string) =>
      world.person(`point-${record.slice(-4)}`, ['accounts.members'], { kind: 'organisation', record });
    const [own, other] = [await point(harbour.id), await point(ferry.id)];
    const { id } = await execute(commands.askMembership, world.as(asker), {
      organisation: harbour.id,
      message: 'I keep its quays',
    });
    await expect(execute(commands.askMembership, world.as(asker), { organisation: harbour.id })).rejects.toMatchObject({
      status: 409,
    });
    const decide = (actor: typeof asker, decision: string, reason?: string) =>
      execute(commands.decideMembership, world.as(actor), { id, decision, reason });
    await expect(decide(other, 'approved')).rejects.toMatchObject({ status: 403 });
    await expect(decide(asker, 'approved')).rejects.toMatchObject({ status: 403 });
    await expect(ask(queries.organisation, world.as(other), { id: harbour.id })).rejects.toMatchObject({ status: 404 });
    expect((await ask(queries.organisation, world.as(own), { id: harbour.id })).asking).toMatchObject([
      { name: 'asker', message: 'I keep its quays' },
    ]);
    await expect(decide(own, 'refused')).rejects.toMatchObject({ issues: [{ path: 'reason', code: 'required' }] });
    await decide(own, 'approved');
    await expect(decide(own, 'approved')).rejects.toMatchObject({ issues: [{ code: 'already-decided' }] });
    expect((await ask(queries.memberships, world.as(asker), {})).mine).toMatchObject([{ name: 'Harbour Union' }]);
    await execute(commands.endMembership, world.as(own), { organisation: harbour.id, person: asker.id });
    expect((await ask(queries.memberships, world.as(asker), {})).mine).toEqual([]);
    // Whoever looks for an organisation finds it by a part of its name, whose signs stand for nothing but themselves.
    const named = async (part: string) =>
      (await ask(queries.memberships, world.as(asker), { named: part })).open.map(({ name }) => name);
    expect(await named('harbour u')).toEqual(['Harbour Union']);
    expect(await named('harbour%')).toEqual([]);
  });
});

describe('opening an account', () => {
  const fields = { name: 'New Reader', email: 'New@Example.org' };
  test('is refused where accounts are by invitation', async () => {
    await expect(signUp(world.as(), fields)).rejects.toMatchObject({ status: 403, code: 'sign-up-closed' });
  });

  test('where it is open, a letter confirms the mail; the account holds no role; a known mail gets the same answer', async () => {
    process.env['SUIVI_SIGN_UP'] = 'open';
    try {
      expect(await signUp(world.as(ANONYMOUS, { lang: 'fr' }), fields)).toBeUndefined();
      const outbox = async () => (await ask(mail.outbox, world.as(world.officer), {})).messages;
      const [letter] = await outbox();
      expect(letter).toMatchObject({ recipient: 'new@example.org', lang: 'fr' });
      const token = /welcome\/(\S+)/.exec(letter?.body ?? '')?.[1] ?? '';
      // Whoever has the link cannot give it another mail.
      const made = await redeem(world.as(), {
        token,
        name: '-',
        email: 'other@example.org',
        password: 'a long enough word',
      });
      expect(made.email).toBe('new@example.org');
      const headers = cookie(
        await signIn(world.db.db, { email: made.email, password: 'a long enough word' }, new Headers()),
      );
      const { actor } = await actorOf(world.db.db, headers);
      expect(actor).toMatchObject({ kind: 'person', name: 'New Reader', grants: [] });
      const later = world.as(ANONYMOUS, { now: new Date(world.as().now.getTime() + 2 * 3_600_000) });
      expect(await signUp(later, fields)).toBeUndefined();
      expect((await outbox())[0]?.body).not.toContain('/welcome/');
    } finally {
      delete process.env['SUIVI_SIGN_UP'];
    }
  });
});
