// Fills a migrated database with obligations of a made-up mandate: enough texts, bodies and addressees, their shares as
// uneven as those of real ones (Zipf), one word in a third of all rows, rare words in one of some thousands.
import pg from 'pg';

/** Words that queries are made of: `common` is in a third of the rows, `rare` each in about one of 2,000. */
export const WORDS = { common: 'quay', rare: Array.from({ length: 4_000 }, (_, i) => `zq${i.toString(36)}x`) };
const BODIES = 40;
const ADDRESSEES = 400;

const DELIVERABLES = ['report', 'roadmap', 'contribution', 'meeting', 'programme', 'review', 'information', 'other'];
const FORCES = ['instructs', 'requests', 'invites', 'decides', 'encourages'];
const LINES = Array.from({ length: 11 }, (_, i) => `C${i + 1}`);

/** Makes `count` confirmed, public obligations in force, each with one or two dated occurrences. Seconds it took. */
export async function fill(url: string, count: number): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const started = performance.now();
  client.on('error', () => {});
  const run = (sql: string, values: unknown[] = []): Promise<unknown> => client.query(sql, values);
  // Triggers and keys are not what is measured here; the columns they keep are written as they would.
  await run(`set session_replication_role = replica; set synchronous_commit = off; set work_mem = '256MB'`);
  await run(`create function pick(list text[]) returns text language sql volatile as $$
    select list[1 + floor(power(random(), 2) * array_length(list, 1))::int] $$`);
  const record = (ids: string, kind: string): Promise<unknown> =>
    run(
      `insert into record (id, kind, visibility, created_at, updated_at) select id, '${kind}', 'public', now(), now() from ${ids}`,
    );
  for (const [kind, code, many] of [
    ['body', 'body', BODIES],
    ['office', 'office', ADDRESSEES],
  ] as const) {
    await run(`create temp table ${kind}_ids as select gen_random_uuid() as id, n from generate_series(1, ${many}) n`);
    await record(`${kind}_ids`, kind);
    await run(`insert into party (id, kind, code) select id, '${kind}', '${code}-' || n from ${kind}_ids`);
    await run(`insert into wording (record, field, lang, value, state, written_at)
      select id, 'name', 'en', initcap('${code}') || ' ' || n, 'authentic', now() from ${kind}_ids`);
  }
  const texts = Math.ceil(count / 50);
  await run(`create temp table t as select gen_random_uuid() as id, gen_random_uuid() as version, gen_random_uuid() as edition, s.n, b.id as body
    from (select n, 1 + floor(power(random(), 2) * ${BODIES})::int as body from generate_series(0, ${texts}) n) s join body_ids b on b.n = s.body`);
  await record('t', 'text');
  await record('(select version as id from t) v', 'version');
  await record('(select edition as id from t) e', 'edition');
  await run(`insert into text (id, body, kind, number, slug) select id, body, 'resolution', n::text, 'r-' || n from t`);
  await run(
    `insert into version (id, text, seq, label, status, adopted_on) select version, id, 1, '2024', 'adopted', '2024-06-01' from t`,
  );
  await run(
    `insert into edition (id, version, lang, authority, title) select edition, version, 'en', 'authentic', 'Resolution ' || n from t`,
  );
  await run(
    `create temp table o as
     select gen_random_uuid() as id, g.n, t.id as text, t.body, t.version, t.edition, gen_random_uuid() as provision,
       pick($1) as force, pick($2) as deliverable, pick($3) as line, 2022 + floor(power(random(), 2) * 8)::int as year,
       1 + floor(power(random(), 3) * ${ADDRESSEES})::int as addressee, 1 + floor(power(random(), 2) * ${BODIES})::int as recipient,
       random() < 0.34 as common, ($4::text[])[1 + floor(random() * 4000)::int] as rare1, ($4::text[])[1 + floor(random() * 4000)::int] as rare2
     from generate_series(1, ${count}) g(n) join t on t.n = g.n / 50`,
    [FORCES, DELIVERABLES, LINES, WORDS.rare],
  );
  await record('o', 'obligation');
  await run(
    `insert into concept (code, scheme, ord) select line, 'wsis', row_number() over () from (select distinct line from o) x`,
  );
  await run(`insert into provision (id, text) select provision, text from o`);
  await run(`insert into node (edition, eid, ord, depth, kind, part, label, provision, runs, plain, hash)
    select edition, 'item_' || n, n, 1, 'item', 'operative', (n % 50)::text, provision, '[]', 'to submit each year a paper on ' || rare1, '' from o`);
  await run(`insert into obligation (id, number, text, force, deliverable, rule, review, reviewed_at, life, search, next_due, facets)
    select o.id, n, text, force, deliverable, '{"kind":"once","words":""}', 'confirmed', now(), 'active',
      array_to_tsvector(array['submit', 'each', 'year', 'paper', rare1, rare2] || case when common then array['${WORDS.common}'] else '{}' end),
      make_date(year, 6, 21), array['force:' || force, 'deliverable:' || deliverable, 'state:active', 'body:' || b.code,
        'addressee:office-' || addressee, 'recipient:body-' || recipient, 'line:' || line, 'year:' || year]
    from o join party b on b.id = o.body`);
  await run(`insert into basis (obligation, provision, first_version, edition, eid, from_char, to_char, quote_hash, fate)
    select id, provision, version, edition, 'item_' || n, 0, 10, '', 'new' from o`);
  await run(`insert into wording (record, field, lang, value, state, written_at)
    select id, 'action', 'en', 'submit each year a paper on ' || rare1 || ' and ' || rare2 || case when common then ' at the ${WORDS.common}' else '' end, 'official', now() from o`);
  await run(`insert into obligation_party (obligation, role, ord, party, words, since)
    select o.id, 'addressee', 0, i.id, 'Office ' || addressee, now() from o join office_ids i on i.n = addressee
    union all select o.id, 'recipient', 0, b.id, 'Body ' || recipient, now() from o join body_ids b on b.n = recipient`);
  await run(`insert into tag (record, concept, state) select id, line, 'confirmed' from o`);
  await run(`create temp table c as select gen_random_uuid() as id, o.id as of, year from o`);
  await record('c', 'occurrence');
  await run(`insert into occurrence (id, obligation, key, due, precision)
    select id, of, year::text, daterange(make_date(year, 6, 10), make_date(year, 6, 21)), 'day' from c`);
  await run(`select setval('obligation_number', ${count})`);
  await run('drop function pick(text[])');
  await run('vacuum analyze');
  await client.end();
  return (performance.now() - started) / 1000;
}
