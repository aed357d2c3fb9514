import { afterAll, beforeAll, expect, test } from 'vitest';
import { execute } from '../platform/command.ts';
import { ask } from '../platform/query.ts';
import { commands as texts } from '../texts/index.ts';
import { makeWorld, sample, type World } from '../testing/world.ts';
import { commands, logAsCsv, queries } from './index.ts';

let world: World;
let id: string;
beforeAll(async () => {
  world = await makeWorld();
  const { version } = await world.bring(sample());
  await world.confirmAll();
  await execute(texts.adoptVersion, world.as(world.officer), { id: version, on: '2024-06-14' });
  id = (await ask(queries.obligations, world.as(), { q: 'lighthouses' })).rows[0]?.id ?? '';
});
afterAll(() => world.close());

const csv = (what?: string) =>
  new Response(logAsCsv(world.as(), what ? { what } : {}, 'https://suivi.example.org')).text();

test('tells what was decided and what was put right, to anyone, with the reason and the way to it', async () => {
  const officer = world.as(world.officer);
  const given = await execute(commands.giveEvidence, officer, {
    target: id,
    url: 'https://example.org/x',
    claim: 'Done',
  });
  await execute(commands.judge, officer, { id: given.id, judged: 'insufficient', reason: 'The annex is missing' });
  await execute(commands.setLife, officer, { id, life: 'lapsed', reason: '=HYPERLINK("https://evil.example")' });
  const { entries } = await ask(queries.log, world.as(), {});
  expect(entries.map((one) => one.act)).toEqual(['obligation.life', 'evidence.judged']);
  expect(entries[0]).toMatchObject({ address: 'register/2', payload: { life: 'lapsed' } });
  const file = await csv();
  expect(file).toContain('https://suivi.example.org/en/register/2');
  // A reason that a spreadsheet would run is put out of its reach.
  expect(file).not.toMatch(/(^|,)"?=HYPERLINK/m);
  expect((await csv('moderation')).match(/\r\n/g)).toHaveLength(2);
});

test('that a remark was answered is told; its words, its sender and the answer are not', async () => {
  const { id: remark } = await execute(commands.makeRemark, world.as(), {
    about: id,
    message: 'Zirconium says the date is wrong',
    contact: 'zirconium@example.org',
  });
  await execute(commands.answerRemark, world.as(world.officer), {
    id: remark,
    state: 'answered',
    answer: 'Zirconium was right',
  });
  const file = await csv('moderation');
  expect(file).toContain('remark.answered');
  expect(file).not.toMatch(/zirconium/i);
  expect(file).not.toContain(remark);
});

test('what is not public is in no log', async () => {
  await execute(commands.show, world.as(world.officer), { id, visibility: 'draft' });
  expect((await ask(queries.log, world.as(), {})).entries).toEqual([]);
  expect((await ask(queries.log, world.as(world.officer), {})).entries.length).toBeGreaterThan(2);
  await expect(ask(queries.log, world.as(), { what: 'gossip' })).rejects.toMatchObject({ status: 400 });
});
