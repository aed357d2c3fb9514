import { spawnSync } from 'node:child_process';
import { chmodSync, closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { SYSTEM } from './actor.ts';
import { command, execute, newRecord } from './command.ts';
import type { Context } from './context.ts';
import { openDatabase, type Database } from './db.ts';
import { assertRoomToWrite, freeBytes, watchDisk } from './disk.ts';
import { asExpected, DiskFull } from './errors.ts';
import { event } from './events.ts';
import { migrate } from './migrate.ts';
import '../registry.ts';
import { holds } from './policy.ts';
import { startCluster, type Cluster } from './postgres/cluster.ts';

const MB = 1024 * 1024;
const written = event('disk.written', z.object({}));
const write = command({
  name: 'disk.write',
  summary: 'Makes a record.',
  input: z.object({}),
  policy: holds<undefined>('disk.write'),
  events: [written],
  async handle(ctx) {
    const id = await newRecord(ctx, 'note');
    ctx.emit(written, {}, id);
    return { id };
  },
});

describe('a disk of a few hundred megabytes', () => {
  const place = mkdtempSync(join(tmpdir(), 'suivi-disk-'));
  const mounted =
    process.getuid?.() === 0 &&
    spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=320m,mode=0711', 'tmpfs', place]).status === 0;
  let cluster: Cluster | null = null;
  let database: Database | null = null;
  const filler = join(place, 'filler');

  const db = (): Database => database ?? expect.fail('no database');
  const ctx = (): Context => ({ database: db(), actor: SYSTEM, now: new Date(), lang: 'en', door: 'cli' });
  const count = async (table: 'record' | 'event'): Promise<number> =>
    Number((await db().pool.query<{ n: string }>(`select count(*) n from ${table}`)).rows[0]?.n);

  /** Writes until `free` bytes are left, or nothing goes in any more. */
  async function fill(free: number): Promise<void> {
    const file = openSync(filler, 'a');
    const block = Buffer.alloc(MB, 1);
    try {
      while (((await freeBytes(place)) ?? 0) > free) writeSync(file, block);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
    } finally {
      closeSync(file);
    }
  }

  beforeAll(async () => {
    if (!mounted) return;
    chmodSync(place, 0o711);
    cluster = await startCluster({ data: place });
    await migrate(cluster.url);
    database = openDatabase(cluster.url);
    watchDisk({ folder: place, reserve: 64 * MB });
  });
  afterAll(async () => {
    watchDisk(null);
    await database?.close();
    await cluster?.stop();
    if (mounted) spawnSync('umount', [place]);
    rmSync(place, { recursive: true, force: true });
  });

  test.skipIf(!mounted)('takes changes while there is room (needs root and mounts)', async () => {
    const before = await count('record');
    await execute(write, ctx(), {});
    expect(await count('record')).toBe(before + 1);
  });

  test.skipIf(!mounted)(
    'once nearly full answers changes with 507 and leaves nothing half done, while reading goes on (needs root and mounts)',
    async () => {
      const [records, events] = [await count('record'), await count('event')];
      await fill(60 * MB);
      const refused = await execute(write, ctx(), {}).catch((error: unknown) => error);
      expect(refused).toBeInstanceOf(DiskFull);
      expect(asExpected(refused)?.status).toBe(507);
      expect([await count('record'), await count('event')]).toEqual([records, events]);
    },
  );

  test.skipIf(!mounted)(
    'filled to the last byte by others is still read, and takes changes when room is made (needs root and mounts)',
    async () => {
      const records = await count('record');
      await fill(0);
      expect((await freeBytes(place)) ?? 0).toBeLessThan(MB);
      await expect(execute(write, ctx(), {})).rejects.toBeInstanceOf(DiskFull);
      expect(await count('record')).toBe(records);
      rmSync(filler);
      await execute(write, ctx(), {});
      expect(await count('record')).toBe(records + 1);
    },
  );
});

describe('the watch of the disk', () => {
  test('lets pass where there is room, and where the folder is not there yet', async () => {
    watchDisk({ folder: tmpdir(), reserve: 1 });
    await expect(assertRoomToWrite()).resolves.toBeUndefined();
    watchDisk({ folder: join(tmpdir(), 'no-such-folder'), reserve: 1 });
    await expect(assertRoomToWrite()).resolves.toBeUndefined();
  });

  test('refuses where less is free than the reserve', async () => {
    watchDisk({ folder: tmpdir(), reserve: Number.MAX_SAFE_INTEGER });
    await expect(assertRoomToWrite()).rejects.toBeInstanceOf(DiskFull);
    watchDisk(null);
  });

  test.each(['53100', 'ENOSPC', 'EDQUOT'])(
    'what the database and the system say of a full disk (%s) is the same to the reader',
    (code) => {
      expect(asExpected(Object.assign(new Error('full'), { code }))?.status).toBe(507);
    },
  );
});
