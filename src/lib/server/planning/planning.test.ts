import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { commands as accounts } from '../accounts/index.ts';
import { commands as bodies } from '../bodies/index.ts';
import { queries as mail } from '../mail/index.ts';
import type { Actor } from '../platform/actor.ts';
import { history } from '../platform/audit.ts';
import { execute } from '../platform/command.ts';
import { ask } from '../platform/query.ts';
import { commands as register, queries as registered } from '../register/index.ts';
import { commands as texts } from '../texts/index.ts';
import { makeWorld, sample, type World } from '../testing/world.ts';
import { commands, queries } from './index.ts';

let world: World;
let version: string;
let number: number;
let id: string;
let focal: Actor;

// One obligation of ours is a report to the Council at its session of 10 to 20 June 2025.
beforeAll(async () => {
  world = await makeWorld();
  ({ version } = await world.bring(sample()));
  await world.confirmAll();
  await execute(texts.adoptVersion, world.as(world.officer), { id: version, on: '2024-06-14' });
  const row = (await ask(registered.obligations, world.as(), { deliverable: 'report' })).rows[0];
  number = row?.number ?? 0;
  id = row?.id ?? '';
  focal = await world.person('focal', ['record.read-body', 'register.occurrence'], {
    kind: 'body',
    record: world.council,
  });
});
afterAll(() => world.close());

const rule = (step: string, amount: number | undefined, unit = 'day', source?: string) =>
  execute(bodies.setLeadTime, world.as(world.officer), { body: world.council, step, amount, unit, source });
const steps = async (actor = world.officer, now?: string) =>
  (await ask(queries.work, world.as(actor, now ? { now: new Date(now) } : {}), { number })).steps;
const of = async (year: string) => {
  const { occurrences } = await ask(registered.obligation, world.as(), { number });
  const one = occurrences.find((each) => each.key === year)?.id;
  return (await steps()).filter((each) => each.occurrence === one);
};
const session = async (code: string) =>
  world.db.db.read
    .selectFrom('session')
    .innerJoin('record', 'record.id', 'session.id')
    .select(['session.id', 'record.rev'])
    .where('session.code', '=', code)
    .executeTakeFirstOrThrow();

describe('steps back from a session', () => {
  test('a rule draws them, the last day that keeps it included; another rule moves them', async () => {
    await rule('document', 12, 'day', 'Decision 556');
    await rule('translation', 4, 'week');
    expect(await of('2025')).toMatchObject([
      { step: 'translation', due: { from: '2025-05-13', to: '2025-05-13' }, doneOn: null },
      { step: 'document', due: { from: '2025-05-29', to: '2025-05-29' }, doneOn: null },
    ]);
    await rule('document', 14);
    expect((await of('2025'))[1]).toMatchObject({ due: { to: '2025-05-27' } });
    await rule('drafting', 60);
    await rule('drafting', undefined);
    expect(await of('2025')).toHaveLength(3);
  });

  test('a session known to the month only gives a stretch as long as the month, never a day', async () => {
    expect((await of('2026')).find((one) => one.step === 'document')?.due).toEqual({
      from: '2026-05-18',
      to: '2026-06-16',
    });
  });

  test('they are late after the last instant of the day in the time zone of the body, and not once done', async () => {
    const document = async (now: string) =>
      (await steps(world.officer, now)).find((one) => one.step === 'document' && one.due.to === '2025-05-27');
    // Zurich is two hours ahead of UTC in May: its 27 May ends at 22:00 UTC.
    expect(await document('2025-05-27T21:59:00Z')).toMatchObject({ late: false });
    expect(await document('2025-05-27T22:00:00Z')).toMatchObject({ late: true });
    const one = await document('2025-05-28T00:00:00Z');
    await execute(commands.stepDone, world.as(focal), { id: one?.id, on: '2025-05-26' });
    expect(await document('2025-05-28T00:00:00Z')).toMatchObject({ late: false, doneOn: '2025-05-26' });
    await execute(commands.stepDone, world.as(focal), { id: one?.id, done: 'no' });
  });

  test('a moved session moves them; what is done, or dated by hand with its reason, stays', async () => {
    const before = await of('2025');
    const [translation] = before.filter((one) => one.step === 'translation');
    await execute(commands.setStepDue, world.as(focal), { id: translation?.id, due: '2025-05-01', reason: 'Holidays' });
    const { id: moving, rev } = await session('2025');
    await execute(bodies.moveSession, world.as(world.officer), {
      id: moving,
      rev,
      from: '2025-06-17',
      to: '2025-06-27',
    });
    expect((await of('2025')).map((one) => [one.step, one.due.to, one.overridden])).toEqual(
      expect.arrayContaining([
        ['translation', '2025-05-01', 'Holidays'],
        ['document', '2025-06-03', null],
      ]),
    );
  });

  test('planning is not public: neither steps, nor notes, nor who works on it, nor their events', async () => {
    await execute(commands.addNote, world.as(focal), { id, message: 'Ask the harbour master first' });
    await execute(commands.giveDuty, world.as(world.officer), { id, person: focal.id });
    const year = await ask(queries.year, world.as(), { year: 2025 });
    expect(year.entries.filter((one) => one.kind === 'step')).toEqual([]);
    expect(year.entries.some((one) => one.number === number)).toBe(true);
    expect((await ask(queries.year, world.as(focal), { year: 2025 })).entries.some((one) => one.step)).toBe(true);
    for (const actor of [undefined, await world.person('reader', [])])
      await expect(ask(queries.work, world.as(actor), { number })).rejects.toMatchObject({
        status: actor ? 403 : 401,
      });
    const elsewhere = await world.person('elsewhere', ['register.occurrence'], { kind: 'body', record: world.forum });
    await expect(ask(queries.work, world.as(elsewhere), { number })).rejects.toMatchObject({ status: 404 });
    const told = JSON.stringify(await ask(history, world.as(), { record: id, limit: 200 }));
    expect(told).not.toMatch(/milestone|note\.added|duty/);
    const { notes, duties } = await ask(queries.work, world.as(focal), { number });
    expect(notes).toMatchObject([{ message: 'Ask the harbour master first', by: 'focal' }]);
    expect(duties).toMatchObject([{ name: 'focal', role: 'responsible' }]);
  });
});

describe('who does the work', () => {
  test('all that a leaving person has goes to another in one act, who is told', async () => {
    const heir = await world.person('heir', []);
    const other = (await ask(registered.obligations, world.as(), { deliverable: 'roadmap' })).rows[0];
    await execute(commands.giveDuty, world.as(world.officer), {
      id: other?.id,
      person: focal.id,
      role: 'contributor',
    });
    await execute(commands.giveDuty, world.as(world.officer), { id: other?.id, person: heir.id, role: 'responsible' });
    const { count } = await execute(commands.handOver, world.as(world.officer), { from: focal.id, to: heir.id });
    expect(count).toBe(2);
    const open = await world.db.db.read
      .selectFrom('duty')
      .select(['person', 'obligation', 'role'])
      .where('until', 'is', null)
      .execute();
    expect(open).toHaveLength(2);
    expect(open.every((one) => one.person === heir.id && one.role === 'responsible')).toBe(true);
    expect((await ask(queries.desk, world.as(heir), {})).notices[0]?.words).toContain('2 obligations');
    await execute(commands.seen, world.as(heir), { id: 'all' });
    expect((await ask(queries.desk, world.as(heir), {})).notices).toEqual([]);
    await expect(
      execute(commands.handOver, world.as(world.officer), { from: focal.id, to: heir.id }),
    ).rejects.toMatchObject({ issues: [{ path: 'from', code: 'nothing-to-hand-over' }] });
  });

  test('a part of it beyond the reach of who hands over: nothing moves', async () => {
    const { person: heir } = await world.db.db.read
      .selectFrom('duty')
      .select('person')
      .where('until', 'is', null)
      .executeTakeFirstOrThrow();
    const local = await world.person('local', ['register.edit'], { kind: 'body', record: world.forum });
    await expect(execute(commands.handOver, world.as(local), { from: heir, to: local.id })).rejects.toMatchObject({
      status: 403,
    });
  });
});

describe('reminders', () => {
  const MORNING = (day: string): Date => new Date(`${day}T05:00:00Z`);
  const outbox = async () => (await ask(mail.outbox, world.as(world.officer), {})).messages;
  const remind = (day: string) =>
    execute(commands.remind, { ...world.as(world.officer), now: MORNING(day) }, {}).then((one) => one.people);
  let person: Actor;

  beforeAll(async () => {
    person = await world.person('worker', []);
    await world.db.db.pool.query(
      `insert into account_user (id, name, email) values ('worker', 'Worker', 'worker@example.org')`,
    );
    await world.db.db.pool.query(`update person set account = 'worker' where id = $1`, [person.id]);
    await execute(commands.chooseReminders, world.as(person), { mail: 'yes', lang: 'fr', before: '10, 2', after: '1' });
    await execute(commands.giveDuty, world.as(world.officer), { id, person: person.id });
  });

  test('on the days chosen, once, in the language chosen; a stop of days is made up for', async () => {
    const assigned = (await outbox()).find((one) => one.recipient === 'worker@example.org');
    expect(assigned).toMatchObject({ lang: 'fr', state: 'held', subject: 'Suivi : une obligation vous est confiée' });
    // The document is due on 3 June, two days after this one.
    expect(await remind('2025-05-31')).toBe(0);
    expect(await remind('2025-06-01')).toBe(1);
    expect(await remind('2025-06-01')).toBe(0);
    const [letter] = await outbox();
    expect(letter).toMatchObject({ recipient: 'worker@example.org', lang: 'fr' });
    expect(letter?.body).toContain('3 juin 2025');
    expect(letter?.body).toContain(`/fr/register/${number}#o-2025`);
    // Late since the 4th; nobody ran on the 4th and the 5th.
    expect(await remind('2025-06-06')).toBe(1);
    expect((await outbox())[0]?.body).toContain('EN RETARD');
  });

  test('whoever wants no mail gets none, and finds it on the desk', async () => {
    await execute(commands.chooseReminders, world.as(person), { lang: 'fr', before: '10', after: '1' });
    expect(await remind('2025-06-28')).toBe(0);
    const { mine } = await ask(queries.desk, world.as(person, { now: MORNING('2025-06-28') }), {});
    expect(mine.find((one) => one.number === number && one.key === '2025')).toMatchObject({ late: true });
  });

  test('a session that moves is told to those whose work moves with it', async () => {
    const { id: moving, rev } = await session('2025');
    await execute(bodies.moveSession, world.as(world.officer), {
      id: moving,
      rev,
      from: '2025-06-18',
      to: '2025-06-27',
    });
    const { notices } = await ask(queries.desk, world.as(person), {});
    expect(notices[0]?.words).toMatch(/council 2025 opens on 18 June 2025 instead of 17 June 2025/);
  });

  test('a unit that is responsible: its members are reminded', async () => {
    const unit = await execute(accounts.addOrganisation, world.as(world.officer), {
      name: 'Lamp Unit',
      lang: 'en',
      code: 'lamps',
      kind: 'office',
    });
    await execute(commands.endDuty, world.as(world.officer), { id, person: person.id });
    await execute(register.assign, world.as(world.officer), { id, role: 'responsible', names: 'Lamp Unit' });
    await execute(accounts.changeMembership, world.as(world.officer), {
      person: person.id,
      organisation: unit.id,
      change: 'joined',
    });
    await execute(commands.chooseReminders, world.as(person), { mail: 'yes', lang: 'ar', before: '0', after: '0' });
    await world.db.db.pool.query(`update reminder_choice set reminded_on = '2025-06-26' where person = $1`, [
      person.id,
    ]);
    expect(await remind('2025-06-27')).toBe(1);
    expect((await outbox())[0]).toMatchObject({ lang: 'ar' });
  });
});

test('a translator sees the languages that adopted texts lack, in their own language only', async () => {
  const translator = await world.person('translator', ['record.read-all', 'texts.translate'], {
    kind: 'language',
    value: 'ru',
  });
  expect((await ask(queries.desk, world.as(translator), {})).translate).toMatchObject([{ lang: 'ru', total: 1 }]);
});

describe('what a chair sees', () => {
  test('late and next by addressee and body, the same figures in all; what changed since the council met', async () => {
    const ctx = world.as(undefined, { now: new Date('2025-07-01T00:00:00Z') });
    const seen = await ask(queries.dashboard, ctx, { body: 'council' });
    expect(seen.meeting).toMatchObject({ code: '2025', on: '2025-06-27' });
    expect(seen.byBody).toMatchObject([{ code: 'council', ...seen.totals }]);
    expect(seen.totals.late).toBeGreaterThan(0);
    const today = ctx.now.toISOString().slice(0, 10);
    expect(
      seen.list.filter((one) => !one.late && one.due.to < today),
      'past and not binding is no next thing',
    ).toEqual([]);
    expect(seen.byAddressee.reduce((sum, one) => sum + one.late, 0)).toBe(seen.totals.late);
    expect(seen.list[0]).toMatchObject({ late: true });
    expect(
      (await ask(queries.dashboard, ctx, { body: 'council', since: '2024-01-01' })).changed.length,
    ).toBeGreaterThan(0);
    expect((await ask(queries.dashboard, ctx, { body: 'forum' })).totals).toEqual({ late: 0, next: 0, met: 0 });
    await expect(ask(queries.dashboard, ctx, { body: 'nowhere' })).rejects.toMatchObject({ status: 404 });
  });
});
