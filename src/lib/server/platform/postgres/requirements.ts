import pg from 'pg';
import { migrations } from '../migrate.ts';
import { codeOf, SetupError } from './setup-error.ts';

/** Lowest version of PostgreSQL, as `server_version_num` gives it. */
export const LOWEST_VERSION = 160_000;

/** Extensions that the migrations make. */
export function neededExtensions(): string[] {
  const names = migrations().flatMap(({ sql }) =>
    [...sql.matchAll(/^create extension if not exists (\w+)/gim)].map((match) => match[1] ?? ''),
  );
  return [...new Set(names)].sort();
}

/** An address without its password, for messages. */
export function withoutPassword(url: string): string {
  const shown = new URL(url);
  if (shown.password) shown.password = '***';
  return shown.href;
}

/**
 * Checks a server that Suivi does not run itself: that it answers, its version, its encoding, and that each extension is
 * there or can be made by this user.
 * Errors: SetupError, one line with the way out.
 */
export async function checkServer(url: string): Promise<{ version: string }> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on('error', () => {});
  try {
    await client.connect();
  } catch (cause) {
    await client.end().catch(() => {});
    throw new SetupError(
      `The database at ${withoutPassword(url)} does not answer (${codeOf(cause) || reason(cause)}): check DATABASE_URL and that the server runs, or leave it unset to use the embedded one.`,
      { cause },
    );
  }
  try {
    const { rows } = await client.query<{
      version: string;
      number: number;
      encoding: string;
      may_create: boolean;
      super: boolean;
    }>(
      `select current_setting('server_version') as version, current_setting('server_version_num')::int as number,
              current_setting('server_encoding') as encoding,
              has_database_privilege(current_database(), 'create') as may_create,
              (select rolsuper from pg_roles where rolname = current_user) as super`,
    );
    const server = rows[0]!;
    if (server.number < LOWEST_VERSION)
      throw new SetupError(
        `The database at ${withoutPassword(url)} is PostgreSQL ${server.version}: Suivi needs ${LOWEST_VERSION / 10_000} or later.`,
      );
    if (server.encoding !== 'UTF8')
      throw new SetupError(
        `The database at ${withoutPassword(url)} is encoded in ${server.encoding}: make one with ENCODING 'UTF8'.`,
      );
    const missing: string[] = [];
    for (const name of neededExtensions()) {
      const found = await client.query<{ installed: boolean; trusted: boolean }>(
        `select exists (select from pg_extension where extname = $1) as installed, bool_or(trusted) as trusted
         from pg_available_extension_versions where name = $1 having count(*) > 0`,
        [name],
      );
      const extension = found.rows[0];
      if (!extension || !(extension.installed || server.super || (extension.trusted && server.may_create)))
        missing.push(name);
    }
    if (missing.length > 0)
      throw new SetupError(
        `The database at ${withoutPassword(url)} lacks the extension ${missing.join(', ')}: install PostgreSQL's contrib package, then have an administrator run "create extension ${missing[0]}" in it.`,
      );
    return { version: server.version };
  } finally {
    await client.end();
  }
}

const reason = (error: unknown): string => (error instanceof Error ? error.message : String(error));
