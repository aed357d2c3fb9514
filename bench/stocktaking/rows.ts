// Fills the registry's own tables with made-up entries (bench/search/entries.ts): records, initiatives, versions, addresses, tags, by
// set-based SQL without rules and events; then the tables of search, by the registry's own code. Of many, the first 100,000 are made
// so; the others repeat them by SQL alone, with new ids, numbers, places and days of publication.
import type pg from 'pg';
import { newId } from '../../src/lib/server/platform/ids.ts';
import type { Database } from '../../src/lib/server/platform/db.ts';
import { foldWords } from '../../src/lib/server/platform/search/index.ts';
import { codesOf } from '../../src/lib/server/stocktaking/concepts.ts';
import { Content, GROUPS, STAKEHOLDERS, TECHNOLOGIES } from '../../src/lib/server/stocktaking/content.ts';
import { indexEntries } from '../../src/lib/server/stocktaking/index-entry.ts';
import { batches, randomOf, zipfOf, type Entry } from '../search/entries.ts';

/** So many are made with words of their own. */
const OWN = 100_000;
/** Organisations of each language, at most. */
const ORGANISATIONS = 5_000;
const FIRST = Date.UTC(2010, 0, 1);
const LAST = Date.UTC(2026, 9, 1);

/** What filling took and what came of it. */
export interface Filled {
  entries: number;
  /** Seconds: rows of the registry, words and labels of search, what is repeated of both. Each index of the table of search. */
  seconds: { rows: number; words: number; repeated: number };
  indexes: { name: string; seconds: number; mb: number }[];
  /** Megabytes with their indexes, long values included. */
  tables: { name: string; mb: number }[];
  vocabulary: number;
}

/** Fills a migrated database with frameworks. The clusters of benches may lose what is in them. */
export async function fill(database: Database, many: number, say: (line: string) => void): Promise<Filled> {
  const client = await database.pool.connect();
  const seconds = { rows: 0, words: 0, repeated: 0 };
  const timed = async <T>(what: keyof typeof seconds, work: Promise<T>): Promise<T> => {
    const start = performance.now();
    const done = await work;
    seconds[what] += (performance.now() - start) / 1_000;
    return done;
  };
  try {
    await client.query(`set session_replication_role = replica; set maintenance_work_mem = '512MB'`);
    const { rows: built } = await client.query<{ name: string; definition: string }>(
      `select indexname as name, indexdef as definition from pg_indexes where tablename in ('search_document', 'search_title') and indexname <> 'search_document_pkey'`,
    );
    for (const { name } of built) await client.query(`drop index ${name}`);
    const houses = organisations();
    const random = randomOf(2);
    let number = 0;
    for (const batch of batches(Math.min(many, OWN))) {
      const rows: Row[] = [];
      for (const one of batch) {
        number++;
        const at = new Date(FIRST + Math.floor(((LAST - FIRST) * number) / many));
        rows.push({
          id: newId(at.getTime()),
          number,
          at: at.toISOString(),
          lang: one.lang,
          organisation: houses.of(one),
          content: contentOf(one, random),
        });
      }
      await timed('rows', putHouses(client, houses.made()));
      await timed('rows', putRows(client, rows));
      await timed(
        'words',
        database.UNSAFE_write.transaction().execute(async (db) => {
          await indexEntries(
            { db },
            rows.map(({ id }) => id),
          );
          await foldWords(db);
        }),
      );
      if (number % 50_000 === 0)
        say(`${number} entries: rows ${seconds.rows.toFixed(0)} s, words ${seconds.words.toFixed(0)} s`);
    }
    if (many > OWN) await timed('repeated', repeat(client, OWN, many, say));
    const indexes: Filled['indexes'] = [];
    for (const { name, definition } of built) {
      const start = performance.now();
      await client.query(definition);
      indexes.push({ name, seconds: (performance.now() - start) / 1_000, mb: 0 });
    }
    await client.query(`select setval('initiative_number', $1)`, [many]);
    await client.query('vacuum analyze');
    const { rows: sizes } = await client.query<{ name: string; mb: number }>(
      `select relname as name, pg_relation_size(oid) / 1e6 as mb from pg_class where relname = any($1)`,
      [indexes.map(({ name }) => name)],
    );
    const { rows: tables } = await client.query<{ name: string; mb: number }>(
      `select relname as name, pg_total_relation_size(oid) / 1e6 as mb from pg_class
       where relname in ('search_document', 'search_title', 'search_word', 'initiative', 'initiative_version', 'tag', 'record') order by 1`,
    );
    const { rows: words } = await client.query<{ n: number }>('select count(*)::int as n from search_word');
    const mbOf = new Map(sizes.map(({ name, mb }) => [name, Number(mb)]));
    return {
      entries: many,
      seconds,
      indexes: indexes.map((one) => ({ ...one, mb: mbOf.get(one.name) ?? 0 })),
      tables: tables.map(({ name, mb }) => ({ name, mb: Number(mb) })),
      vocabulary: words[0]?.n ?? 0,
    };
  } finally {
    client.release(true);
  }
}

/** Repeats the first entries until there are so many; each takes its places from another. */
async function repeat(client: pg.PoolClient, own: number, many: number, say: (line: string) => void): Promise<void> {
  const { rows } = await client.query<{ definition: string }>(
    `select indexdef as definition from pg_indexes where indexname = 'tag_concept'`,
  );
  await client.query(`drop index tag_concept; set work_mem = '256MB';
    insert into search_label (label) select 'new:' || y from generate_series(2010, 2026) y on conflict do nothing;
    create temp table own as select i.number - 1 as n, i.id, i.organisation, v.lang, v.content, d.vector, l.places, l.gone, l.kept, l.codes
    from initiative i join initiative_version v on v.initiative = i.id join search_document d on d.record = i.id, lateral (
      select array_agg(word) filter (where word ~ '^(country|region|special):') as places,
        array_agg(word) filter (where word ~ '^(country|region|special|new):') as gone,
        string_agg(int2send(code), ''::bytea) filter (where word !~ '^(country|region|special|new):') as kept,
        string_agg(int2send(code), ''::bytea) filter (where word ~ '^(country|region|special):') as codes
      from unnest(tsvector_to_array(d.vector)) word join search_label on label = word) l;
    create unique index on own (n); create unique index on own (id); analyze own`);
  for (let from = own; from < many; from += own) {
    const n = Math.min(own, many - from);
    await client.query('drop table if exists again');
    await client.query(`create temp table again as
       select o.id as of, p.n as other, ${from} + 1 + o.n as number, at.at, overlay(overlay(overlay(md5(o.id::text || ${from})
         placing lpad(to_hex((extract(epoch from at.at) * 1000)::bigint), 12, '0') from 1) placing '7' from 13) placing '8' from 17)::uuid as id
       from own o cross join lateral (select to_timestamp((${FIRST} + (${LAST} - ${FIRST}) * (${from} + 1 + o.n) / ${many}::float8) / 1000) as at) at
         join own p on p.n = (o.n * 7919 + ${from}) % ${own}
       where o.n < ${n} order by o.n`);
    for (const statement of [
      `insert into record (id, kind, visibility, created_at, updated_at) select id, 'initiative', 'public', at, at from again`,
      `insert into initiative (id, number, organisation, state, published, published_at, confirmed_on)
       select again.id, number, organisation, 'published', 1, at, '2026-09-01' from again join own on own.id = again.of`,
      `insert into initiative_version (initiative, seq, lang, content, submitted_at, state, decided_at)
       select again.id, 1, own.lang, jsonb_set(own.content, '{countries}', other.content->'countries'), at, 'published', at
       from again join own on own.id = again.of join own other on other.n = again.other`,
      `insert into address (path, record, created_at) select 'stocktaking/' || number, id, at from again`,
      `insert into tag (record, concept, state)
       select again.id, t.concept, 'confirmed' from again join tag t on t.record = again.of where t.concept !~ '^M49 '
       union all select again.id, t.concept, 'confirmed' from again join own other on other.n = again.other join tag t on t.record = other.id
         where t.concept ~ '^M49 ' order by 1`,
      `insert into search_document (record, kind, visibility, at, codes, vector)
       select again.id, 'initiative', 'public', at, own.kept || other.codes || int2send(code), ts_delete(own.vector, own.gone) || array_to_tsvector(other.places || label)
       from again join own on own.id = again.of join own other on other.n = again.other
         join search_label on label = 'new:' || extract(year from at at time zone 'UTC') order by again.number`,
      `insert into search_title (record, kind, lang, besides, script, filing)
       select again.id, t.kind, t.lang, t.besides, t.script, t.filing from again join search_title t on t.record = again.of`,
    ])
      await client.query(statement);
    say(`${from + n} entries`);
  }
  await client.query(rows[0]?.definition ?? '');
}

interface Row {
  id: string;
  number: number;
  at: string;
  lang: string;
  organisation: string;
  content: Content;
}

async function putRows(client: pg.PoolClient, rows: readonly Row[]): Promise<void> {
  const given = JSON.stringify(rows.map((row) => ({ ...row, tags: [...new Set(codesOf(row.content))] })));
  const from = `jsonb_to_recordset($1::jsonb) as g(id uuid, number bigint, at timestamptz, lang text, organisation uuid, content jsonb, tags text[])`;
  for (const statement of [
    `insert into record (id, kind, visibility, created_at, updated_at) select id, 'initiative', 'public', at, at from ${from}`,
    `insert into initiative (id, number, organisation, state, published, published_at, confirmed_on)
     select id, number, organisation, 'published', 1, at, '2026-09-01' from ${from}`,
    `insert into initiative_version (initiative, seq, lang, content, submitted_at, state, decided_at)
     select id, 1, lang, content, at, 'published', at from ${from}`,
    `insert into address (path, record, created_at) select 'stocktaking/' || number, id, at from ${from}`,
    `insert into tag (record, concept, state) select g.id, tag, 'confirmed' from ${from}, unnest(g.tags) tag`,
  ])
    await client.query(statement, [given]);
}

interface House {
  id: string;
  lang: string;
  name: string;
  kind: string | undefined;
  country: string | null;
}

/** Each entry's organisation, by Zipf among those of its language; the first few thousand names make them. */
function organisations(): { of: (one: Entry) => string; made: () => House[] } {
  const known = new Map<string, { ids: string[]; names: Set<string> }>();
  const random = randomOf(3);
  const place = zipfOf(ORGANISATIONS, 1.1);
  let fresh: House[] = [];
  return {
    of({ lang, organisation: name, labels }) {
      const { ids, names } = known.get(lang) ?? { ids: [], names: new Set() };
      known.set(lang, { ids, names });
      const at = place(random());
      const there = ids[at];
      if (there !== undefined) return there;
      if (names.has(name)) return ids[at % ids.length] ?? '';
      names.add(name);
      const id = newId(FIRST);
      ids.push(id);
      const country = labels.find((label) => label.startsWith('country:'))?.slice(8) ?? null;
      const kind = STAKEHOLDERS[Math.floor(random() ** 2 * STAKEHOLDERS.length)];
      fresh.push({ id, lang, name: name.slice(0, 300), kind, country });
      return id;
    },
    made() {
      const list = fresh;
      fresh = [];
      return list;
    },
  };
}

async function putHouses(client: pg.PoolClient, houses: readonly House[]): Promise<void> {
  const from = `jsonb_to_recordset($1::jsonb) as g(id uuid, lang text, name text, kind text, country text)`;
  for (const statement of [
    `insert into record (id, kind, visibility, created_at, updated_at) select id, 'organisation', 'public', now(), now() from ${from}`,
    `insert into party (id, kind) select id, 'organisation' from ${from}`,
    `insert into wording (record, field, lang, value, state, written_at) select id, 'name', lang, name, 'authentic', now() from ${from}`,
    `insert into organisation_profile (party, kind, country) select id, kind, country from ${from}`,
  ])
    await client.query(statement, [JSON.stringify(houses)]);
}

function contentOf(one: Entry, random: () => number): Content {
  const of = (kind: string): string[] =>
    one.labels.flatMap((label) => (label.startsWith(`${kind}:`) ? [label.slice(kind.length + 1)] : []));
  const some = <T>(list: readonly T[]): T[] => [
    ...new Set(
      Array.from({ length: Math.floor(random() * 4) }, () => list[Math.floor(random() ** 2 * list.length)] as T),
    ),
  ];
  return Content.parse({
    title: one.title.slice(0, 300),
    description: one.description,
    kind: of('kind')[0],
    level: of('level')[0],
    status: of('status')[0],
    countries: of('country'),
    starts: one.at.toISOString().slice(0, 7),
    serves: [...of('line'), ...of('goal')].map((concept) => ({ concept })),
    technologies: some(TECHNOLOGIES),
    groups: some(GROUPS),
    licence: 'CC-BY-4.0',
    consent: true,
  });
}
