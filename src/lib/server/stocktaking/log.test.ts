import { afterAll, beforeAll, expect, test } from 'vitest';
import { ANONYMOUS, SYSTEM } from '../platform/actor.ts';
import { history } from '../platform/audit.ts';
import { execute } from '../platform/command.ts';
import { ask } from '../platform/query.ts';
import { logAsCsv, queries as register } from '../register/index.ts';
import { makeWorld, type World } from '../testing/world.ts';
import { commands } from './index.ts';
import { registryIn, type Registry } from './testing/registry.ts';

let world: World;
let registry: Registry;
beforeAll(async () => {
  world = await makeWorld();
  registry = await registryIn(world);
});
afterAll(() => world.close());

const csv = (actor = ANONYMOUS) =>
  new Response(logAsCsv(world.as(actor), { what: 'stocktaking' }, 'https://suivi.example.org')).text();
const log = (actor = ANONYMOUS) => ask(register.log, world.as(actor), { what: 'stocktaking' });

test('tells each decision to anyone; of what is not public neither number, name nor words of the reason', async () => {
  const told = await registry.publish({ title: 'In the open' });
  const hidden = await registry.submit({ title: 'Xylophonite' });
  const by = world.as(registry.moderator);
  const reason = 'Zirconwort is a private person';
  await execute(commands.decide, by, { ...hidden, decision: 'decline', prepared: ['unlawful'], reason });
  // A change of what is public that came back is private as well.
  const draft = { title: 'Quaggabone' };
  const saved = await execute(commands.save, world.as(registry.submitter), { id: told.id, rev: told.rev, draft });
  const { seq } = await execute(commands.submit, world.as(registry.submitter), { id: told.id, rev: saved.rev });
  await execute(commands.decide, by, { id: told.id, seq, decision: 'return', prepared: ['codes', 'results'], reason });
  const { entries } = await log();
  expect(entries.map(({ act, payload, address, records }) => [act, payload, address, records.length])).toEqual([
    ['initiative.returned', { prepared: ['codes', 'results'] }, null, 0],
    ['initiative.declined', { prepared: ['unlawful'] }, null, 0],
    ['initiative.published', { seq: 1 }, `stocktaking/${told.number}`, 1],
  ]);
  const file = await csv();
  expect(file).toContain(`https://suivi.example.org/en/stocktaking/${told.number}`);
  expect(file).toContain('codes; results');
  const secret = new RegExp(
    `Xylophonite|Zirconwort|Quaggabone|Quay Masters|${hidden.id}|stocktaking/${hidden.number}\\b`,
  );
  for (const actor of [ANONYMOUS, registry.submitter, registry.moderator, SYSTEM])
    for (const answer of [file, await csv(actor), JSON.stringify(await log(actor))]) expect(answer).not.toMatch(secret);
});

test('no history tells the words of a reason, a question or an answer', async () => {
  const { id, seq } = await registry.submit();
  const by = world.as(registry.moderator);
  const { id: question } = await execute(commands.askBack, by, { id, question: 'Zirconwort?' });
  await execute(commands.answer, world.as(registry.submitter), { id: question, answer: 'Zirconwort!' });
  await execute(commands.decide, by, { id, seq, decision: 'return', reason: 'Zirconwort.' });
  for (const actor of [ANONYMOUS, world.officer])
    for (const record of [id, registry.organisation, question])
      expect(JSON.stringify(await ask(history, world.as(actor), { record }))).not.toContain('Zirconwort');
});

test('names a withdrawn entry no longer, and says which was merged into which', async () => {
  const [gone, other, kept] = [await registry.publish(), await registry.publish(), await registry.publish()];
  await execute(commands.withdraw, world.as(registry.submitter), { id: gone.id, rev: gone.rev, reason: 'over' });
  await execute(commands.mergeInto, world.as(registry.moderator), { id: other.id, rev: other.rev, into: kept.number });
  const { entries } = await log();
  expect(entries[0]).toMatchObject({
    act: 'initiative.merged',
    payload: { number: other.number, into: kept.number },
    address: `stocktaking/${kept.number}`,
  });
  expect(entries.map(({ address }) => address)).not.toContain(`stocktaking/${gone.number}`);
});

test('the history of what is published tells moderators alone what passed before and between', async () => {
  const told = await registry.publish({ title: 'Plain to see' });
  const of = async (actor = ANONYMOUS) =>
    (await ask(history, world.as(actor), { record: told.id })).events.map(({ kind }) => kind);
  expect(await of()).toEqual(['initiative.published']);
  expect(await of(registry.moderator)).toEqual(
    expect.arrayContaining(['initiative.published', 'initiative.submitted', 'initiative.started']),
  );
});
