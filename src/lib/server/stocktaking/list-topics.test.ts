import { afterAll, beforeAll, expect, test } from 'vitest';
import { execute } from '../platform/command.ts';
import { dataVersion, versionOf } from '../platform/data-version.ts';
import { makeWorld, type World } from '../testing/world.ts';
import { commands, LIST_TOPICS } from './index.ts';
import { registryIn, type Registry } from './testing/registry.ts';

let world: World;
let registry: Registry;
beforeAll(async () => {
  world = await makeWorld();
  registry = await registryIn(world);
});
afterAll(() => world.close());

const state = async (): Promise<string> => versionOf(await dataVersion(world.db.db.read), LIST_TOPICS);

/** Does it, and says whether what lists are made of is told to be another afterwards. */
async function changing<T>(work: () => Promise<T>): Promise<{ changed: boolean; done: T }> {
  const before = await state();
  const done = await work();
  return { changed: (await state()) !== before, done };
}

test('a list that is kept is made anew after all that it shows, and not after drafts and what stands elsewhere', async () => {
  const as = world.as(registry.submitter);
  const { pool } = world.db.db;
  const begun = await changing(() => registry.begin());
  expect(begun.changed).toBe(false);
  const { id, rev } = begun.done;
  const { seq } = await execute(commands.submit, as, { id, rev });
  const shown = await changing(() =>
    execute(commands.decide, world.as(registry.moderator), { id, seq, decision: 'publish' }),
  );
  expect(shown.changed).toBe(true);
  const saved = await changing(() =>
    execute(commands.save, as, { id, rev: shown.done.rev, step: 'what', draft: { title: 'Beacons again' } }),
  );
  expect(saved.changed).toBe(false);
  const elsewhere = changing(() => pool.query(`insert into setting (name, value) values ('elsewhere', '1')`));
  expect((await elsewhere).changed).toBe(false);
  const renamed = changing(() =>
    pool.query(`update wording set value = value || ' of old' where record = '${registry.organisation}'`),
  );
  expect((await renamed).changed).toBe(true);
  const concept = changing(() => pool.query(`update framework_name set value = value || '.' where concept = 'C3'`));
  expect((await concept).changed).toBe(true);
  const withdrawn = changing(() =>
    execute(commands.withdraw, as, { id, rev: saved.done.rev, reason: 'The beacons went out.' }),
  );
  expect((await withdrawn).changed).toBe(true);
});
