import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { renew } from '../registry.ts';
import { makeWorld, type World } from '../testing/world.ts';
import { SYSTEM } from './actor.ts';
import { execute } from './command.ts';

// Migrations that put data right, run once more on data as they were.

let world: World;
beforeAll(async () => void (world = await makeWorld()));
afterAll(() => world.close());

const run = (file: string) =>
  world.db.db.pool.query(readFileSync(new URL(`../../../../migrations/${file}.sql`, import.meta.url), 'utf8'));

test('0030: what lists are read from is written anew, by the job of each minute', async () => {
  const more = async () => (await execute(renew, world.as(SYSTEM), {})).more;
  while (await more());
  expect(await more()).toBe(false);
  await run('0030-partners-found');
  expect(await more()).toBe(true);
});

test('0031: targets that bear a letter are called in Arabic by an Arabic one, and nobody’s own name is touched', async () => {
  const put = (concept: string, value: string) =>
    world.db.db.pool.query(
      `update framework_name set value = $2, standing = 'unofficial', source = null, seen_on = null where concept = $1 and lang = 'ar'`,
      [concept, value],
    );
  await put('SDG 4.a', 'الغاية 4.a');
  await put('SDG 17.18', 'الغاية 17.18');
  await put('SDG 4.c', 'غاية المعلمين 4.c');
  await run('0031-targets-in-arabic');
  const { rows } = await world.db.db.pool.query<{ concept: string; value: string }>(
    `select concept, value from framework_name where lang = 'ar' and concept in ('SDG 4.a', 'SDG 4.c', 'SDG 17.18') order by concept`,
  );
  expect(Object.fromEntries(rows.map((one) => [one.concept, one.value]))).toEqual({
    'SDG 4.a': 'الغاية 4-أ',
    'SDG 4.c': 'غاية المعلمين 4.c',
    'SDG 17.18': 'الغاية 17.18',
  });
});
