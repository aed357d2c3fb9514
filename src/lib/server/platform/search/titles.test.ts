import type { Language } from '@suivi/texts';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ANONYMOUS } from '../actor.ts';
import type { QueryContext } from '../context.ts';
import { newId } from '../ids.ts';
import { testDatabase, type TestDatabase } from '../testing/database.ts';
import { countsOf, find, putDocuments, understand } from './index.ts';
import { findByTitle } from './titles.ts';

let database: TestDatabase;
const ids = new Map<string, string>();
const nameOf = (id: string): string => [...ids].find(([, one]) => one === id)?.[0] ?? '';
const AT = new Date('2026-01-01');
const ctx = (lang: Language): QueryContext => ({ db: database.db.read, actor: ANONYMOUS, now: AT, lang });

let kinds = 0;

type Titles = readonly [Language, string][];
/** Documents of a kind of their own, each with its titles, as it was written first. */
async function put(kind: string, all: readonly Titles[], labels: (i: number) => string[] = () => []): Promise<void> {
  const documents = all.map((titles, i) => ({
    record: newId(),
    kind,
    at: AT,
    titles: titles.map(([lang, text]) => ({ lang, text })),
    labels: [...titles.map(([lang]) => `language:${lang}`), ...labels(i)],
    fields: [],
  }));
  await database.db.UNSAFE_write.transaction().execute(async (db) => {
    for (const [i, { record }] of documents.entries()) {
      ids.set(all[i]?.[0]?.[1] ?? '', record);
      await db
        .insertInto('record')
        .values({ id: record, kind: 'thing', visibility: 'public', created_at: AT, updated_at: AT })
        .execute();
    }
    await putDocuments({ db }, documents);
  });
}
/** Titles as they were written, in the order in which a reader gets them, so many at a time. */
async function listed(
  kind: string,
  lang: Language,
  { labels = [], limit = 3 }: { labels?: string[][]; limit?: number } = {},
) {
  const understood = await understand(ctx(lang), { kind, labels });
  const all: string[] = [];
  let after: string | undefined;
  do {
    const page = await find(ctx(lang), understood, { sort: 'title', after, limit });
    expect(page.records.length).toBeLessThanOrEqual(limit);
    all.push(...page.records.map(nameOf));
    after = page.next ?? undefined;
  } while (after !== undefined);
  return all;
}
const inOne = (lang: Language, titles: string[]): Titles[] => titles.map((title) => [[lang, title]]);

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

test.each<[string, Language, string[]]>([
  ['accents count where all else is equal', 'fr', ['Côte', 'Coteau', 'École', 'Écoles', 'Zone']],
  ['an article at the beginning is passed over', 'en', ['An apple', 'Bees', 'The comet', 'A dune', 'Theatres']],
  ['and in French', 'fr', ['Un atelier', 'L’eau', 'Les forêts', 'La lecture', 'Lectures']],
  ['ñ follows n in Spanish', 'es', ['El nido', 'Nube', 'Nylon', 'Ñandú', 'Los ojos']],
  ['й follows и in Russian, and ё stands with е', 'ru', ['Ёлка', 'Ель', 'Жук', 'Игра', 'Июль', 'Йод', 'Край']],
  [
    'the Arabic article and hamza are passed over, and what only begins as the article does is none',
    'ar',
    ['أرض', 'التزام', 'الباب', 'تعليم', 'المدرسة', 'مركز'],
  ],
  ['Chinese stands by pinyin', 'zh', ['安全', '北京', '重庆', '上海', '学校', '中国']],
  ['numbers by their value, before letters', 'en', ['2 boats', '10 boats', '"100" boats', 'Boats']],
  ['signs before a title do not count', 'en', ['«Alpha»', '[Beta]', '“The delta”', '— Gamma']],
])('%s', async (_name, lang, titles) => {
  const kind = `order-${'abcdefghijklm'.charAt(kinds++)}`;
  await put(kind, inOne(lang, titles.toReversed()));
  expect(await listed(kind, lang)).toEqual(titles);
});

test('a reader’s own script stands first, and a title in their language in place of the one that was written', async () => {
  await put('scripts', [
    [['en', 'Anchors']],
    [
      ['fr', 'Bouées'],
      ['ar', 'عوامات'],
    ],
    [
      ['ru', 'Маяк'],
      ['en', 'Zenith of a lighthouse'],
    ],
    [['zh', '海']],
    [['ar', 'مرسى']],
  ]);
  expect(await listed('scripts', 'en')).toEqual(['Anchors', 'Bouées', 'Маяк', 'مرسى', '海']);
  expect(await listed('scripts', 'ru')).toEqual(['Маяк', 'Anchors', 'Bouées', 'مرسى', '海']);
  expect(await listed('scripts', 'ar')).toEqual(['Bouées', 'مرسى', 'Anchors', 'Маяк', '海']);
  expect(await listed('scripts', 'zh', { limit: 1 })).toEqual(['海', 'Anchors', 'Bouées', 'Маяк', 'مرسى']);
  const some = { labels: [['language:ar', 'language:zh']], limit: 1 };
  expect(await listed('scripts', 'en', some)).toEqual(['Bouées', 'مرسى', '海']);
  // As it is read where there are very many.
  const understood = await understand(ctx('en'), { kind: 'scripts', labels: some.labels });
  const counted = { total: 100_000, about: true, labels: [] };
  const first = await findByTitle(ctx('en'), understood, counted, { limit: 2 });
  const next = await findByTitle(ctx('en'), understood, counted, { limit: 2, after: first.next ?? '' });
  expect([...first.records, ...next.records].map(nameOf)).toEqual(['Bouées', 'مرسى', '海']);
});

test('equal titles, and what is one after a hundred signs, are read page by page without a gap or a double', async () => {
  const long = 'Lighthouses '.repeat(12);
  const titles = Array.from({ length: 12 }, (_, i): Titles => [['en', `${long} ${i}`]]);
  await put('equal', titles);
  const all = await listed('equal', 'fr', { limit: 5 });
  expect(all.toSorted()).toEqual(titles.map(([one]) => one?.[1] ?? '').toSorted());
});

test('is the same whether what answers is walked or gathered, and whatever was counted before', async () => {
  await put(
    'ways',
    Array.from({ length: 300 }, (_, i): Titles => [[i % 3 === 0 ? 'zh' : 'en', `Title ${i}`]]),
    (i) => (i % 2 === 0 ? ['level:even'] : []),
  );
  const understood = await understand(ctx('en'), { kind: 'ways', labels: [['level:even']] });
  const counted = await countsOf(ctx('en'), understood);
  const pages = await Promise.all(
    [{ total: counted.total, n: 0 }, ...[0, 100, 100_000].map((n) => ({ total: 100_000, n }))].map(({ total, n }) => {
      const labels = counted.labels.map((one) => ({ ...one, n: one.label.startsWith('language:') ? n : one.n }));
      return findByTitle(ctx('en'), { ...understood, all: 400 }, { ...counted, total, labels }, { limit: 120 });
    }),
  );
  const wanted = Array.from({ length: 300 }, (_, i) => i)
    .filter((i) => i % 2 === 0)
    .toSorted((a, b) => Number(a % 3 === 0) - Number(b % 3 === 0) || a - b)
    .slice(0, 120)
    .map((i) => `Title ${i}`);
  for (const { records } of pages) expect(records.map(nameOf)).toEqual(wanted);
});

test('a title goes with its document, and a title in no counted language is refused', async () => {
  const n = async (): Promise<number> =>
    Number(
      (
        await sql<{ n: number }>`select count(*)::int as n from search_title where kind = 'gone'`.execute(
          database.db.UNSAFE_write,
        )
      ).rows[0]?.n,
    );
  await put('gone', inOne('en', ['Soon gone']));
  expect(await n()).toBe(1);
  await database.db.pool.query(`delete from search_document where kind = 'gone'`);
  expect(await n()).toBe(0);
  const record = newId();
  await expect(
    database.db.UNSAFE_write.transaction().execute((db) =>
      putDocuments({ db }, [
        { record, kind: 'gone', at: AT, labels: [], fields: [], titles: [{ text: 'x', lang: 'en' }] },
      ]),
    ),
  ).rejects.toThrow('a title in en without its label');
});
