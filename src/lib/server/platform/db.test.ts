import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase } from './testing/database.ts';

let db: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());

test('a connection that breaks while it is lent out fails its borrower, not the process', async () => {
  const { pool } = db.db;
  const lent = await pool.connect();
  await lent.query('begin');
  const { rows } = await lent.query<{ pid: number }>('select pg_backend_pid() pid');
  // Were nobody to listen to it, its end would be an error that nothing catches, which fails this test too.
  const over = new Promise<void>((resolve) => lent.once('end', resolve));
  await pool.query('select pg_terminate_backend($1)', [rows[0]?.pid]);
  await over;
  await expect(lent.query('select 1')).rejects.toThrow();
  lent.release();
  expect((await pool.query<{ one: number }>('select 1 as one')).rows).toEqual([{ one: 1 }]);
});
