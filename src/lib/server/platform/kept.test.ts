import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Language } from '@suivi/texts';
import { ANONYMOUS, SYSTEM, type Actor } from './actor.ts';
import { newId } from './ids.ts';
import { Kept } from './kept.ts';
import { testDatabase, type TestDatabase } from './testing/database.ts';
import { READ_ALL, READ_BODY, sightOf } from './visibility.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const NOW = new Date('2026-05-04T10:00:00Z');
const BODY = newId();
const reader: Actor = { kind: 'person', id: newId(), name: 'Reader', grants: [], organisations: [] };
const within = (permission: string, body: string | null): Actor => ({
  ...reader,
  grants: [
    { role: 'r', permissions: [permission], scope: body === null ? { kind: 'all' } : { kind: 'body', record: body } },
  ],
});

/** Asks as each in turn; how often the answer was made. */
async function made(kept: Kept<number>, asking: readonly [Actor, Language][], input: unknown = {}): Promise<number> {
  let n = 0;
  for (const [actor, lang] of asking)
    await kept.answer({ db: database.db.read, actor, now: NOW, lang }, input, () => Promise.resolve(++n));
  return n;
}

test('an answer is kept for readers who are not signed in, by language, and made anew for those who are', async () => {
  expect(
    await made(new Kept(), [
      [ANONYMOUS, 'en'],
      [ANONYMOUS, 'en'],
      [ANONYMOUS, 'fr'],
      [reader, 'en'],
      [reader, 'en'],
    ]),
  ).toBe(4);
});

test('one that is shared is made once for all who see the same records, in any language', async () => {
  const kept = new Kept<number>({ shared: true });
  expect(
    await made(kept, [
      [ANONYMOUS, 'en'],
      [reader, 'fr'],
      [{ ...reader, id: newId() }, 'ar'],
    ]),
  ).toBe(1);
  expect(
    await made(kept, [
      [within(READ_BODY, BODY), 'en'],
      [within(READ_BODY, BODY), 'en'],
    ]),
  ).toBe(1);
  expect(
    await made(kept, [
      [SYSTEM, 'en'],
      [within(READ_ALL, null), 'en'],
    ]),
  ).toBe(1);
});

test('and made anew when anything was written', async () => {
  const kept = new Kept<number>({ shared: true });
  const write = () =>
    database.db.UNSAFE_write.insertInto('record')
      .values({ id: newId(), kind: 'thing', created_at: NOW, updated_at: NOW })
      .execute();
  expect(await made(kept, [[ANONYMOUS, 'en']])).toBe(1);
  await write();
  expect(await made(kept, [[ANONYMOUS, 'en']])).toBe(1);
});

test('one that is made of some topics is made anew when one of these was written to, and not for anything else', async () => {
  const kept = new Kept<number>({ shared: true, topics: ['search'] });
  const write = (sql: string) => database.db.pool.query(sql);
  expect(await made(kept, [[ANONYMOUS, 'en']])).toBe(1);
  await write(`insert into setting (name, value) values ('elsewhere', '1')`);
  expect(await made(kept, [[ANONYMOUS, 'en']])).toBe(0);
  await write(`insert into search_word (word, term) values ('a', 'a')`);
  expect(await made(kept, [[ANONYMOUS, 'en']])).toBe(1);
  // Within a request it is asked once what the data are: what was kept for another state is no answer to this one.
  const ctx = { db: database.db.read, actor: ANONYMOUS, now: NOW, lang: 'en' } as const;
  const version = { all: 'then', topics: { search: -1 } };
  expect(await kept.answer({ ...ctx, version }, {}, () => Promise.resolve(7))).toBe(7);
});

test('one that may be old for a while is told for so long whatever is written, until when is told, and no longer', async () => {
  const kept = new Kept<number>({ shared: true, goodFor: (n) => (n > 100 ? 30_000 : 0) });
  let state = 0;
  let until = 0;
  const after = async (seconds: number, n: number, input: unknown): Promise<number> => {
    const now = new Date(NOW.getTime() + seconds * 1_000);
    // Something is written before each.
    const version = { all: `${++state}`, topics: {}, older: (then: number) => (until = then) };
    return kept.answer({ db: database.db.read, actor: ANONYMOUS, now, lang: 'en', version }, input, () =>
      Promise.resolve(n),
    );
  };
  expect([await after(0, 200, 'many'), await after(0, 20, 'few')]).toEqual([200, 20]);
  expect(until).toBe(0);
  expect([await after(29, 201, 'many'), await after(29, 21, 'few')]).toEqual([200, 21]);
  expect(until).toBe(NOW.getTime() + 30_000);
  expect(await after(30, 202, 'many')).toBe(202);
});

test('who may read more, or elsewhere, sees otherwise', () => {
  const sights = [
    ANONYMOUS,
    within(READ_BODY, BODY),
    within(READ_BODY, newId()),
    within(READ_BODY, null),
    within(READ_ALL, BODY),
    within(READ_ALL, null),
  ].map(sightOf);
  expect(new Set(sights).size).toBe(6);
  const [one, two] = [within(READ_BODY, BODY), within(READ_BODY, newId())];
  const both = (...actors: Actor[]): Actor => ({ ...reader, grants: actors.flatMap(({ grants }) => grants) });
  expect(sightOf(both(one, two, one))).toBe(sightOf(both(two, one)));
});
