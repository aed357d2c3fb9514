import { afterAll, beforeAll, expect, test } from 'vitest';
import { SYSTEM } from '../platform/actor.ts';
import type { Handling } from '../platform/command.ts';
import { InvalidInput } from '../platform/errors.ts';
import { makeWorld, type World } from '../testing/world.ts';
import { setTags, setTagsOfMany, tagsOf, type TagGiven } from './index.ts';

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
