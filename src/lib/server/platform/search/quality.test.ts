import { LANGUAGES } from '@suivi/search';
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
  test('find nineteen in twenty of what is expected within the first ten', () => {
    expect(outcomes).toHaveLength(60);
    expect(told(outcomes).recall).toBeGreaterThanOrEqual(0.95);
  });
  test('find eight in ten of it in each language', () => {
    for (const lang of LANGUAGES)
      expect(told(outcomes.filter((one) => one.asked.lang === lang)).recall, lang).toBeGreaterThanOrEqual(0.8);
  });
  test('let what only shares words stand above what is expected in one pair of fifty at most', () => {
    expect(told(outcomes).wrong).toBeLessThanOrEqual(0.02);
    // And there is something to be wrong about.
    expect(outcomes.reduce((sum, one) => sum + one.pairs, 0)).toBeGreaterThan(300);
  });
});
