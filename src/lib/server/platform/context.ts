import type { Language } from '@suivi/texts';
import type { Actor } from './actor.ts';
import type { DataVersion } from './data-version.ts';
import type { Database, Read, Write } from './db.ts';
import type { Once } from './idempotency.ts';

/** Which way a change came in. */
export type Door = 'form' | 'rest' | 'cli' | 'import' | 'job' | 'seed';

/** What every door makes once per request and hands to `execute` and `ask`. */
export interface Context {
  database: Database;
  actor: Actor;
  now: Date;
  lang: Language;
  door: Door;
  /** Party in whose name the person acts, when not their own. */
  forParty?: string | null;
  /** What the data were when the request came in, where that was asked; what is read for it is as new or newer. */
  version?: DataVersion;
  /** Set where the same request may come again and must do nothing then. */
  once?: Once;
}

/** What a query holds. */
export interface QueryContext {
  db: Read;
  actor: Actor;
  now: Date;
  lang: Language;
  version?: DataVersion;
}

/** What a command's handler holds: the transaction and the means to leave a trace. */
export interface CommandContext extends Omit<QueryContext, 'db' | 'version'> {
  db: Write;
  door: Door;
  commandId: string;
}
