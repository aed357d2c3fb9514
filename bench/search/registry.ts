// `node bench/search/registry.ts [entries] [seconds] [folder]`: search, filters and counts of a made-up registry of so many entries,
// on a PostgreSQL of its own (kept in the folder where one is named), and the same rows and questions in SQLite's FTS5.
import { indexed } from '@suivi/search';
import { ANONYMOUS } from '../../src/lib/server/platform/actor.ts';
import type { QueryContext } from '../../src/lib/server/platform/context.ts';
import type { Database } from '../../src/lib/server/platform/db.ts';
import { countsOf, EACH, find, understand } from '../../src/lib/server/platform/search/index.ts';
import { numbersOf, packed } from '../../src/lib/server/platform/search/labels.ts';
import { withDatabase } from './database.ts';
import { batches, fieldsOf } from './entries.ts';
import { mix, type Question } from './mix.ts';
import { filledFts5, fts5 } from './fts5.ts';

const [size = '10000', seconds = '20', folder] = process.argv.slice(2);
const many = Number(size);
const say = (line: string): void => void process.stdout.write(`${line}\n`);
const since = (start: number): string => `${((performance.now() - start) / 1000).toFixed(1)} s`;
const INDEXES = [
  'search_document_vector',
  'search_document_newest',
  'search_document_16th',
  'search_document_128th',
  'search_document_shuffle',
];

/** Fills the search tables as a room's commands would, without their rules and events; indexes are built afterwards. */
async function fill(database: Database): Promise<void> {
  const client = await database.pool.connect();
  const start = performance.now();
  try {
    await client.query(`set session_replication_role = replica; set maintenance_work_mem = '512MB'`);
    const made = await client.query<{ indexdef: string }>('select indexdef from pg_indexes where indexname = any($1)', [
      INDEXES,
    ]);
    for (const name of INDEXES) await client.query(`drop index ${name}`);
    const words = new Map<string, number>();
    for (const batch of batches(many)) {
      const rows = batch.map((one) => {
        const { vector, words: own } = indexed(fieldsOf(one), one.labels);
        for (const { word, term } of own)
          if (/\p{L}/u.test(word)) words.set(`${word} ${term}`, (words.get(`${word} ${term}`) ?? 0) + 1);
        return { record: one.id, at: one.at, labels: [...one.labels, EACH], vector };
      });
      const numbers = await database.UNSAFE_write.transaction().execute((db) =>
        numbersOf(
          { db },
          rows.flatMap(({ labels }) => labels),
        ),
      );
      await client.query(
        `insert into search_document (record, kind, visibility, at, codes, vector)
         select record, 'initiative', 'public', at, decode(codes, 'hex'), vector::tsvector
         from jsonb_to_recordset($1::jsonb) as one(record uuid, at timestamptz, codes text, vector text)`,
        [JSON.stringify(rows.map(({ labels, ...row }) => ({ ...row, codes: packed(labels, numbers) })))],
      );
    }
    const list = [...words];
    for (let from = 0; from < list.length; from += 20_000) {
      const part = list.slice(from, from + 20_000);
      const [left, right] = [part.map(([key]) => key.split(' ')[0]), part.map(([key]) => key.split(' ')[1])];
      await client.query(
        'insert into search_word select * from unnest($1::text[], $2::text[], $3::int[]) on conflict do nothing',
        [left, right, part.map(([, n]) => n)],
      );
    }
    say(`rows and ${list.length} words of vocabulary: ${since(start)}`);
    for (const { indexdef } of made.rows) {
      const began = performance.now();
      await client.query(indexdef);
      say(`${/index (\w+)/i.exec(indexdef)?.[1] ?? ''}: built in ${since(began)}`);
    }
    await client.query('vacuum analyze search_document');
    await client.query('vacuum analyze search_word');
  } finally {
    client.release(true);
  }
}

async function sizes(database: Database): Promise<void> {
  const { rows } = await database.pool.query<{ name: string; size: string }>(
    `select relname as name, pg_size_pretty(pg_total_relation_size(oid) - coalesce((select sum(pg_relation_size(indexrelid)) from pg_index where indrelid = pg_class.oid), 0)) as size
     from pg_class where relname in ('search_document', 'search_word') union all
     select relname, pg_size_pretty(pg_relation_size(oid)) from pg_class where relname like 'search\\_%' and relkind = 'i'`,
  );
  say(rows.map((row) => `${row.name} ${row.size}`).join(', '));
}

const quantile = (list: readonly number[], q: number): number =>
  [...list].sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * q))] ?? 0;
const told = (name: string, times: readonly number[]): string =>
  `${name}: ${times.length}, p50 ${quantile(times, 0.5).toFixed(0)}, p95 ${quantile(times, 0.95).toFixed(0)}, most ${Math.max(0, ...times).toFixed(0)} ms`;

/** A page as the room would answer it: what was meant, thirty records, how many there are and by which labels. */
async function page(ctx: QueryContext, question: Question): Promise<{ total: number; about: boolean }> {
  const understood = await understand(ctx, { kind: 'initiative', text: question.text, labels: question.labels });
  const [, counts] = await Promise.all([
    find(ctx, understood, { sort: question.text ? 'relevance' : 'newest', limit: 30 }),
    countsOf(ctx, understood),
  ]);
  return counts;
}

async function paced(ask: (question: Question) => Promise<unknown>, seed: number): Promise<Map<string, number[]>> {
  const times = new Map<string, number[]>();
  const until = performance.now() + Number(seconds) * 1_000;
  const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));
  await Promise.all(
    Array.from({ length: 50 }, async (_, reader) => {
      const next = mix(seed * 1_000 + reader);
      await pause(reader * 20);
      while (performance.now() < until) {
        const question = next();
        const start = performance.now();
        await ask(question);
        const list = times.get(question.way) ?? [];
        list.push(performance.now() - start);
        times.set(question.way, list);
        await pause(1_000);
      }
    }),
  );
  return times;
}

/** Each way to ask, one at a time: what it costs where nobody else asks, by the clock and of PostgreSQL's processor. */
async function alone(ask: (question: Question) => Promise<unknown>, processor: () => number): Promise<void> {
  const next = mix(7);
  const questions = Map.groupBy(
    Array.from({ length: 400 }, () => next()),
    (one) => one.way,
  );
  const all: number[] = [];
  const start = processor();
  for (const [way, list] of questions) {
    const before = processor();
    const times: number[] = [];
    for (const question of list) {
      const began = performance.now();
      await ask(question);
      times.push(performance.now() - began);
      if (process.env['SLOW'] && (times.at(-1) ?? 0) > Number(process.env['SLOW']))
        say(`    ${(times.at(-1) ?? 0).toFixed(0)} ms ${JSON.stringify(question)}`);
    }
    say(`  ${told(way, times)}, processor ${((processor() - before) / list.length).toFixed(1)} ms`);
    all.push(...times);
  }
  say(`${told('one at a time', all)}, processor ${((processor() - start) / all.length).toFixed(1)} ms`);
}

async function measured(ask: (question: Question) => Promise<unknown>, processor: () => number): Promise<void> {
  await alone(ask, processor);
  const before = processor();
  const times = await paced(ask, 1);
  say(`processor of PostgreSQL a page: ${((processor() - before) / [...times.values()].flat().length).toFixed(1)} ms`);
  for (const [way, list] of times) say(`  ${told(way, list)}`);
  say(told('50 readers, a page a second each', [...times.values()].flat()));
}

await withDatabase(async (database, fresh, processor) => {
  if (fresh) await fill(database);
  await sizes(database);
  const ctx: QueryContext = { db: database.read, actor: ANONYMOUS, now: new Date(), lang: 'en' };
  say(`PostgreSQL, ${many} entries`);
  await measured((question) => page(ctx, question), processor);
}, folder);
if (!process.env['ONLY_POSTGRES']) {
  const start = performance.now();
  const asked = fts5(await filledFts5(':memory:', batches(many)));
  say(`SQLite FTS5 filled in ${since(start)}`);
  const ask = (question: Question): Promise<unknown> => Promise.resolve(asked(question));
  const own = (): number => process.cpuUsage().user / 1_000 + process.cpuUsage().system / 1_000;
  await alone(ask, own);
}
