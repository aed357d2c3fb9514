import { sql, type RawBuilder } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PLANNED_ONCE } from './db.ts';
import { asExpected } from './errors.ts';
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
  const told: unknown = await lent.query('select 1').catch((error: unknown) => error);
  // Given back first: one that is still lent out when the test fails is waited for at the end.
  lent.release();
  expect(asExpected(told)).toMatchObject({ status: 503 });
  expect((await pool.query<{ one: number }>('select 1 as one')).rows).toEqual([{ one: 1 }]);
});

test('a statement that is planned once is known to its connection by a name, others are not, and both answer', async () => {
  await db.db.UNSAFE_write.connection().execute(async (one) => {
    const ask = async (how: RawBuilder<unknown>, n: number): Promise<number | undefined> =>
      (await sql<{ n: number }>`${how} select ${n}::int + 1 as n`.execute(one)).rows[0]?.n;
    expect([await ask(PLANNED_ONCE, 1), await ask(PLANNED_ONCE, 2), await ask(sql``, 3)]).toEqual([2, 3, 4]);
    const { rows } = await sql<{ statement: string }>`select statement from pg_prepared_statements`.execute(one);
    expect(rows.map(({ statement }) => statement)).toEqual([expect.stringContaining('/* planned once */')]);
  });
});
