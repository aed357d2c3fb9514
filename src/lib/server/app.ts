import type { Language } from '@suivi/texts';
import { openDatabase, type Database } from './platform/db.ts';
import type { Actor } from './platform/actor.ts';
import type { Context, Door } from './platform/context.ts';
import type { DataVersion } from './platform/data-version.ts';
import { now } from './platform/clock.ts';
import { onShutdown } from './platform/shutdown.ts';

let opened: Database | null = null;

/** The database of this process, opened at first use. `serve` sets DATABASE_URL before the pages load. */
export function database(): Database {
  const url = process.env['DATABASE_URL'];
  if (!url) throw new Error('DATABASE_URL is not set: start Suivi with `npm start` or `suivi serve`');
  const readUrl = process.env['DATABASE_READ_URL'];
  if (!opened) {
    opened = openDatabase(url, readUrl ? { readUrl } : {});
    onShutdown('database', closeDatabase);
  }
  return opened;
}

/** Closes the pool; the server calls it after the last answer and before PostgreSQL stops. */
export async function closeDatabase(): Promise<void> {
  const was = opened;
  opened = null;
  await was?.close();
}

/** What a page or a door of the web hands to `execute` and `ask`. */
export function contextOf(
  { actor, lang, version }: { actor: Actor; lang: Language; version?: DataVersion },
  door: Door = 'form',
): Context {
  return { database: database(), actor, lang, now: now(), door, ...(version ? { version } : {}) };
}
