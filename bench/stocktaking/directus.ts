// Directus beside the registry (bench/directus/README.md says how it is installed): one flat table of the same entries in a schema of
// its own, with an index on each filter and trigrams on the words.
import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import pg from 'pg';
import { withDatabase, processorOf } from '../search/database.ts';

const ROWS = `
  create schema peer;
  create table peer.entry as
    select i.number::int as id, i.published_at as at, v.lang, v.content->>'title' as title, v.content->>'description' as description,
      w.value as organisation, v.content->>'kind' as kind, v.content->>'status' as status, v.content->>'level' as level,
      left(v.content->>'starts', 4) as year,
      concat_ws(' ', v.content->>'title', w.value, v.content->>'description') as words,
      ',' || (select string_agg(s->>'concept', ',') from jsonb_array_elements(v.content->'serves') s) || ',' as lines,
      ',' || (select string_agg(c, ',') from jsonb_array_elements_text(v.content->'countries') c) || ',' as countries
    from initiative i join initiative_version v on v.initiative = i.id and v.seq = i.published
      left join wording w on w.record = i.organisation and w.field = 'name';
  alter table peer.entry add primary key (id);
  create index on peer.entry (at);
  create index on peer.entry (status, at);
  create index on peer.entry (year, at);
  create index on peer.entry using gin (lines gin_trgm_ops);
  create index on peer.entry using gin (countries gin_trgm_ops);
  create index on peer.entry using gin (words gin_trgm_ops);
  vacuum analyze peer.entry`;

interface Peer {
  /** Folder in which it is installed. */
  peer: string;
  folder: string;
  /** A statement of its database that takes longer is ended, ms. */
  longest: number;
}

/** Starts it on the entries of the folder, the first time with its tables made. */
export async function directus(
  { peer, folder, longest }: Peer,
  use: (origin: string, processor: () => number) => Promise<void>,
): Promise<void> {
  await withDatabase(async (database, _, postgres) => {
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    const { rowCount } = await client.query(`select from pg_namespace where nspname = 'peer'`);
    if (rowCount === 0)
      for (const statement of [`set maintenance_work_mem = '512MB'`, ...ROWS.split(/;\n/)])
        await client.query(statement);
    await client.end();
    const port = 42_000 + (process.pid % 1_000);
    const host = new URL(database.url).searchParams.get('host') ?? '';
    const env = {
      ...process.env,
      DB_CLIENT: 'pg',
      DB_HOST: host,
      DB_PORT: '5432',
      DB_DATABASE: 'suivi',
      DB_USER: 'suivi',
      DB_PASSWORD: '',
      PGOPTIONS: `-c statement_timeout=${longest}`,
      DB_SEARCH_PATH: 'array:peer,public',
      SECRET: 'bench',
      ADMIN_EMAIL: 'bench@example.org',
      ADMIN_PASSWORD: 'bench-password',
      ADMIN_TOKEN: 'bench-token',
      CACHE_ENABLED: 'false',
      LOG_LEVEL: 'error',
      TELEMETRY: 'false',
      HOST: '127.0.0.1',
      PORT: String(port),
    };
    const program = join(peer, 'node_modules', 'directus', 'cli.js');
    const made = spawnSync(process.execPath, [program, 'bootstrap'], { cwd: peer, env, encoding: 'utf8' });
    if (made.status !== 0) throw new Error(`Directus: ${made.stdout}${made.stderr}`);
    const child = spawn(process.execPath, [program, 'start'], { cwd: peer, env, stdio: 'ignore' });
    try {
      const origin = `http://127.0.0.1:${port}`;
      for (let tries = 0; ; tries++) {
        const up = await fetch(`${origin}/items/entry?limit=1`, {
          headers: { authorization: 'Bearer bench-token' },
        }).then(
          (answer) => answer.status === 200,
          () => false,
        );
        if (up) break;
        if (tries === 300) throw new Error('Directus did not come up');
        await new Promise((done) => setTimeout(done, 200));
      }
      await use(origin, () => postgres() + processorOf(child.pid ?? 0, true));
    } finally {
      const ended = new Promise((done) => child.once('exit', done));
      child.kill();
      await ended;
    }
  }, folder);
}
