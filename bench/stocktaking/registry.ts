// `node bench/stocktaking/registry.ts [entries] [folder] [seconds]`: the public registry over HTTP at so many entries, the built server
// with its own PostgreSQL; then SQLite's FTS5 and, where DIRECTUS names a folder in which it is installed (bench/directus), Directus,
// with the same entries and the same questions. What is filled stays in the folder, and is measured again without filling.
// Prints the rows of the tables of BENCHMARKS.md. ONLY=suivi, fts5 or directus measures one of them; SLOW=200 tells slower
// questions; ROUNDS=0 leaves the fifty readers out; PREPARE=yes fills what is not filled yet and measures nothing.
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { ensureFrameworks } from '../../src/lib/server/frameworks/index.ts';
import '../../src/lib/server/registry.ts';
import type { Load, Times } from '../pages/readers.ts';
import { bench, median, memoryOf, root } from '../pages/server.ts';
import { processorOf, withDatabase } from '../search/database.ts';
import { filledFts5 } from '../search/fts5.ts';
import { alone, tableOf, type Patience, type Processor } from './alone.ts';
import { directus } from './directus.ts';
import { rowsOf } from './peer-rows.ts';
import { fill, type Filled } from './rows.ts';

const run = promisify(execFile);
const [size = '10000', place, seconds = '20'] = process.argv.slice(2);
const entries = Number(size);
const folder = join(place === undefined ? mkdtempSync(join(tmpdir(), 'suivi-registry-')) : resolve(place), size);
const ROUNDS = Number(process.env['ROUNDS'] ?? 3);
const PREPARE = process.env['PREPARE'] !== undefined;
/** Peers that are slow with many entries are not waited for longer: each is measured within some minutes. */
const WAITED = { answer: 10_000, kind: 25_000 };
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

/** Rounds of readers, each with questions of its own; of each figure the median. */
async function paced(origin: string, peer: string, times = ROUNDS): Promise<Load> {
  const rounds: Load[] = [];
  for (let seed = 1; seed <= times; seed++) {
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
    bytesEach: median(rounds.map((one) => one.bytesEach)),
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
    say(tableOf(entries, 'each after an entry was written', await alone(one.origin, '', processor, write)));
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

/** A peer alone and with fifty readers: one round of them where it was not waited for. */
async function measured(
  name: string,
  peer: string,
  origin: string,
  processor: Processor,
  late: Patience['late'],
): Promise<void> {
  const patience = { ...WAITED, late };
  const ways = await alone(origin, peer, processor, undefined, patience);
  say(tableOf(entries, name, ways, patience));
  if (ROUNDS === 0) return;
  const slow = [...ways.values()].some(({ p95 }) => p95 >= WAITED.answer);
  say(`\n${HEAD}`);
  say(await row(name, processor, () => paced(origin, peer, slow ? 1 : ROUNDS)));
}

async function sqlite(): Promise<void> {
  const file = join(folder, 'fts5.db');
  const half = `${file}.half`;
  if (!existsSync(file)) {
    rmSync(half, { force: true });
    const start = performance.now();
    await withDatabase(async (database) => (await filledFts5(half, rowsOf(database))).close(), folder);
    renameSync(half, file);
    say(`SQLite filled in ${n((performance.now() - start) / 1_000)} s`);
  }
  if (PREPARE) return;
  const port = 41_000 + (process.pid % 1_000);
  // What it used before it was started again.
  let used = 0;
  const start = async (): Promise<ChildProcess> => {
    const begun = spawn(process.execPath, ['bench/stocktaking/fts5.ts', file, String(port)], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await new Promise((done) => begun.stdout.once('data', done));
    return begun;
  };
  let child = await start();
  const end = async (): Promise<void> => {
    used += processorOf(child.pid ?? 0, true);
    const ended = new Promise((done) => child.once('exit', done));
    child.kill('SIGKILL');
    await ended;
  };
  try {
    await measured(
      `SQLite FTS5 (${n(statSync(file).size / 1e6)} MB)`,
      'fts5',
      `http://127.0.0.1:${port}`,
      () => [used + processorOf(child.pid ?? 0, true)],
      async () => {
        await end();
        child = await start();
      },
    );
  } finally {
    await end();
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
if (wanted('suivi') && !PREPARE) await ours();
if (wanted('fts5')) await sqlite();
const peer = process.env['DIRECTUS'];
if (wanted('directus') && peer !== undefined)
  await directus({ peer, folder, longest: WAITED.answer }, async (origin, processor) => {
    if (!PREPARE)
      await measured(
        'Directus',
        'directus',
        origin,
        () => [processor()],
        () => Promise.resolve(),
      );
  });
process.exit(0);
