import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SYSTEM } from '../platform/actor.ts';
import { newRecord, type Handling } from '../platform/command.ts';
import { InvalidInput } from '../platform/errors.ts';
import { makeWorld, type World } from '../testing/world.ts';
import { setTags, setTagsOfMany, tagNew, tagsOf, type TagGiven } from './index.ts';

let world: World;
beforeAll(async () => void (world = await makeWorld()));
afterAll(() => world.close());

const within = <T>(run: (ctx: Pick<Handling, 'db' | 'actor' | 'now' | 'lang'>) => Promise<T>): Promise<T> =>
  world.db.db.UNSAFE_write.transaction().execute((db) =>
    run({ db, actor: SYSTEM, now: new Date('2025-02-10T09:00:00Z'), lang: 'fr' }),
  );
const put = (concepts: TagGiven[], options = {}) => within((ctx) => setTags(ctx, world.council, concepts, options));
const codes = async () =>
  (await tagsOf(world.db.db.read, [world.council], 'ar')).get(world.council)?.map((one) => one.code);
const issuesOf = (run: Promise<unknown>) =>
  run.then(
    () => [],
    (error: unknown) => (error instanceof InvalidInput ? error.issues.map((one) => [one.path, one.code]) : [error]),
  );

test('tags come in the order of frameworks, named in the reader’s language, with their reason in its own', async () => {
  const given = [{ concept: 'SDG 9.c', words: 'des réseaux pour tous' }, { concept: 'SDG 4' }, { concept: 'C2' }];
  expect((await put(given)).added.sort()).toEqual(['C2', 'SDG 4', 'SDG 9.c']);
  const tags = (await tagsOf(world.db.db.read, [world.council], 'ar')).get(world.council) ?? [];
  expect(tags.map((one) => one.code)).toEqual(['C2', 'SDG 4', 'SDG 9.c']);
  expect(tags[1]).toMatchObject({ scheme: 'sdg', name: { lang: 'ar', state: 'official' }, state: 'confirmed' });
  expect(tags[2]).toMatchObject({ words: 'des réseaux pour tous', wordsLang: 'fr' });
});

test('what is not given is taken away, within the frameworks named; the same again changes nothing', async () => {
  expect(await put([{ concept: 'C2' }], { schemes: ['wsis-action-lines'] })).toEqual({
    added: [],
    removed: [],
    changed: [],
  });
  expect(await codes()).toEqual(['C2', 'SDG 4', 'SDG 9.c']);
  expect(await put([{ concept: 'SDG 9.c', words: 'autrement' }], { schemes: ['sdg'] })).toEqual({
    added: [],
    removed: ['SDG 4'],
    changed: ['SDG 9.c'],
  });
  expect(await put([])).toMatchObject({ removed: ['C2', 'SDG 9.c'] });
});

test('a code that no framework has is named by its place, and nothing is done', async () => {
  expect(await issuesOf(put([{ concept: 'C2' }, { concept: 'C99' }]))).toEqual([['tags.1', 'unknown-concept']]);
  const many = [
    { record: world.council, concepts: [{ concept: 'C2' }] },
    { record: world.forum, concepts: [{ concept: 'SDG 18' }] },
  ];
  expect(await issuesOf(within((ctx) => setTagsOfMany(ctx, many)))).toEqual([['1.tags.0', 'unknown-concept']]);
  expect(await codes()).toEqual([]);
});

test('a concept that was retired stays where it is, and is put nowhere anew', async () => {
  await put([{ concept: 'C11' }]);
  await world.db.db.pool.query("update concept set retired = true where code = 'C11'");
  expect(await put([{ concept: 'C11' }, { concept: 'C10' }])).toMatchObject({ added: ['C10'] });
  expect(await issuesOf(within((ctx) => setTags(ctx, world.forum, [{ concept: 'C11' }])))).toEqual([
    ['tags.0', 'retired-concept'],
  ]);
});

test('what was refused is not among the tags, and comes back when a person puts it', async () => {
  await world.db.db.pool.query(
    "insert into tag (record, concept, state) values ($1, 'GDC 4', 'rejected'), ($1, 'GDC 5', 'suggested')",
    [world.forum],
  );
  const forum = async () =>
    (await tagsOf(world.db.db.read, [world.forum], 'en')).get(world.forum)?.map((one) => [one.code, one.state]);
  expect(await forum()).toEqual([['GDC 5', 'suggested']]);
  const change = await within((ctx) => setTags(ctx, world.forum, [{ concept: 'GDC 4' }]));
  expect(change).toEqual({ added: ['GDC 4'], removed: [], changed: [] });
  expect(await forum()).toEqual([
    ['GDC 4', 'confirmed'],
    ['GDC 5', 'suggested'],
  ]);
});

test('records just made are tagged at once, each tag given twice once, with its last words', async () => {
  const ids = await within(async (ctx) => {
    const made = [await newRecord(ctx, 'note'), await newRecord(ctx, 'note')];
    await tagNew(
      ctx,
      made.map((record) => ({
        record,
        concepts: [{ concept: 'C3' }, { concept: 'C3', words: 'pour tous', lang: 'es' }],
      })),
    );
    return made;
  });
  for (const [, tags] of await tagsOf(world.db.db.read, ids, 'en'))
    expect(tags).toMatchObject([{ code: 'C3', state: 'confirmed', words: 'pour tous', wordsLang: 'es' }]);
  expect(
    await issuesOf(
      within(async (ctx) => tagNew(ctx, [{ record: await newRecord(ctx, 'note'), concepts: [{ concept: 'C99' }] }])),
    ),
  ).toEqual([['tags.0', 'unknown-concept']]);
});

describe('the database holds by itself that what a tag or an event names is there', () => {
  const query = (text: string, values: unknown[] = []) => world.db.db.pool.query(text, values);
  const bare = () => within((ctx) => newRecord(ctx, 'note'));

  test('one among many that names a record or a concept that is not there stops all', async () => {
    const id = await bare();
    const tag = `insert into tag (record, concept, state) select one.record::uuid, one.concept, 'confirmed'
      from jsonb_to_recordset($1) as one(record text, concept text)`;
    const nobody = '01900000-0000-7000-8000-000000000000';
    for (const wrong of [
      { record: nobody, concept: 'C1' },
      { record: id, concept: 'C99' },
    ])
      await expect(query(tag, [JSON.stringify([{ record: id, concept: 'C2' }, wrong])])).rejects.toMatchObject({
        code: '23503',
      });
    await expect(
      query('insert into event_record (record, at, seq) select $1, at, seq from event limit 1', [nobody]),
    ).rejects.toMatchObject({ code: '23503' });
  });

  test('what is named does not go, nor does its key become another', async () => {
    const id = await bare();
    await query(`insert into concept (code, scheme, ord) values ('C98', 'wsis-action-lines', 98)`);
    await query(`insert into tag (record, concept, state) values ($1, 'C98', 'confirmed')`, [id]);
    for (const one of [`delete from record where id = '${id}'`, `delete from concept where code = 'C98'`])
      await expect(query(one), one).rejects.toMatchObject({ code: '23503' });
    for (const one of [
      `update concept set code = 'C97' where code = 'C98'`,
      `update record set id = gen_random_uuid() where id = '${id}'`,
      `update tag set concept = 'C2' where record = '${id}'`,
      'truncate concept cascade',
      'truncate record cascade',
    ])
      await expect(query(one), one).rejects.toMatchObject({ code: '23001' });
    await query('delete from tag where record = $1', [id]);
    await expect(query(`delete from concept where code = 'C98'`)).resolves.toMatchObject({ rowCount: 1 });
    await expect(query('delete from record where id = $1', [id])).resolves.toMatchObject({ rowCount: 1 });
  });

  test('nor does it go while the row that names it is being written', async () => {
    const id = await bare();
    const client = await world.db.db.pool.connect();
    await client.query('begin');
    await client.query(`insert into tag (record, concept, state) values ($1, 'C2', 'confirmed')`, [id]);
    const gone = query('delete from record where id = $1', [id]).then(
      () => 'gone',
      (error: unknown) => error,
    );
    const waits = `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
    while ((await query(waits)).rowCount === 0);
    await client.query('commit');
    client.release();
    expect(await gone).toMatchObject({ code: '23503' });
  });
});
