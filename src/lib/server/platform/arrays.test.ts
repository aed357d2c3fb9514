import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeWorld, type World } from '../testing/world.ts';
import { texts, uuids } from './arrays.ts';

let world: World;
beforeAll(async () => void (world = await makeWorld()));
afterAll(() => world.close());

const back = async (type: 'uuid' | 'text', given: Buffer): Promise<unknown> =>
  (await world.db.db.pool.query<{ list: unknown }>(`select to_jsonb($1::${type}[]) as list`, [given])).rows[0]?.list;

test('words of any kind come back as they were sent, those that are missing as missing', async () => {
  const word = fc.option(
    fc.string({ unit: 'grapheme' }).filter((one) => !one.includes('\u0000') && one.isWellFormed()),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(word, { maxLength: 40 }), async (list) => {
      expect(await back('text', texts(list))).toEqual(list);
    }),
    { numRuns: 60 },
  );
});

test('ids come back as PostgreSQL writes them, and what is none is refused', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.uuid(), { maxLength: 40 }), async (list) => {
      const twice = list.flatMap((one, i) => (i % 3 === 0 ? [one, one] : [one]));
      expect(await back('uuid', uuids(twice.map((one, i) => (i % 5 < 3 ? one : one.toUpperCase()))))).toEqual(twice);
    }),
    { numRuns: 60 },
  );
  for (const one of [
    '',
    'made',
    '0189b6e0-7a5b-7000-8000-00000000000',
    '0189b6e0-7a5b-7000-8000-0000000000000',
    '0189b6e0-7a5b-7000-8000-00000000000g',
  ])
    expect(() => uuids([one])).toThrow('not an id');
});
