import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ANONYMOUS, type Actor } from '../platform/actor.ts';
import { execute, type AnyCommand } from '../platform/command.ts';
import type { Context } from '../platform/context.ts';
import { AppError, Forbidden, InvalidInput, TooManyRequests } from '../platform/errors.ts';
import { ask } from '../platform/query.ts';
import { testDatabase } from '../platform/testing/database.ts';
import '../registry.ts';
import { actorOf, commands, firstAdminLink, limit, queries, redeem, signIn, signOut } from './index.ts';

let db: Awaited<ReturnType<typeof testDatabase>>;
let admin: Actor;
const as = (actor: Actor, now = new Date()): Context => ({ database: db.db, actor, now, lang: 'en', door: 'form' });
const cookiesOf = (list: string[] | null): Headers =>
  new Headers({ cookie: (list ?? []).map((c) => c.split(';')[0]).join('; ') });
const tokenOf = (link: string | null): string => link?.split('/').at(-1) ?? '';

/** A person with an account and these roles. */
async function personWith(roles: string[], email: string): Promise<Actor> {
  const { token } = await execute(commands.invitePerson, as(admin), { name: email.split('@')[0], email, roles });
  await redeem(as(ANONYMOUS), { token, name: 'ignored', email, password: 'a long enough word' });
  const cookies = await signIn(db.db, { email, password: 'a long enough word' }, new Headers());
  return (await actorOf(db.db, cookiesOf(cookies))).actor;
}

beforeAll(async () => {
  db = await testDatabase();
  const link = await firstAdminLink(db.db, 'http://localhost');
  await redeem(as(ANONYMOUS), {
    token: tokenOf(link),
    name: 'Ada',
    email: 'ada@example.org',
    password: 'correct horse battery',
  });
  const cookies = await signIn(db.db, { email: 'ADA@example.org', password: 'correct horse battery' }, new Headers());
  admin = (await actorOf(db.db, cookiesOf(cookies))).actor;
});
afterAll(() => db.close());

describe('the first administrator', () => {
  test('holds the role, and no further link is made', async () => {
    expect(admin.grants.map((g) => g.role)).toEqual(['administrator']);
    expect(await firstAdminLink(db.db, 'http://localhost')).toBeNull();
  });
});

describe('one-time links', () => {
  test('work once, then are gone', async () => {
    const { token } = await execute(commands.invitePerson, as(admin), { name: 'Once', email: 'once@example.org' });
    await redeem(as(ANONYMOUS), { token, name: 'Once', email: 'once@example.org', password: 'a long enough word' });
    const again = await redeem(as(ANONYMOUS), {
      token,
      name: 'x',
      email: 'x@example.org',
      password: 'a long enough word',
    }).catch((e: unknown) => e);
    expect(again).toBeInstanceOf(AppError);
    expect((again as AppError).status).toBe(410);
  });

  test('lapse after their time', async () => {
    const { token } = await execute(commands.invitePerson, as(admin), { name: 'Late', email: 'late@example.org' });
    const later = new Date(Date.now() + 15 * 24 * 3_600_000);
    await expect(
      redeem(as(ANONYMOUS, later), { token, name: 'x', email: 'late@example.org', password: 'a long enough word' }),
    ).rejects.toThrow('link-expired');
  });

  test('give the account to the mail that was invited, whatever was typed', async () => {
    const { token } = await execute(commands.invitePerson, as(admin), { name: 'Mine', email: 'mine@example.org' });
    await redeem(as(ANONYMOUS), { token, name: 'x', email: 'other@example.org', password: 'a long enough word' });
    expect(
      await signIn(db.db, { email: 'mine@example.org', password: 'a long enough word' }, new Headers()),
    ).not.toBeNull();
    expect(
      await signIn(db.db, { email: 'other@example.org', password: 'a long enough word' }, new Headers()),
    ).toBeNull();
  });

  test('refuse a short password and stay usable', async () => {
    const { token } = await execute(commands.invitePerson, as(admin), { name: 'Short', email: 'short@example.org' });
    await expect(
      redeem(as(ANONYMOUS), { token, name: 'x', email: 'short@example.org', password: 'short' }),
    ).rejects.toBeInstanceOf(InvalidInput);
    await redeem(as(ANONYMOUS), { token, name: 'x', email: 'short@example.org', password: 'a long enough word' });
  });

  test('are not kept in clear', async () => {
    const { token } = await execute(commands.invitePerson, as(admin), { name: 'Hash', email: 'hash@example.org' });
    const { rows } = await db.db.pool.query('select token_hash from one_time_link');
    expect(JSON.stringify(rows)).not.toContain(token);
  });
});

describe('signing in and out', () => {
  test('a wrong word and an unknown mail get the same answer', async () => {
    expect(await signIn(db.db, { email: 'ada@example.org', password: 'wrong wrong wrong' }, new Headers())).toBeNull();
    expect(
      await signIn(db.db, { email: 'nobody@example.org', password: 'wrong wrong wrong' }, new Headers()),
    ).toBeNull();
  });

  test('a session that was ended no longer holds', async () => {
    const cookies = cookiesOf(
      await signIn(db.db, { email: 'ada@example.org', password: 'correct horse battery' }, new Headers()),
    );
    expect((await actorOf(db.db, cookies)).actor.kind).toBe('person');
    await signOut(db.db, cookies);
    expect((await actorOf(db.db, cookies)).actor.kind).toBe('anonymous');
  });

  test('a forged cookie is nobody', async () => {
    const headers = new Headers({ cookie: 'suivi.session_token=abc.def' });
    expect((await actorOf(db.db, headers)).actor).toEqual(ANONYMOUS);
  });

  test('attempts are counted in the database', async () => {
    for (let i = 0; i < 3; i++) await limit(db.db, 'test', 'someone', 3, 60);
    await expect(limit(db.db, 'test', 'someone', 3, 60)).rejects.toBeInstanceOf(TooManyRequests);
    await limit(db.db, 'test', 'someone else', 3, 60);
  });
});

describe('rights', () => {
  test('an officer does not manage accounts', async () => {
    const officer = await personWith(['officer'], 'officer@example.org');
    await expect(execute(commands.addOrganisation, as(officer), { name: 'X', lang: 'en' })).rejects.toBeInstanceOf(
      Forbidden,
    );
    await expect(ask(queries.people, as(officer), {})).rejects.toBeInstanceOf(Forbidden);
  });

  test('nobody gives away more than they hold', async () => {
    await execute(commands.setRole, as(admin), { name: 'registrar', permissions: ['accounts.manage'] });
    const registrar = await personWith(['registrar'], 'registrar@example.org');
    await expect(
      execute(commands.invitePerson, as(registrar), { name: 'Up', email: 'up@example.org', roles: ['administrator'] }),
    ).rejects.toBeInstanceOf(Forbidden);
  });

  test('a suspended person is nobody until let in again', async () => {
    const person = await personWith(['delegate'], 'gone@example.org');
    const cookies = cookiesOf(
      await signIn(db.db, { email: 'gone@example.org', password: 'a long enough word' }, new Headers()),
    );
    await execute(commands.suspendPerson, as(admin), { person: person.id, suspended: true });
    expect((await actorOf(db.db, cookies)).actor.kind).toBe('anonymous');
    await execute(commands.suspendPerson, as(admin), { person: person.id, suspended: false });
    expect((await actorOf(db.db, cookies)).actor.kind).toBe('person');
  });

  test('what an organisation was granted reaches its members, and ends with the membership', async () => {
    const person = await personWith([], 'member@example.org');
    const org = await execute(commands.addOrganisation, as(admin), { name: 'Org', lang: 'en' });
    await execute(commands.grantRole, as(admin), { holder: org.id, role: 'delegate' });
    const rolesNow = async (): Promise<string[]> => {
      const cookies = await signIn(
        db.db,
        { email: 'member@example.org', password: 'a long enough word' },
        new Headers(),
      );
      return (await actorOf(db.db, cookiesOf(cookies))).actor.grants.map((g) => g.role);
    };
    await execute(commands.changeMembership, as(admin), { person: person.id, organisation: org.id, change: 'joined' });
    expect(await rolesNow()).toEqual(['delegate']);
    await execute(commands.changeMembership, as(admin), { person: person.id, organisation: org.id, change: 'left' });
    expect(await rolesNow()).toEqual([]);
  });

  test('who manages accounts opens no way to more than they hold', async () => {
    await execute(commands.setRole, as(admin), { name: 'registrar', permissions: ['accounts.manage'] });
    const registrar = await personWith(['registrar'], 'keeper-of-accounts@example.org');
    const org = await execute(commands.addOrganisation, as(admin), { name: 'Office', lang: 'en' });
    await execute(commands.grantRole, as(admin), { holder: org.id, role: 'officer' });
    const join = { person: registrar.id, organisation: org.id, change: 'joined' };
    for (const [command, input] of [
      [commands.makeResetLink, { person: admin.id }],
      [commands.changeMembership, join],
      [commands.invitePerson, { name: 'New', email: 'new@example.org', organisation: org.id }],
    ] as const)
      await expect(execute(command as AnyCommand, as(registrar), input)).rejects.toBeInstanceOf(Forbidden);
    // Their like they may help; and a person is no organisation to join.
    const other = await personWith(['registrar'], 'another-keeper@example.org');
    expect((await execute(commands.makeResetLink, as(registrar), { person: other.id })).token).not.toBe('');
    await expect(
      execute(commands.changeMembership, as(admin), { ...join, organisation: admin.id }),
    ).rejects.toBeInstanceOf(InvalidInput);
  });

  test('within one body alone they manage no accounts, and do not count as the last administrator', async () => {
    const scope = {
      kind: 'organisation',
      record: (await execute(commands.addOrganisation, as(admin), { name: 'B', lang: 'en' })).id,
    };
    const { id: holder } = await personWith([], 'within@example.org');
    await execute(commands.grantRole, as(admin), { holder, role: 'administrator', scope });
    const within: Actor = {
      ...ANONYMOUS,
      kind: 'person',
      id: holder,
      grants: [{ role: 'administrator', permissions: ['*'], scope: { kind: 'organisation', record: scope.record } }],
    };
    await expect(ask(queries.people, as(within), {})).rejects.toBeInstanceOf(Forbidden);
    await expect(execute(commands.setRole, as(within), { name: 'any', permissions: [] })).rejects.toBeInstanceOf(
      Forbidden,
    );
  });

  test('the last administrator keeps the role', async () => {
    const { people } = await ask(queries.people, as(admin), {});
    const grant = people.find((p) => p.id === admin.id)?.grants[0];
    await expect(execute(commands.endGrant, as(admin), { id: grant?.id })).rejects.toBeInstanceOf(InvalidInput);
  });
});
