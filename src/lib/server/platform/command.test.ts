import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { ANONYMOUS, SYSTEM, type Actor } from './actor.ts';
import { command, execute, executeMany, newRecord, setFollowers, touch } from './command.ts';
import type { Context } from './context.ts';
import { Conflict, Forbidden, InvalidInput, NotFound, SignInRequired } from './errors.ts';
import { event } from './events.ts';
import { Id, Rev } from './input.ts';
import { holds } from './policy.ts';
import { testDatabase } from './testing/database.ts';

const noted = event('test.noted', z.object({ words: z.string() }));
const echoed = event('test.echoed', z.object({ words: z.string() }));

const note = command({
  name: 'test.note',
  summary: 'Makes a record.',
  input: z.object({ words: z.string().min(1).max(20), count: z.number().int().max(3) }),
  policy: holds<undefined>('test.note'),
  events: [noted],
  async handle(ctx, input) {
    const id = await newRecord(ctx, 'note');
    ctx.emit(noted, { words: input.words }, id, { secret: 'a name' });
    if (input.words === 'break') throw new Error('broken after the write');
    return { id };
  },
});
const change = command({
  name: 'test.change',
  summary: 'Changes a record.',
  input: z.object({ id: Id, rev: Rev }),
  load: (ctx, { id }) => ctx.db.selectFrom('record').selectAll().where('id', '=', id).forUpdate().executeTakeFirst(),
  policy: { needs: 'test.note', also: (_actor, record) => (record.visibility === 'body' ? 'hide' : 'allow') },
  events: [noted],
  async handle(ctx, input, record) {
    ctx.expectRev(record, input.rev, { rev: record.rev });
    ctx.emit(noted, { words: 'changed' }, record.id);
    return touch(ctx, record.id);
  },
});
const mute = command({
  name: 'test.mute',
  summary: 'Forgets its event.',
  input: z.object({}),
  policy: holds<undefined>('test.note'),
  events: [],
  handle: async (ctx) => newRecord(ctx, 'note'),
});

let db: Awaited<ReturnType<typeof testDatabase>>;
const editor: Actor = {
  kind: 'person',
  id: null,
  name: 'E',
  organisations: [],
  grants: [{ role: 'r', permissions: ['test.*'], scope: { kind: 'all' } }],
};
const as = (actor: Actor): Context => ({
  database: db.db,
  actor,
  now: new Date('2026-05-04T10:00:00Z'),
  lang: 'en',
  door: 'form',
});
const count = async (table: 'record' | 'event'): Promise<number> =>
  Number((await db.db.pool.query<{ n: string }>(`select count(*) n from ${table}`)).rows[0]?.n);

beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());

describe('the road of a command', () => {
  test('nothing is changed before the rooms know of each other', async () => {
    const before = await count('record');
    await expect(execute(note, as(editor), { words: 'a', count: 1 })).rejects.toThrow('the registry is not loaded');
    expect(await count('record')).toBe(before);
    setFollowers([]);
  });

  test('every issue is told at once, by the path of its field, and nothing is written', async () => {
    const before = await count('record');
    const error = await execute(note, as(editor), { words: '', count: 9 }).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(InvalidInput);
    expect((error as InvalidInput).issues.map((i) => [i.path, i.code])).toEqual([
      ['words', 'required'],
      ['count', 'too-big-number'],
    ]);
    expect(await count('record')).toBe(before);
  });

  test('a stranger is asked to sign in, one without the permission is refused', async () => {
    await expect(execute(note, as(ANONYMOUS), { words: 'a', count: 1 })).rejects.toBeInstanceOf(SignInRequired);
    await expect(execute(note, as({ ...editor, grants: [] }), { words: 'a', count: 1 })).rejects.toBeInstanceOf(
      Forbidden,
    );
  });

  test('the record, its event and the link between them are written together', async () => {
    const { id } = await execute(note, as(editor), { words: 'kept', count: 1 });
    const { rows } = await db.db.pool.query(
      'select e.kind, e.door, e.command, e.payload from event e join event_record r using (at, seq) where r.record = $1',
      [id],
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ kind: 'test.noted', door: 'form', command: 'test.note' });
    expect(rows[0].payload.privateHash).toMatch(/^[0-9a-f]{64}$/);
    expect(JSON.stringify(rows[0].payload)).not.toContain('a name');
  });

  test('a fault after the write takes all of it back', async () => {
    const before = [await count('record'), await count('event')];
    await expect(execute(note, as(editor), { words: 'break', count: 1 })).rejects.toThrow('broken after the write');
    expect([await count('record'), await count('event')]).toEqual(before);
  });

  test('a command that leaves no event is a fault of ours, and changes nothing', async () => {
    const before = await count('record');
    await expect(execute(mute, as(editor), {})).rejects.toThrow('left no event');
    expect(await count('record')).toBe(before);
  });

  test('several commands in one transaction are kept all or none', async () => {
    const before = await count('record');
    const good = { command: note, input: { words: 'one', count: 1 } };
    await expect(
      executeMany([good, { command: note, input: { words: 'break', count: 1 } }], as(editor)),
    ).rejects.toThrow();
    expect(await count('record')).toBe(before);
    await executeMany([good, good], as(editor));
    expect(await count('record')).toBe(before + 2);
  });

  test('a stale edit is told what stands now', async () => {
    const { id } = await execute(note, as(editor), { words: 'a', count: 1 });
    expect(await execute(change, as(editor), { id, rev: 1 })).toBe(2);
    const error = await execute(change, as(editor), { id, rev: 1 }).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(Conflict);
    expect((error as Conflict).current).toEqual({ rev: 2 });
  });

  test('of two edits made at once on the same state exactly one is kept', async () => {
    const { id } = await execute(note, as(editor), { words: 'a', count: 1 });
    const both = await Promise.allSettled([1, 2].map(() => execute(change, as(editor), { id, rev: 1 })));
    expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  test('a record that the policy hides answers as one that does not exist', async () => {
    const { id } = await execute(note, as(editor), { words: 'a', count: 1 });
    await db.db.pool.query(`update record set visibility = 'body' where id = $1`, [id]);
    await expect(execute(change, as(editor), { id, rev: 1 })).rejects.toBeInstanceOf(NotFound);
    await expect(
      execute(change, as(editor), { id: '01890000-0000-7000-8000-000000000000', rev: 1 }),
    ).rejects.toBeInstanceOf(NotFound);
  });

  test('a follower acts in the same transaction, and its fault takes the command back', async () => {
    let broken = false;
    setFollowers([
      {
        kind: noted,
        events: [echoed],
        handle: (ctx, payload: { words: string }, records) => {
          if (broken) throw new Error('follower broke');
          ctx.emit(echoed, { words: payload.words }, records);
          return Promise.resolve();
        },
      },
    ]);
    const { id } = await execute(note, as(editor), { words: 'told', count: 1 });
    const { rows } = await db.db.pool.query(
      'select kind from event join event_record using (at, seq) where record = $1 order by seq',
      [id],
    );
    expect(rows.map((r: { kind: string }) => r.kind)).toEqual(['test.noted', 'test.echoed']);
    broken = true;
    const before = await count('record');
    await expect(execute(note, as(editor), { words: 'lost', count: 1 })).rejects.toThrow('follower broke');
    expect(await count('record')).toBe(before);
    setFollowers([]);
  });
});

describe('the stream of events', () => {
  test('cannot be changed, deleted or emptied, even by hand', async () => {
    await execute(note, as(SYSTEM), { words: 'a', count: 1 });
    for (const sql of [
      `update event set kind = 'x'`,
      'delete from event',
      'truncate event cascade',
      'delete from event_record',
      `update event_record set seq = 1`,
    ])
      await expect(db.db.pool.query(sql), sql).rejects.toThrow(/append-only/);
  });

  test('no year of it can be emptied or dropped', async () => {
    for (const sql of ['truncate event_2026', 'drop table event_2026'])
      await expect(db.db.pool.query(sql), sql).rejects.toThrow(/foreign key|depend/);
    await expect(db.db.pool.query('delete from event_2026')).rejects.toThrow(/append-only/);
  });

  test('a record is linked to no event that is not there, nor is a private detail', async () => {
    const { id } = await execute(note, as(editor), { words: 'linked', count: 1 });
    const { rows } = await db.db.pool.query<{ at: Date; seq: string }>(
      'select at, seq from event_record where record = $1',
      [id],
    );
    const [{ at, seq } = { at: new Date(), seq: '0' }] = rows;
    const link = (links: readonly { at: Date; seq: number }[]): Promise<unknown> =>
      db.db.pool.query(
        `insert into event_record (record, at, seq) select $1, one.at, one.seq
         from jsonb_to_recordset($2) as one(at timestamptz, seq bigint) on conflict do nothing`,
        [id, JSON.stringify(links)],
      );
    const there = { at, seq: Number(seq) };
    await expect(link([there])).resolves.toMatchObject({ rowCount: 0 });
    // The number of an event at another time, and one among many.
    await expect(link([{ ...there, at: new Date('2025-05-04T10:00:00Z') }])).rejects.toMatchObject({ code: '23503' });
    await expect(link([there, { at, seq: 999_999 }])).rejects.toMatchObject({ code: '23503' });
    await expect(
      db.db.pool.query(`insert into private_detail values ($1, 999999, 'salt', '"x"')`, [at]),
    ).rejects.toMatchObject({ code: '23503' });
  });
});
