// `node bench/stocktaking/registry.ts [entries] [folder] [seconds]`: the public registry over HTTP at so many entries, the built server
// with its own PostgreSQL; then SQLite's FTS5 and, where DIRECTUS names a folder in which it is installed (bench/directus), Directus,
// with the same entries and the same questions. What is filled stays in the folder, and is measured again without filling.
// Prints the rows of the tables of BENCHMARKS.md. ONLY=suivi, fts5 or directus measures one of them; SLOW=200 tells slower
// questions; ROUNDS=0 leaves the fifty readers out.
import { execFile, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { ensureFrameworks } from '../../src/lib/server/frameworks/index.ts';
import '../../src/lib/server/registry.ts';
import { timesOf, type Load, type Times } from '../pages/readers.ts';
import { bench, median, memoryOf, root } from '../pages/server.ts';
import { processorOf, withDatabase } from '../search/database.ts';
import { randomOf } from '../search/entries.ts';
import { mix } from '../search/mix.ts';
import { pathsOf } from './paths.ts';
import { directus } from './directus.ts';
import { fill, type Filled } from './rows.ts';

const run = promisify(execFile);
const [size = '10000', place, seconds = '20'] = process.argv.slice(2);
const entries = Number(size);
const folder = join(place === undefined ? mkdtempSync(join(tmpdir(), 'suivi-registry-')) : resolve(place), size);
const ROUNDS = Number(process.env['ROUNDS'] ?? 3);
const ALONE = 200;
const say = (line: string): void => void process.stdout.write(`${line}\n`);
const n = (value: number): string => Math.round(value).toLocaleString('en');
const loadNow = (): string => (loadavg()[0] ?? 0).toFixed(0);

async function filled(): Promise<Filled> {
  const file = join(folder, 'filled.json');
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Filled;
  if (existsSync(join(folder, 'postgres'))) throw new Error(`${folder} was filled by half: remove it`);
  mkdirSync(folder, { recursive: true });
  await withDatabase(async (database) => {
    await ensureFrameworks(database.url);
    writeFileSync(file, JSON.stringify(await fill(database, entries, say)));
  }, folder);
  return filled();
}

/** Three rounds of readers, each with questions of its own; of each figure the median. */
async function paced(origin: string, peer: string): Promise<Load> {
  const rounds: Load[] = [];
  for (let seed = 1; seed <= ROUNDS; seed++) {
    const args = ['bench/stocktaking/load.ts', origin, peer, '50', seconds, String(seed)];
    rounds.push(JSON.parse((await run(process.execPath, args, { cwd: root })).stdout) as Load);
  }
  const middle = (of: (one: Times) => number, list: readonly Times[]): number => median(list.map(of));
  const of = (list: readonly Times[]): Times => ({
    pages: list.reduce((sum, one) => sum + one.pages, 0),
    p50: middle((one) => one.p50, list),
    p95: middle((one) => one.p95, list),
    p99: middle((one) => one.p99, list),
  });
  const ways = [...new Set(rounds.flatMap((one) => Object.keys(one.ways)))];
  return {
    ...of(rounds),
    perSecond: median(rounds.map((one) => one.perSecond)),
    failed: rounds.reduce((sum, one) => sum + one.failed, 0),
    ways: Object.fromEntries(ways.map((way) => [way, of(rounds.flatMap((one) => one.ways[way] ?? []))])),
  };
}

const HEAD = `| entries | 50 readers, a page a second each | pages/s | p50, p95, p99 ms | nothing typed p50, p95 | processor ms a page | failed | load |
| --- | --- | --- | --- | --- | --- | --- | --- |`;
/** The row of a load, with what it cost: that of all its pages, and of what else was done meanwhile. */
async function row(name: string, processor: Processor, read: () => Promise<Load>): Promise<string> {
  const begun = processor();
  const load = await read();
  const cost = processor().map((now, i) => ((now - (begun[i] ?? 0)) / load.pages).toFixed(1));
  return `| ${n(entries)} | ${name} | ${load.perSecond.toFixed(0)} | ${n(load.p50)}, ${n(load.p95)}, ${n(load.p99)} | ${n(load.ways['nothing']?.p50 ?? 0)}, ${n(load.ways['nothing']?.p95 ?? 0)} | ${cost.join(' + ')} | ${load.failed} | ${loadNow()} |`;
}

/** Processor time used until now, ms, by each of the programs that answer. */
type Processor = () => readonly number[];
type Cost = Times & { processor: readonly number[] };

/** Each kind of question, one at a time, after `before`; what they cost of the processors. */
async function alone(
  origin: string,
  peer: string,
  before: () => Promise<unknown>,
  processor: Processor,
): Promise<Map<string, Cost>> {
  const next = mix(7);
  const path = pathsOf(peer, randomOf(7));
  const questions = Map.groupBy(
    Array.from({ length: ALONE }, () => next()),
    (one) => one.way,
  );
  const told = new Map<string, Cost>();
  const since = (start: readonly number[], pages: number): number[] =>
    processor().map((now, i) => (now - (start[i] ?? 0)) / pages);
  const all: number[] = [];
  const begun = processor();
  for (const [way, list] of questions) {
    const times: number[] = [];
    const start = processor();
    for (const question of list) {
      await before();
      const asked = performance.now();
      await (
        await fetch(
          `${origin}${path(question)}`,
          // As browsers ask: over http Node itself would not ask for brotli.
          {
            headers: {
              'accept-encoding': 'br',
              ...(peer === 'directus' ? { authorization: 'Bearer bench-token' } : {}),
            },
          },
        )
      ).arrayBuffer();
      times.push(performance.now() - asked);
      if (process.env['SLOW'] && (times.at(-1) ?? 0) > Number(process.env['SLOW']))
        say(`    ${n(times.at(-1) ?? 0)} ms ${JSON.stringify(question)}`);
    }
    told.set(way, { ...timesOf(times), processor: since(start, list.length) });
    all.push(...times);
  }
  return told.set('**the whole mix**', { ...timesOf(all), processor: since(begun, ALONE) });
}

const tellAlone = (name: string, ways: Map<string, Cost>): void => {
  say(
    `\n| ${n(entries)} entries, one at a time, ${name} | p50, p95 ms | processor ms${ways.get('**the whole mix**')?.processor.length === 2 ? ', server + PostgreSQL' : ''} |\n| --- | --- | --- |`,
  );
  for (const [way, one] of ways)
    say(`| ${way} | ${n(one.p50)}, ${n(one.p95)} | ${one.processor.map((ms) => ms.toFixed(1)).join(' + ')} |`);
};

async function ours(): Promise<void> {
  const one = bench('no', folder);
  try {
    const pid = await one.serve('/en/stocktaking');
    const { url } = JSON.parse(readFileSync(join(folder, 'holder.json'), 'utf8')) as { url: string };
    const client = new pg.Client({ connectionString: url });
    client.on('error', () => {});
    await client.connect();
    // Writes that say nothing: to an entry of the registry, after which all that was kept of its lists is made anew; and elsewhere.
    let at = 0;
    const write = (): Promise<unknown> =>
      client.query('update search_document set at = at where record = (select id from initiative where number = $1)', [
        1 + (at++ % entries),
      ]);
    const elsewhere = (): Promise<unknown> =>
      client.query('update record set updated_at = now() where id = (select id from initiative where number = $1)', [
        1 + (at++ % entries),
      ]);
    // The database reads in what it held in memory when it stopped.
    await new Promise((done) => setTimeout(done, 10_000));
    const postgres = Number(readFileSync(join(folder, 'postgres', '18', 'postmaster.pid'), 'utf8').split('\n')[0]);
    const processor: Processor = () => [processorOf(pid, true), processorOf(postgres)];
    tellAlone('each after an entry was written', await alone(one.origin, '', write, processor));
    if (ROUNDS === 0) return await client.end();
    say(`\n${HEAD}`);
    const during = async (each: () => Promise<unknown>): Promise<Load> => {
      let last: Promise<unknown> = Promise.resolve();
      const timer = setInterval(() => void (last = each()), 1_000);
      const load = await paced(one.origin, '');
      clearInterval(timer);
      await last;
      return load;
    };
    say(await row('Suivi, something else written each second', processor, () => during(elsewhere)));
    say(await row('Suivi, an entry written each second', processor, () => during(write)));
    say(`\nmemory of the server ${n(memoryOf(pid))} MB`);
    await client.end();
  } finally {
    await one.stop();
  }
}

async function sqlite(): Promise<void> {
  const file = join(folder, 'fts5.db');
  const port = 41_000 + (process.pid % 1_000);
  const child = spawn(process.execPath, ['bench/stocktaking/fts5.ts', file, size, String(port)], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const [took] = await new Promise<string[]>((done) =>
      child.stdout.once('data', (line: Buffer) => done([line.toString().trim()])),
    );
    const origin = `http://127.0.0.1:${port}`;
    tellAlone(
      `SQLite FTS5 (filled in ${n(Number(took))} s, ${n(statSync(file).size / 1e6)} MB)`,
      await alone(
        origin,
        'fts5',
        () => Promise.resolve(),
        () => [processorOf(child.pid ?? 0, true)],
      ),
    );
    say(`\n${HEAD}`);
    say(
      await row(
        'SQLite FTS5',
        () => [processorOf(child.pid ?? 0, true)],
        () => paced(origin, 'fts5'),
      ),
    );
  } finally {
    child.kill();
  }
}

const { seconds: took, indexes, tables, vocabulary } = await filled();
const mb = (name: string): string => n(tables.find((one) => one.name === name)?.mb ?? 0);
say(`\n| ${n(entries)} entries | built in | size |\n| --- | --- | --- |`);
for (const { name, seconds: s, mb: m } of indexes) say(`| ${name} | ${s.toFixed(1)} s | ${n(m)} MB |`);
say(
  `| search_document with its indexes |  | ${mb('search_document')} MB |\n| vocabulary of ${n(vocabulary)} words |  | ${mb('search_word')} MB |`,
);
say(
  `| initiatives, versions, tags | ${n(took.rows)} s, words ${n(took.words)} s, repeated ${n(took.repeated)} s | ${mb('initiative')}, ${mb('initiative_version')}, ${mb('tag')} MB |`,
);
const wanted = (which: string): boolean => (process.env['ONLY'] ?? which) === which;
if (wanted('suivi')) await ours();
if (wanted('fts5')) await sqlite();
const peer = process.env['DIRECTUS'];
if (wanted('directus') && peer !== undefined)
  await directus({ peer, folder }, async (origin, processor) => {
    tellAlone(
      'Directus',
      await alone(
        origin,
        'directus',
        () => Promise.resolve(),
        () => [processor()],
      ),
    );
    say(`\n${HEAD}`);
    say(
      await row(
        'Directus',
        () => [processor()],
        () => paced(origin, 'directus'),
      ),
    );
  });
process.exit(0);
