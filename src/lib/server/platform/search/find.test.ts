import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ANONYMOUS, SYSTEM, type Actor } from '../actor.ts';
import type { QueryContext } from '../context.ts';
import { newId } from '../ids.ts';
import { testDatabase, type TestDatabase } from '../testing/database.ts';
import { countsOf, dropDocuments, find, foldWords, putDocuments, understand, type Page, type Search } from './index.ts';

let database: TestDatabase;
const ctx = (actor: Actor = ANONYMOUS): QueryContext => ({ db: database.db.read, actor, now: new Date(), lang: 'en' });
const ids = new Map<string, string>();
const nameOf = (id: string): string => [...ids].find(([, one]) => one === id)?.[0] ?? '';

interface Put {
  name: string;
  title: string;
  text?: string;
  labels?: string[];
  uncounted?: string[];
  day?: string;
  visibility?: 'draft' | 'public';
}
async function put(...list: Put[]): Promise<void> {
  await database.db.UNSAFE_write.transaction().execute(async (db) => {
    for (const { name, visibility = 'public', day = '2026-01-01' } of list) {
      if (ids.has(name)) continue;
      ids.set(name, newId());
      await db
        .insertInto('record')
        .values({
          id: ids.get(name) ?? '',
          kind: 'thing',
          visibility,
          created_at: new Date(day),
          updated_at: new Date(day),
        })
        .execute();
    }
    await putDocuments(
      { db },
      list.map(({ name, title, text = '', labels = [], uncounted = [], day = '2026-01-01' }) => ({
        record: ids.get(name) ?? '',
        kind: 'thing',
        at: new Date(day),
        labels,
        uncounted,
        fields: [
          { text: title, lang: 'en', weight: 'A' },
          { text, lang: 'en', weight: 'C' },
        ],
      })),
    );
    await foldWords(db);
  });
}
const ask = async (search: Partial<Search>, page: Partial<Page> = {}, actor?: Actor) => {
  const understood = await understand(ctx(actor), { kind: 'thing', ...search });
  const found = await find(ctx(actor), understood, { sort: 'relevance', limit: 10, ...page });
  return { understood, names: found.records.map(nameOf), next: found.next };
};

beforeAll(async () => {
  database = await testDatabase();
  await put(
    { name: 'a', title: 'Harbour lanterns', labels: ['line:C1', 'country:M49 012'], day: '2026-01-01' },
    { name: 'b', title: 'Quays', text: 'lanterns and ropes', labels: ['line:C1', 'line:C2'], day: '2026-02-01' },
    { name: 'c', title: 'Ropes', text: 'a harbour', labels: ['line:C2'], day: '2026-03-01' },
    { name: 'd', title: 'Secret lanterns', labels: ['line:C9'], visibility: 'draft' },
  );
});
afterAll(() => database.close());

describe('what is found', () => {
  test('a word in the title comes before the same in the text', async () => {
    expect((await ask({ text: 'lantern' })).names.slice(0, 2)).toEqual(['a', 'b']);
  });
  test('what was typed is mended where nothing holds it, and that is told', async () => {
    const { names, understood } = await ask({ text: 'lantrens' });
    expect(names).toContain('a');
    expect(understood.mended).toEqual([{ typed: 'lantrens', read: 'lanterns' }]);
  });
  test('the beginning of a word is found where nothing has it as a word', async () => {
    expect((await ask({ text: 'harb' })).names.toSorted()).toEqual(['a', 'c']);
  });
  test('labels are wanted all, of each list one', async () => {
    expect((await ask({ labels: [['line:C1', 'line:C2']] }, { sort: 'newest' })).names).toEqual(['c', 'b', 'a']);
    expect((await ask({ labels: [['line:C1'], ['line:C2']] })).names).toEqual(['b']);
    expect((await ask({ labels: [['country:M49 012']], text: 'lanterns' })).names).toEqual(['a']);
  });
  test('a phrase and what is without', async () => {
    expect((await ask({ text: '"harbour lanterns"' })).names).toEqual(['a']);
    expect((await ask({ text: 'ropes -harbour' })).names).toEqual(['b']);
    expect((await ask({ text: '-harbour' })).names).toEqual(['b']);
  });
  test('typed signs that say nothing find nothing rather than everything', async () => {
    expect((await ask({ text: '" & | !' })).names).toEqual([]);
    expect((await ask({ text: '  ' })).names).toHaveLength(3);
  });
  test.each([
    "'; drop table record; --",
    '\\',
    "a':*",
    '%s $1 %1$L',
    '\u0000',
    'x'.repeat(5_000),
    '<-> & | ! ( )',
    '‮abc',
  ])('hostile words are words: %j', async (text) => {
    const { understood } = await ask({ text });
    await expect(countsOf(ctx(), understood)).resolves.toBeDefined();
  });
  test('a label with any signs is a label', async () => {
    await put({ name: 'odd', title: 'Odd', labels: ["odd:it's \\ 100 % $1"] });
    const { names, understood } = await ask({ labels: [["odd:it's \\ 100 % $1"]] });
    expect(names).toEqual(['odd']);
    expect((await countsOf(ctx(), understood)).labels).toEqual([{ label: "odd:it's \\ 100 % $1", n: 1 }]);
    await database.db.UNSAFE_write.transaction().execute((db) => dropDocuments({ db }, [ids.get('odd') ?? '']));
    expect((await ask({ labels: [["odd:it's \\ 100 % $1"]] })).names).toEqual([]);
  });
});

describe('who sees it', () => {
  test('a draft is found and counted by who may read it only', async () => {
    expect((await ask({ text: 'secret' })).names).toEqual([]);
    expect((await ask({ text: 'secret' }, {}, SYSTEM)).names).toEqual(['d']);
    const counts = async (actor: Actor) => {
      const { understood } = await ask({}, {}, actor);
      return (await countsOf(ctx(actor), understood)).labels.map((one) => one.label);
    };
    expect(await counts(ANONYMOUS)).not.toContain('line:C9');
    expect(await counts(SYSTEM)).toContain('line:C9');
  });
  test('a record that is withdrawn, or shown, is so in lists at once', async () => {
    const show = (values: { visibility?: string; withdrawn_at?: Date | null }) =>
      database.db.UNSAFE_write.updateTable('record')
        .set(values)
        .where('id', '=', ids.get('d') ?? '')
        .execute();
    await show({ visibility: 'public' });
    expect((await ask({ text: 'secret' })).names).toEqual(['d']);
    await show({ withdrawn_at: new Date() });
    expect((await ask({ text: 'secret' })).names).toEqual([]);
  });
});

describe('counts', () => {
  test('say of each label how many it would leave', async () => {
    const { understood } = await ask({ text: 'ropes' });
    expect(await countsOf(ctx(), understood)).toEqual({
      total: 2,
      about: false,
      labels: [
        { label: 'line:C2', n: 2 },
        { label: 'line:C1', n: 1 },
      ],
    });
  });
  test('are not made of what a list is only narrowed by', async () => {
    await put({ name: 'house', title: 'Moorings', labels: ['line:C5'], uncounted: ['house:one'] });
    const { names, understood } = await ask({ labels: [['house:one']] });
    expect(names).toEqual(['house']);
    expect((await countsOf(ctx(), understood)).labels).toEqual([{ label: 'line:C5', n: 1 }]);
  });
});

describe('forty thousand', () => {
  const MANY = 40_000;
  beforeAll(async () => {
    await sql`insert into record (id, kind, visibility, created_at, updated_at)
      select ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, 'many', 'public', now(), now() from generate_series(1, ${MANY}) n`.execute(
      database.db.UNSAFE_write,
    );
    await sql`insert into search_label (label) values ('half:0'), ('half:1')`.execute(database.db.UNSAFE_write);
    await sql`insert into search_document (record, kind, visibility, at, codes, vector)
      select ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, 'many', 'public', timestamptz '2020-01-01' + n % 5000 * interval '1 hour',
        (select string_agg(int2send(code), ''::bytea) from search_label where label in ('half:' || n % 2, 'each:one')),
        (case when n % 20 = 0 then '''seldom'':1A ' else '' end || case when n % 10 = 3 then '''tenth'':2A ' else '' end || '''often'':' || case when n % 7 = 0 then '1A' else '9' end || ' ''half:' || n % 2 || '''')::tsvector
      from generate_series(1, ${MANY}) n`.execute(database.db.UNSAFE_write);
    await sql`analyze search_document`.execute(database.db.UNSAFE_write);
  });
  const all = async (search: Partial<Search>, sort: Page['sort'], limit: number): Promise<string[]> => {
    const understood = await understand(ctx(), { kind: 'many', ...search });
    const seen: string[] = [];
    for (let after: string | undefined; ;) {
      const { records, next } = await find(ctx(), understood, { sort, limit, after });
      seen.push(...records);
      if (next === null) return seen;
      after = next;
    }
  };
  test('are told as "about", near the truth, and so is each label', async () => {
    const understood = await understand(ctx(), { kind: 'many', text: 'often' });
    const { total, about, labels } = await countsOf(ctx(), understood);
    expect(about).toBe(true);
    expect(Math.abs(total - MANY)).toBeLessThan(MANY / 8);
    expect(labels.map((one) => one.label).toSorted()).toEqual(['half:0', 'half:1']);
    for (const { n } of labels) expect(Math.abs(n - MANY / 2)).toBeLessThan(MANY / 10);
  });
  test('of which two thousand are counted to the last', async () => {
    const understood = await understand(ctx(), { kind: 'many', text: 'seldom' });
    expect(await countsOf(ctx(), understood)).toEqual({
      total: 2_000,
      about: false,
      labels: [{ label: 'half:0', n: 2_000 }],
    });
  });
  test('of which a handful is told as it is, and none as none', async () => {
    await put({ name: 'pair', title: 'Pennants' }, { name: 'pair-too', title: 'Pennants again' });
    expect((await understand(ctx(), { kind: 'thing', text: 'pennants' })).total).toBe(2);
    expect((await understand(ctx(), { kind: 'many', text: 'quaggabone' })).total).toBe(0);
    const few = await countsOf(ctx(), await understand(ctx(), { kind: 'thing' }));
    expect([few.about, few.total]).toEqual([false, (await ask({}, { limit: 100 })).names.length]);
    expect((await understand(ctx(), { kind: 'many', labels: [['half:1'], ['half:0']] })).total).toBe(0);
  });
  test.each(['newest', 'oldest'] as const)('are walked by date, %s first, each once', async (sort) => {
    const seen = await all({ labels: [['half:1']] }, sort, 7_000);
    expect(seen).toHaveLength(MANY / 2);
    expect(new Set(seen).size).toBe(MANY / 2);
    const { rows } = await sql<{
      record: string;
    }>`select record from search_document where kind = 'many' and vector @@ '''half:1'''::tsquery
      order by ${sort === 'newest' ? sql`at desc, record desc` : sql`at, record`} limit 50`.execute(
      database.db.UNSAFE_write,
    );
    expect(seen.slice(0, 50)).toEqual(rows.map((row) => row.record));
    expect(new Set(await all({ text: 'tenth' }, sort, 500)).size).toBe(MANY / 10);
  });
  test('are ranked among the newest, and go on by date, each once', async () => {
    const seen = await all({ text: 'seldom' }, 'relevance', 300);
    expect(seen).toHaveLength(2_000);
    expect(new Set(seen).size).toBe(2_000);
    const tenth = await all({ text: 'tenth' }, 'relevance', 250);
    expect(tenth).toHaveLength(MANY / 10);
    expect(new Set(tenth).size).toBe(MANY / 10);
    const { rows } = await sql<{ record: string }>`select record from search_document
      where kind = 'many' and vector @@ '''tenth'''::tsquery order by at desc, record desc limit 300`.execute(
      database.db.UNSAFE_write,
    );
    expect(new Set(tenth.slice(0, 300))).toEqual(new Set(rows.map(({ record }) => record)));
    const often = await all({ text: 'often' }, 'relevance', 9_000);
    expect(new Set(often).size).toBe(MANY);
  });
});
