import type { PoolClient } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeWorld, type World } from '../testing/world.ts';
import { registryIn } from './testing/registry.ts';

let world: World;
let id: string;
beforeAll(async () => {
  world = await makeWorld();
  ({ id } = await (await registryIn(world)).publish());
});
afterAll(() => world.close());

const query = (text: string, values: unknown[] = []) => world.db.db.pool.query(text, values);
const code = (run: Promise<unknown>) =>
  run.then(
    () => 'done',
    (error: unknown) => (error as { code?: string }).code,
  );
const NOBODY = '01900000-0000-7000-8000-000000000000';
const NEW = '01900000-0000-7000-8000-000000000001';
const record = `insert into record (id, kind, created_at, updated_at) values ($1, 'initiative', now(), now())`;
const initiative = `insert into initiative (id, organisation, state, draft, draft_lang) select $1::uuid, organisation, 'draft', '{}', 'en' from initiative limit 1`;

/** Runs in a transaction that is given up, or kept. */
async function within<T>(run: (client: PoolClient) => Promise<T>, end: 'commit' | 'rollback' = 'rollback'): Promise<T> {
  const client = await world.db.db.pool.connect();
  try {
    await client.query('begin');
    const result = await run(client);
    await client.query(end);
    return result;
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
}

describe('the database holds by itself, a statement at a time', () => {
  test('that an initiative, a version, an address, a tag, an event and what finds duplicates name what is there', async () => {
    for (const one of [
      initiative,
      `insert into initiative_version (initiative, seq, lang, content, submitted_at, state) values ($1, 1, 'en', '{}', now(), 'waiting')`,
      `insert into address (path, record, created_at) select one.path, one.record, now()
         from (values ('stocktaking/a', '${id}'::uuid), ('stocktaking/b', $1::uuid)) one(path, record)`,
      `insert into initiative_print (initiative) values ($1)`,
      `update address set record = $1 where record = '${id}'`,
      `update initiative set organisation = $1 where id = '${id}'`,
      `update initiative set submitter = $1 where id = '${id}'`,
      `update initiative_version set decided_by = $1 where initiative = '${id}'`,
      `update tag set tagged_by = $1 where record = '${id}'`,
      `insert into event (at, kind, v, actor, door, command, command_id, payload)
         select at, kind, v, $1, door, command, command_id, payload from event limit 1`,
    ])
      expect(await code(query(one, [NOBODY])), one).toBe('23503');
  });

  test('that the version that is public, and the one that waits, are there', async () => {
    for (const column of ['published', 'waiting'])
      expect(await code(query(`update initiative set ${column} = 99 where id = $1`, [id])), column).toBe('23503');
  });

  test('an initiative and its first version, which name each other, are judged when one statement has made both', async () => {
    const both = (seq: number) => `with r as (${record}),
      v as (insert into initiative_version (initiative, seq, lang, content, submitted_at, state) values ($1, ${seq}, 'en', '{}', now(), 'waiting'))
      insert into initiative (id, organisation, state, waiting) select $1::uuid, organisation, 'submitted', 1 from initiative limit 1`;
    expect(await code(within((client) => client.query(both(1), [NEW])))).toBe('done');
    expect(await code(within((client) => client.query(both(2), [NEW])))).toBe('23503');
  });

  test('what is named is judged by what others have done meanwhile: not in a transaction that does not see it', async () => {
    expect(
      await code(
        within(async (client) => {
          await client.query('set transaction isolation level repeatable read');
          await client.query(record, [NEW]);
          await client.query(initiative, [NEW]);
        }),
      ),
    ).toBe('0A000');
  });

  test('that what is named does not go, nor its key become another', async () => {
    for (const one of [
      `delete from record where id = '${id}'`,
      `delete from initiative where id = '${id}'`,
      `delete from party where id in (select organisation from initiative)`,
    ])
      expect(await code(query(one)), one).toBe('23503');
    for (const one of [
      `update initiative set id = gen_random_uuid() where id = '${id}'`,
      `update initiative_version set initiative = '${NOBODY}' where initiative = '${id}'`,
      `update initiative_print set initiative = '${NOBODY}' where initiative = '${id}'`,
      'truncate initiative cascade',
      'truncate initiative_version cascade',
      'truncate party cascade',
      `update party set id = gen_random_uuid() where id in (select organisation from initiative)`,
    ])
      expect(await code(query(one)), one).toBe('23001');
  });

  test('a record that the same transaction has made serves; one that it has deleted again does not', async () => {
    expect(
      await code(
        within(async (client) => {
          await client.query(record, [NEW]);
          await client.query(initiative, [NEW]);
        }),
      ),
    ).toBe('done');
    expect(
      await code(
        within(async (client) => {
          await client.query(record, [NEW]);
          await client.query('delete from record where id = $1', [NEW]);
          await client.query(initiative, [NEW]);
        }),
      ),
    ).toBe('23503');
  });

  test('one of before stays while what names it is being written', async () => {
    await query(record, [NEW]);
    const gone = await within(async (client) => {
      await client.query(initiative, [NEW]);
      const deleted = code(query('delete from record where id = $1', [NEW]));
      const waits = `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
      while ((await query(waits)).rowCount === 0);
      return { deleted };
    }, 'commit');
    expect(await gone.deleted).toBe('23503');
  });
});
