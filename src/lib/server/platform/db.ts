import { createHash } from 'node:crypto';
import { Kysely, PostgresDialect, sql, type Transaction } from 'kysely';
import type { ReadonlyKysely } from 'kysely/readonly';
import pg from 'pg';
import type { DB } from './schema.ts';

export type { DB } from './schema.ts';
/** What a command's handler holds: a transaction, never a plain connection. */
export type Write = Transaction<DB>;
/** What queries and pages hold: a page that writes does not compile. */
export type Read = ReadonlyKysely<DB>;

/** A pool of connections and the two faces of it. Close it before the server stops. */
export interface Database {
  url: string;
  pool: pg.Pool;
  /** Only `execute` (command.ts), jobs and accounts may use this one. */
  UNSAFE_write: Kysely<DB>;
  read: Read;
  close(): Promise<void>;
}

/**
 * A statement that begins with this is planned once a connection, and not each time: for what is asked with every page and answered in the
 * same way whatever its values are. Planning is half of what the lines of a list cost.
 */
const MARK = '/* planned once */';
export const PLANNED_ONCE = sql.raw(MARK);

const names = new Map<string, string>();
function nameOf(text: string): string {
  const name = names.get(text) ?? createHash('sha256').update(text).digest('base64url').slice(0, 22);
  names.set(text, name);
  return name;
}

// bigint (int8) fits a number here: sizes and event numbers stay far below 2^53.
const types: pg.CustomTypesConfig = {
  getTypeParser(oid, format) {
    if (oid === pg.types.builtins.DATE) return (value: string) => value;
    return pg.types.getTypeParser(oid, format);
  },
};

/** Opens a pool on `url`, and another on `readUrl` when reads go to a replica. */
export function openDatabase(url: string, options: { readUrl?: string; max?: number } = {}): Database {
  const pool = newPool(url, options.max ?? 10);
  const readPool = options.readUrl ? newPool(options.readUrl, options.max ?? 10) : pool;
  const write = new Kysely<DB>({ dialect: new PostgresDialect({ pool }) });
  const read = options.readUrl ? new Kysely<DB>({ dialect: new PostgresDialect({ pool: readPool }) }) : write;
  return {
    url,
    pool,
    UNSAFE_write: write,
    read: read as unknown as Read,
    async close() {
      if (read !== write) await read.destroy();
      await write.destroy();
      // Kysely ends only a pool that it has used itself.
      for (const one of new Set([pool, readPool])) if (!one.ended) await one.end();
    },
  };
}

function newPool(url: string, max: number): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    types,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
  });
  // An idle connection that breaks (the server restarted) is dropped from the pool; the next one is new.
  pool.on('error', () => {});
  // One that is lent out has no listener from the pool: were it to break between two statements of a transaction, the
  // process would end. The next statement on it fails, which the borrower is told.
  pool.on('connect', (client) => client.on('error', () => {}));
  pool.on('connect', planOnce);
  return pool;
}

/** Gives statements that are planned once their names, by which the connection knows them. */
function planOnce(client: pg.PoolClient): void {
  const query = client.query.bind(client) as (...given: unknown[]) => unknown;
  const named = (...given: unknown[]): unknown => {
    const [text, values, ...rest] = given;
    return typeof text === 'string' && text.startsWith(MARK)
      ? query({ name: nameOf(text), text, values }, ...rest)
      : query(...given);
  };
  client.query = named as typeof client.query;
}
