import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dataVersion, foldChanges, versionOf, type Topic } from './data-version.ts';
import { newId } from './ids.ts';
import { PageCache, packed } from './page-cache.ts';
import { testDatabase } from './testing/database.ts';

const words = 'Who must do what, by when. '.repeat(200);
const page = (body = words, headers: Record<string, string> = {}): Response =>
  new Response(body, { headers: { 'content-type': 'text/html', ...headers } });
const request = (headers: Record<string, string> = {}): Request => new Request('http://localhost/en', { headers });

describe('a page kept', () => {
  test('is made once for a key, in each encoding that is asked for', async () => {
    const cache = new PageCache();
    let made = 0;
    const make = (): Promise<Response> => Promise.resolve(page(`${words}${++made}`));
    const plain = await (await cache.answer('k', request(), make)).text();
    const br = await cache.answer('k', request({ 'accept-encoding': 'gzip, br' }), make);
    const gz = await cache.answer('k', request({ 'accept-encoding': 'gzip, br;q=0' }), make);
    expect([br.headers.get('content-encoding'), gz.headers.get('content-encoding')]).toEqual(['br', 'gzip']);
    expect(brotliDecompressSync(Buffer.from(await br.arrayBuffer())).toString()).toBe(plain);
    expect(gunzipSync(Buffer.from(await gz.arrayBuffer())).toString()).toBe(plain);
    expect([made, cache.hits, cache.misses]).toEqual([1, 2, 1]);
    await cache.answer('another', request(), make);
    expect(made).toBe(2);
  });

  test('is made once for all who ask while it is being made', async () => {
    const cache = new PageCache();
    let made = 0;
    const make = async (): Promise<Response> => {
      await new Promise((done) => setTimeout(done, 5));
      return page(`${words}${++made}`);
    };
    const answers = await Promise.all(
      ['br', 'gzip', 'identity'].map((encoding) =>
        cache.answer('k', request({ 'accept-encoding': encoding }), make).then((one) => one.arrayBuffer()),
      ),
    );
    expect([made, cache.hits, cache.misses]).toEqual([1, 2, 1]);
    const [br = new ArrayBuffer(), gz = new ArrayBuffer(), plain = new ArrayBuffer()] = answers;
    expect(brotliDecompressSync(Buffer.from(br)).equals(Buffer.from(plain))).toBe(true);
    expect(gunzipSync(Buffer.from(gz)).equals(Buffer.from(plain))).toBe(true);
  });

  test('that failed is made anew by each who waited for it', async () => {
    const cache = new PageCache();
    let made = 0;
    const fail = async (): Promise<Response> => {
      await new Promise((done) => setTimeout(done, 5));
      if (++made === 1) throw new Error('the first');
      return new Response(`${made}`, { status: 404, headers: { 'content-type': 'text/html' } });
    };
    const [first, second] = await Promise.allSettled([
      cache.answer('k', request(), fail),
      cache.answer('k', request(), fail),
    ]);
    expect([first.status, second.status, made]).toEqual(['rejected', 'fulfilled', 2]);
  });

  test('is told until the moment that was named, and made anew then', async () => {
    const cache = new PageCache();
    let made = 0;
    const ask = (until: number) =>
      cache
        .answer(
          'k',
          request(),
          () => Promise.resolve(page(`${++made}`)),
          () => until,
        )
        .then((one) => one.text());
    expect([await ask(0), await ask(Date.now() + 60_000), await ask(0)]).toEqual(['1', '2', '2']);
  });

  test('answers 304 to who has it', async () => {
    const cache = new PageCache();
    const first = await cache.answer('k', request(), () => Promise.resolve(page()));
    const again = await cache.answer('k', request({ 'if-none-match': first.headers.get('etag') ?? '' }), () =>
      Promise.resolve(page('other')),
    );
    expect([again.status, await again.text()]).toEqual([304, '']);
  });

  test('is not one that failed, sets a cookie or is no page', async () => {
    const cache = new PageCache();
    for (const one of [
      () => new Response('gone', { status: 404, headers: { 'content-type': 'text/html' } }),
      () => page(words, { 'set-cookie': 'a=b' }),
      () => new Response('a,b', { headers: { 'content-type': 'text/csv' } }),
    ]) {
      await cache.answer('k', request(), () => Promise.resolve(one()));
      await cache.answer('k', request(), () => Promise.resolve(one()));
    }
    expect(cache.hits).toBe(0);
  });

  test('gives way when the room is full: the one not read for longest first', async () => {
    const cache = new PageCache(100_000);
    const fill = (key: string) => cache.answer(key, request(), () => Promise.resolve(page('x'.repeat(9_000))));
    for (let i = 0; i < 10; i++) await fill(`k${i}`);
    await fill('k0');
    await fill('k10');
    await fill('k11');
    const before = cache.misses;
    await fill('k0');
    expect(cache.misses).toBe(before);
    await fill('k1');
    expect(cache.misses).toBe(before + 1);
  });

  test('made for one reader is packed and not kept', async () => {
    const answer = await packed(page(), request({ 'accept-encoding': 'br' }));
    expect(brotliDecompressSync(Buffer.from(await answer.arrayBuffer())).toString()).toBe(words);
    expect((await packed(page('short'), request({ 'accept-encoding': 'br' }))).headers.has('content-encoding')).toBe(
      false,
    );
  });
});

describe('the state of the data', () => {
  let db: Awaited<ReturnType<typeof testDatabase>>;
  beforeAll(async () => {
    db = await testDatabase();
  });
  afterAll(() => db.close());

  test('is the same until something is committed, and another after that', async () => {
    // Other test files write to the same server, and a snapshot is the server's: of some two in a row nobody wrote in between.
    let before = await dataVersion(db.db.read);
    let again = await dataVersion(db.db.read);
    for (let tries = 0; tries < 100 && again.all !== before.all; tries++)
      [before, again] = [again, await dataVersion(db.db.read)];
    expect(again).toEqual(before);
    await db.db.pool.query(`insert into setting (name, value) values ('x', '1')`);
    expect((await dataVersion(db.db.read)).all).not.toBe(before.all);
  });

  test('changes when a transaction that began early commits late', async () => {
    const early = await db.db.pool.connect();
    await early.query('begin');
    await early.query(`insert into setting (name, value) values ('early', '1')`);
    await db.db.pool.query(`insert into setting (name, value) values ('late', '1')`);
    const between = await dataVersion(db.db.read);
    await early.query('commit');
    early.release();
    expect((await dataVersion(db.db.read)).all).not.toBe(between.all);
  });

  const of = async (topic: Topic): Promise<string> => versionOf(await dataVersion(db.db.read), [topic]);

  test('of a topic is the same whatever else is written, and another when its tables are, and folding leaves it', async () => {
    const before = await of('search');
    const record = newId();
    await db.db.pool.query(
      `insert into record (id, kind, created_at, updated_at) values ('${record}', 'initiative', now(), now())`,
    );
    // Nothing is touched by it.
    await db.db.pool.query(`update search_document set at = now() where record = '${newId()}'`);
    expect(await of('search')).toBe(before);
    const [initiatives, frameworks] = [await of('initiatives'), await of('frameworks')];
    for (const write of [
      `insert into search_document (record, kind, visibility, at, codes, vector) values ('${record}', 'initiative', 'draft', now(), '', '')`,
      // What may be seen of a record is kept in what lists read.
      `update record set visibility = 'public' where id = '${record}'`,
      `delete from search_document where record = '${record}'`,
    ]) {
      const last = await of('search');
      await db.db.pool.query(write);
      expect(await of('search'), write).not.toBe(last);
    }
    for (let i = 0; i < 120; i++) await db.db.pool.query(`insert into search_word (word, term) values ('w${i}', 'w')`);
    const last = await of('search');
    await db.db.UNSAFE_write.transaction().execute((write) => foldChanges(write));
    expect(await of('search')).toBe(last);
    expect((await db.db.pool.query(`select from data_change where topic = 'search'`)).rowCount).toBe(1);
    expect([await of('initiatives'), await of('frameworks')]).toEqual([initiatives, frameworks]);
  });

  test('of a topic changes when a transaction that began early commits late', async () => {
    const early = await db.db.pool.connect();
    await early.query('begin');
    await early.query(`insert into search_word (word, term) values ('early', 'early')`);
    await db.db.pool.query(`insert into search_word (word, term) values ('late', 'late')`);
    const between = await of('search');
    await early.query('commit');
    early.release();
    expect(await of('search')).not.toBe(between);
  });

  test('is asked a few times by many at once, and never answered with what was asked before', async () => {
    let asked = 0;
    const count = (): void => void asked++;
    db.db.pool.on('acquire', count);
    const all = await Promise.all(Array.from({ length: 200 }, () => dataVersion(db.db.read)));
    db.db.pool.off('acquire', count);
    expect(new Set(all.map((one) => one.all)).size).toBe(1);
    expect(asked).toBe(2);
  });
});
