import { afterAll, beforeAll, expect, test } from 'vitest';
import { SYSTEM } from '../actor.ts';
import { execute } from '../command.ts';
import { renew } from '../../registry.ts';
import { ask } from '../query.ts';
import { queries } from '../../register/index.ts';
import { commands as texts } from '../../texts/index.ts';
import { makeWorld, sample, type World } from '../../testing/world.ts';

let world: World;
beforeAll(async () => void (world = await makeWorld()));
afterAll(() => world.close());

const run = async (): Promise<number> => {
  for (let steps = 1; ; steps++) if (!(await execute(renew, world.as(SYSTEM), {})).more) return steps;
};

test('vectors of an older normaliser are written anew, once, in every room', async () => {
  const { version } = await world.bring(sample());
  await world.confirmAll();
  await execute(texts.adoptVersion, world.as(world.officer), { id: version, on: '2024-06-14' });
  const db = world.db.db.UNSAFE_write;
  const vectors = async (): Promise<string[]> => [
    ...(await db.selectFrom('node').select('search').orderBy('eid').execute()).map((row) => row.search ?? ''),
    ...(await db.selectFrom('obligation').select('search').orderBy('number').execute()).map((row) => row.search ?? ''),
  ];
  const before = await vectors();
  expect(before.filter((one) => one.length > 10).length).toBeGreaterThan(5);
  await db.updateTable('node').set({ search: '' }).execute();
  await db.updateTable('obligation').set({ search: '' }).execute();
  const find = () => ask(queries.obligations, world.as(), { q: 'lighthouse' });
  expect((await find()).rows).toEqual([]);
  expect(await run()).toBeGreaterThan(3);
  expect(await vectors()).toEqual(before);
  expect((await find()).rows).toHaveLength(1);
  // Done once: what is there stays as it is.
  await db.updateTable('obligation').set({ search: '' }).execute();
  expect(await run()).toBe(1);
  expect((await find()).rows).toEqual([]);
});
