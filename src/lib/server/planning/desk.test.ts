import { afterAll, beforeAll, expect, test } from 'vitest';
import { commands as accounts } from '../accounts/index.ts';
import { execute } from '../platform/command.ts';
import { ask } from '../platform/query.ts';
import { commands as texts } from '../texts/index.ts';
import { makeWorld, sample, type World } from '../testing/world.ts';
import { commands, queries as register } from '../register/index.ts';
import { commands as stocktaking } from '../stocktaking/index.ts';
import { registryIn } from '../stocktaking/testing/registry.ts';
import { commands as planning, queries } from './index.ts';

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
afterAll(() => world.close());

const desk = (actor = world.officer, now?: string) =>
  ask(queries.desk, world.as(actor, now ? { now: new Date(now) } : {}), {});

test('each sees what waits for their role, and it goes when it is done', async () => {
  const { version } = await world.bring(sample());
  const stranger = await world.person('stranger', []);
  expect((await desk()).confirm).toBe(4);
  expect((await desk(stranger)).waiting).toBe(0);
  await world.confirmAll();
  expect((await desk()).waiting).toBe(0);

  await execute(texts.adoptVersion, world.as(world.officer), { id: version, on: '2024-06-14' });
  const row = (await ask(register.obligations, world.as(), { q: 'lighthouses' })).rows[0];
  const { id } = await execute(commands.giveEvidence, world.as(world.officer), {
    target: row?.next?.id,
    url: 'https://example.org/x',
    claim: 'It is out',
  });
  await execute(commands.makeRemark, world.as(), { about: row?.id, message: 'The date is wrong' });
  expect(await desk()).toMatchObject({
    waiting: 3,
    remarks: 1,
    chase: 1,
    judge: [{ id, path: `register/${row?.number}#o-${row?.next?.key}` }],
  });
  const elsewhere = await world.person('elsewhere', ['register.judge'], { kind: 'body', record: world.forum });
  expect((await desk(elsewhere)).judge).toEqual([]);
  await execute(commands.judge, world.as(world.officer), { id, judged: 'accepted' });
  expect((await desk()).waiting).toBe(2);
  // What was handed in waits to be accepted: it left the list of what is late, not the desk.
  const late = (await ask(register.obligations, world.as(), { state: 'late' })).rows[0];
  await execute(commands.setState, world.as(world.officer), { id: late?.next?.id, state: 'submitted' });
  expect(await desk()).toMatchObject({ waiting: 2, chase: 0, accept: 1 });
});

test('what a person is responsible for is on their desk, late or due soon, and on no other', async () => {
  const row = (await ask(register.obligations, world.as(), { q: 'lighthouses' })).rows[0];
  await execute(planning.giveDuty, world.as(world.officer), { id: row?.id, person: world.officer.id });
  expect((await desk(world.officer, '2025-02-10T00:00:00Z')).mine).toMatchObject([
    { number: row?.number, late: false },
  ]);
  const late = await desk(world.officer, '2025-04-01T00:00:00Z');
  expect(late.mine[0]).toMatchObject({ late: true });
  expect(late.waiting).toBe(4);
  expect((await desk(await world.person('other', ['*']))).mine).toEqual([]);
});

test('what the registry of initiatives waits for is on the desks of moderators, of submitters and of administrators', async () => {
  const registry = await registryIn(world, 'Buoy Keepers');
  const one = await registry.submit({ title: 'Bells in the fog' });
  expect((await desk(registry.moderator)).registry).toMatchObject({ moderate: 1, own: [] });
  expect((await desk(registry.submitter)).registry).toMatchObject({ moderate: 0, own: [] });

  const { id } = await execute(stocktaking.askBack, world.as(registry.moderator), {
    id: one.id,
    question: 'How many bells?',
  });
  const asked = await desk(registry.submitter);
  expect(asked.registry.own).toEqual([{ number: one.number, title: 'Bells in the fog', what: 'asked' }]);
  expect(asked.waiting).toBe(1);
  await execute(stocktaking.answer, world.as(registry.submitter), { id, answer: 'Nine.' });
  expect((await desk(registry.submitter)).registry.own).toEqual([]);

  await execute(stocktaking.decide, world.as(registry.moderator), {
    id: one.id,
    seq: one.seq,
    decision: 'return',
    prepared: ['unclear'],
  });
  expect((await desk(registry.submitter)).registry.own).toMatchObject([{ number: one.number, what: 'returned' }]);
  expect((await desk(registry.moderator)).registry.moderate).toBe(0);
});

test('who asks to speak for an organisation that has no focal point is on the desks of administrators', async () => {
  const founder = await world.person('founder', []);
  const { id } = await execute(stocktaking.found, world.as(founder), {
    name: 'Rope Walk',
    lang: 'en',
    kind: 'private',
  });
  const administrator = await world.person('keys', ['*']);
  const wanted = { organisation: id, name: 'Rope Walk', n: 1 };
  expect((await desk(administrator)).approve).toContainEqual(wanted);
  expect((await desk(founder)).approve).toEqual([]);
  // A focal point's requests are theirs.
  const focal = await world.person('focal', ['accounts.members'], { kind: 'organisation', record: id });
  await execute(accounts.grantRole, world.as(administrator), {
    holder: focal.id,
    role: 'organisation-focal-point',
    scope: { kind: 'organisation', record: id },
  });
  expect((await desk(focal)).approve).toEqual([wanted]);
  expect((await desk(administrator)).approve).not.toContainEqual(wanted);
});
