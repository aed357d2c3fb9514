import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testDatabase, type TestDatabase } from '../testing/database.ts';
import { ask, told, WHOLE, type Outcome } from './testing/quality.ts';

let database: TestDatabase;
let outcomes: Outcome[];
beforeAll(async () => {
  database = await testDatabase();
  outcomes = await ask(database.db, WHOLE);
});
afterAll(() => database.close());

describe('sixty questions in six languages', () => {
  test('find nine in ten of what is expected within the first ten', () => {
    for (const one of outcomes.filter((o) => o.recall < 1 || o.wrong > 0))
      console.log(
        one.asked.id,
        one.asked.text,
        one.recall.toFixed(2),
        one.wrong,
        one.found.join(' '),
        '| expected',
        one.asked.expected.join(' '),
        '| near',
        one.asked.near.join(' '),
      );
    console.log(told(outcomes));
    expect(outcomes).toHaveLength(60);
    expect(told(outcomes).recall).toBeGreaterThanOrEqual(0.9);
  });
});
