import { afterAll, beforeAll, expect, test } from 'vitest';
import { ANONYMOUS } from '../platform/actor.ts';
import { execute } from '../platform/command.ts';
import { dataVersion, versionOf } from '../platform/data-version.ts';
import { ask } from '../platform/query.ts';
import { makeWorld, NOW, type World } from '../testing/world.ts';
import { commands, LIST_TOPICS, queries } from './index.ts';
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

test('a line published is shown at once; of more than a thousand their number may be half a minute old, of fewer never', async () => {
  const { pool } = world.db.db;
  const { id } = await registry.publish({ title: 'Many buoys', starts: '2011' });
  for (const statement of [
    `create temp table again as select gen_random_uuid() as id, n from generate_series(1, 1001) n`,
    `insert into record (id, kind, visibility, created_at, updated_at) select id, 'initiative', 'public', now(), now() from again`,
    `insert into search_document select again.id, d.kind, d.visibility, d.withdrawn_at, d.owner_body, d.at - interval '1 day', random(), d.codes, d.vector
     from again, search_document d where record = '${id}'`,
  ])
    await pool.query(statement);
  const list = async (seconds: number, filters: Record<string, string>) => {
    const now = new Date(new Date(NOW).getTime() + seconds * 1_000);
    const { entries, total } = await ask(queries.list, { ...world.as(ANONYMOUS), now }, { ...filters, sort: 'newest' });
    return [entries[0]?.title.value, total];
  };
  const many = { year: '2011' };
  const few = { year: '2012' };
  expect([await list(0, many), await list(0, few)]).toEqual([
    ['Many buoys', 1002],
    [undefined, 0],
  ]);
  await registry.publish({ title: 'One more', starts: '2011' });
  await registry.publish({ title: 'The first', starts: '2012' });
  expect([await list(29, many), await list(29, few)]).toEqual([
    ['One more', 1002],
    ['The first', 1],
  ]);
  expect(await list(31, many)).toEqual(['One more', 1003]);
});
