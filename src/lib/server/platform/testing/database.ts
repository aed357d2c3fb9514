import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { openDatabase, type Database } from '../db.ts';
import { stopSenders } from '../jobs.ts';

export interface TestDatabase {
  url: string;
  db: Database;
  /** Closes and removes the database; fails when a test left a connection open. */
  close(): Promise<void>;
}

async function asAdmin<T>(use: (client: pg.Client) => Promise<T>): Promise<T> {
  const url = new URL(inject('databaseTemplate'));
  url.pathname = '/postgres';
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}

/** A migrated, empty database for one test file: a copy of the template, 50 ms. */
export async function testDatabase(): Promise<TestDatabase> {
  const template = new URL(inject('databaseTemplate'));
  const name = `test_${process.pid}_${randomBytes(4).toString('hex')}`;
  await asAdmin((client) =>
    client.query(`create database ${name} template ${template.pathname.slice(1)} strategy file_copy`),
  );
  const url = new URL(template);
  url.pathname = `/${name}`;
  const db = openDatabase(url.href, { max: 8 });
  return {
    url: url.href,
    db,
    async close() {
      await stopSenders(url.href);
      await db.close();
      const left = await asAdmin(async (client) => {
        const open = await connectionsTo(client, name);
        await client.query(`drop database ${name} with (force)`);
        return open;
      });
      if (left.length > 0)
        throw new Error(`the test left ${left.length} connection(s) open; last query: ${left.join(' | ')}`);
    },
  };
}

// A connection that was closed a moment ago may still be listed: the server is given a second to let go.
async function connectionsTo(client: pg.Client, name: string): Promise<string[]> {
  for (let tries = 0; ; tries++) {
    const { rows } = await client.query<{ query: string }>(
      `select query from pg_stat_activity where datname = $1 and backend_type = 'client backend'`,
      [name],
    );
    if (rows.length === 0 || tries === 20) return rows.map((row) => row.query.slice(0, 120));
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
