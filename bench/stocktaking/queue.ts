/*
 * `node bench/stocktaking/queue.ts [waiting]`: the moderators' queue with so many submissions (100,000), on a database of its own. Entries
 * are the made ones of made-pairs.ts, repeated with other organisations, countries and dates; keys for duplicates are made by the job's own
 * command for the last thousand and copied for the others.
 */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { sql } from 'kysely';
import { SYSTEM } from '../../src/lib/server/platform/actor.ts';
import { execute } from '../../src/lib/server/platform/command.ts';
import type { Context } from '../../src/lib/server/platform/context.ts';
import { openDatabase } from '../../src/lib/server/platform/db.ts';
import { migrate } from '../../src/lib/server/platform/migrate.ts';
import { startCluster } from '../../src/lib/server/platform/postgres/cluster.ts';
import { ask } from '../../src/lib/server/platform/query.ts';
import { ensureFrameworks } from '../../src/lib/server/frameworks/index.ts';
import { commands, queries } from '../../src/lib/server/stocktaking/index.ts';
import { keysOf, sketchOf } from '../../src/lib/server/stocktaking/rules/duplicates.ts';
import '../../src/lib/server/registry.ts';
import { madePairs } from './made-pairs.ts';

const wanted = Number(process.argv[2] ?? 100_000);
const data = mkdtempSync(join(tmpdir(), 'suivi-queue-'));
chmodSync(data, 0o711);
const cluster = await startCluster({ data, throwAway: true });
const say = (line: string): void => void process.stdout.write(`${line}\n`);
try {
  await migrate(cluster.url);
  await ensureFrameworks(cluster.url);
  const database = openDatabase(cluster.url, { max: 4 });
  const ctx: Context = { database, actor: SYSTEM, now: new Date('2026-05-04T10:00:00Z'), lang: 'en', door: 'cli' };
  const db = database.UNSAFE_write;
  const { rows: codes } = await sql<{
    code: string;
  }>`select code from concept where code ~ '^M49 ' and code <> 'M49 001'`.execute(db);
  const made = madePairs().map(({ b }, i) => ({
    lang: b.lang,
    content: {
      kind: 'project',
      level: 'national',
      status: 'ongoing',
      licence: 'CC-BY-4.0',
      consent: true,
      partners: [],
      technologies: [],
      groups: [],
      pictures: [],
      files: [],
      ...b.content,
      countries: [codes[i % codes.length]?.code],
      serves: [{ concept: `C${1 + (i % 11)}` }],
    },
  }));
  const keys = made.map(({ lang, content }) => keysOf(sketchOf(content as never, lang, 'x'), content.title));
  let at = performance.now();
  await sql`insert into record (id, kind, created_at, updated_at) select gen_random_uuid(), 'organisation', now(), now() from generate_series(1, 2000)`.execute(
    db,
  );
  await sql`insert into party (id, kind) select id, 'organisation' from record where kind = 'organisation' on conflict do nothing`.execute(
    db,
  );
  for (let from = 0; from < wanted; from += 5_000) {
    const n = Math.min(5_000, wanted - from);
    await sql`with r as (insert into record (id, kind, created_at, updated_at) select gen_random_uuid(), 'initiative', now(), now() from generate_series(1, ${n}) returning id),
        o as (select array_agg(id) as ids from party where kind = 'organisation'),
        i as (insert into initiative (id, organisation, state, waiting) select r.id, o.ids[1 + floor(random() * array_length(o.ids, 1))], 'submitted', 1 from r, o returning id)
      insert into initiative_version (initiative, seq, lang, content, submitted_at, state)
      select i.id, 1, m.one->>'lang', jsonb_set(m.one->'content', '{starts}', to_jsonb((2000 + floor(random() * 25))::text)),
        '2026-05-04'::timestamptz - random() * interval '60 days', 'waiting'
      from (select id, 1 + floor(random() * ${made.length})::int as nth from i) i
        join (select one, row_number() over () as nth from jsonb_array_elements(${JSON.stringify(made)}::jsonb) one) m on m.nth = i.nth`.execute(
      db,
    );
  }
  say(`${wanted} waiting entries put in, queued by triggers: ${((performance.now() - at) / 1000).toFixed(1)} s`);
  at = performance.now();
  await sql`update initiative_print p set keys = (select array_agg((k::text)::int # (i.number % 50)::int) from jsonb_array_elements(${JSON.stringify(keys)}::jsonb->(i.number % ${keys.length})::int) k)
    from initiative i where i.id = p.initiative and i.number <= ${wanted - 1_000}`.execute(db);
  say(`keys copied and indexed: ${((performance.now() - at) / 1000).toFixed(1)} s`);
  await sql`vacuum analyze`.execute(db);
  const time = async (name: string, run: (i: number) => Promise<unknown>, times = 30): Promise<void> => {
    const taken: number[] = [];
    for (let i = 0; i < times; i++) {
      const start = performance.now();
      await run(i);
      taken.push(performance.now() - start);
    }
    taken.sort((a, b) => a - b);
    say(
      `${name}: median ${taken[Math.floor(times / 2)]?.toFixed(1)} ms, worst of ${times} ${taken.at(-1)?.toFixed(1)} ms`,
    );
  };
  let after: string | undefined;
  await time('first page of the queue', () => ask(queries.queue, ctx, {}));
  await time('page after page', async () => {
    after = (await ask(queries.queue, ctx, after === undefined ? {} : { after })).next ?? undefined;
  });
  await time('narrowed to a language', () => ask(queries.queue, ctx, { language: 'ru' }));
  await time('narrowed to an action line', (i) => ask(queries.queue, ctx, { line: `C${1 + (i % 11)}` }));
  await time('narrowed to a country', (i) => ask(queries.queue, ctx, { country: codes[i * 7]?.code }));
  await time('narrowed to a country, a line and a language', (i) =>
    ask(queries.queue, ctx, { country: codes[i * 5]?.code, line: 'C3', language: 'en' }),
  );
  await time('narrowed to what nothing is', () => ask(queries.queue, ctx, { state: 'asked' }));
  await time('what it can be narrowed by', () => ask(queries.queueChoices, ctx, {}));
  await time('service times', () => ask(queries.times, ctx, {}));
  const { rows: some } = await sql<{
    number: number;
    id: string;
  }>`select number::int, id from initiative order by number desc limit 400`.execute(db);
  await time('a submission with its likely duplicates', (i) => ask(queries.review, ctx, { number: some[i]?.number }));
  await time('a decision', (i) =>
    execute(commands.decide, ctx, { id: some[i + 50]?.id, seq: 1, decision: 'decline', prepared: 'test' }),
  );
  await time(
    'fifty decisions at once',
    (i) =>
      execute(commands.decideMany, ctx, {
        chosen: some.slice(100 + i * 50, 150 + i * 50).map(({ id }) => `${id}:1`),
        decision: 'decline',
        prepared: 'test',
      }),
    5,
  );
  await time('a hundred looked through for duplicates', () => execute(commands.look, ctx, {}), 3);
  const plan = await sql<{
    'QUERY PLAN': string;
  }>`explain (analyze, costs off, timing off, summary off) select w.initiative, w.seq, w.submitted_at, w.facets, w.alike
    from initiative_queue w where w.facets @> array['M49 250'] order by w.submitted_at, w.initiative limit 51`.execute(
    db,
  );
  say(plan.rows.map((row) => row['QUERY PLAN']).join('\n'));
  const sizes = await sql<{
    name: string;
    size: string;
  }>`select relname as name, pg_size_pretty(pg_relation_size(oid)) as size from pg_class
    where relname like 'initiative_queue%' or relname like 'initiative_print%' order by pg_relation_size(oid) desc`.execute(
    db,
  );
  say(sizes.rows.map(({ name, size }) => `${name} ${size}`).join(', '));
  await database.close();
} finally {
  await cluster.stop();
  rmSync(data, { recursive: true, force: true });
}
process.exit(0);
