import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { AppError } from './errors.ts';

const folder = fileURLToPath(new URL('../../../../migrations', import.meta.url));

/** The migrations of this program, in order: name and text. */
export function migrations(): { name: string; sql: string; sha256: string }[] {
  return readdirSync(migrationsFolder())
    .filter((name) => /^\d{4}-[a-z-]+\.sql$/.test(name))
    .sort()
    .map((name) => {
      const sql = readFileSync(`${migrationsFolder()}/${name}`, 'utf8');
      return { name, sql, sha256: createHash('sha256').update(sql).digest('hex') };
    });
}

// The built server runs from another place: it is told where the checkout is.
const migrationsFolder = (): string => (process.env['SUIVI_ROOT'] ? `${process.env['SUIVI_ROOT']}/migrations` : folder);

/**
 * Brings the database at `url` to this program's schema; forward only, each migration in a transaction of its own whose
 * row is inserted first, so that of two starting at once one waits and finds the work done.
 * Errors: `database-newer` when the database holds a migration this program does not know, `migration-changed` when an
 * applied one was edited since.
 * @returns the names applied now
 */
export async function migrate(url: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  try {
    await client.query(
      'create table if not exists migration (name text primary key, sha256 text not null, applied_at timestamptz not null default now())',
    );
    const known = migrations();
    const { rows } = await client.query<{ name: string; sha256: string }>(
      'select name, sha256 from migration order by name',
    );
    const names = new Map(known.map((m) => [m.name, m]));
    for (const row of rows) {
      const ours = names.get(row.name);
      if (!ours) throw new AppError('database-newer', 500, { migration: row.name });
      if (ours.sha256 !== row.sha256) throw new AppError('migration-changed', 500, { migration: row.name });
    }
    const done = new Set(rows.map((r) => r.name));
    const applied: string[] = [];
    for (const migration of known) {
      if (done.has(migration.name)) continue;
      await client.query('begin');
      try {
        const { rowCount } = await client.query(
          'insert into migration (name, sha256) values ($1, $2) on conflict do nothing',
          [migration.name, migration.sha256],
        );
        if (rowCount === 1) {
          await client.query(migration.sql);
          applied.push(migration.name);
        }
        await client.query('commit');
      } catch (error) {
        await client.query('rollback');
        throw new Error(
          `migration ${migration.name} failed: ${error instanceof Error ? error.message : String(error)}`,
          { cause: error },
        );
      }
    }
    return applied;
  } finally {
    await client.end();
  }
}
