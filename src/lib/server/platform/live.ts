import { sql } from 'kysely';
import pg from 'pg';
import type { Database, Write } from './db.ts';

const CHANNEL = 'suivi_live';
const AGAIN_MS = 1_000;

/** Told what was said on a topic; null where something may have been missed while the database was away. */
export type Heard = (said: string | null) => void;

/**
 * Says something on a topic to all who listen, in whatever process, once the transaction is through: PostgreSQL carries it
 * (NOTIFY), so that no other means is needed between processes. In: at most a few thousand bytes.
 */
export async function tell(db: Write, topic: string, said: string): Promise<void> {
  await sql`select pg_notify(${CHANNEL}, ${`${topic} ${said}`})`.execute(db);
}

/** One connection for each database, as long as anyone listens. */
class Ear {
  readonly #url: string;
  readonly #heard = new Map<string, Set<Heard>>();
  #client: pg.Client | null = null;
  #again: NodeJS.Timeout | null = null;
  #work: Promise<void> = Promise.resolve();

  constructor(url: string) {
    this.#url = url;
  }

  /** Resolves once what is said from now on is heard. */
  async add(topic: string, heard: Heard): Promise<void> {
    const list = this.#heard.get(topic) ?? new Set();
    this.#heard.set(topic, list.add(heard));
    this.#work = this.#work.then(() => this.#open());
    await this.#work;
  }

  async remove(topic: string, heard: Heard): Promise<void> {
    const list = this.#heard.get(topic);
    list?.delete(heard);
    if (list?.size === 0) this.#heard.delete(topic);
    this.#work = this.#work.then(() => (this.#heard.size === 0 ? this.#close() : undefined));
    await this.#work;
  }

  async #open(): Promise<void> {
    if (this.#client || this.#heard.size === 0) return;
    const client = new pg.Client({ connectionString: this.#url, keepAlive: true, connectionTimeoutMillis: 5_000 });
    const lost = (): void => {
      if (this.#client !== client) return;
      this.#client = null;
      this.#later();
    };
    client.on('error', lost);
    client.on('end', lost);
    client.on('notification', ({ payload = '' }) => {
      const at = payload.indexOf(' ');
      for (const heard of this.#heard.get(payload.slice(0, at)) ?? []) heard(payload.slice(at + 1));
    });
    try {
      await client.connect();
      await client.query(`listen ${CHANNEL}`);
      this.#client = client;
    } catch {
      client.end().catch(() => {});
      this.#later();
    }
  }

  // Until the database is back; then all look for themselves what they missed.
  #later(): void {
    this.#again ??= setTimeout(() => {
      this.#again = null;
      this.#work = this.#work
        .then(() => this.#open())
        .then(() => {
          if (this.#client) for (const list of this.#heard.values()) for (const heard of list) heard(null);
        });
    }, AGAIN_MS).unref();
  }

  async #close(): Promise<void> {
    if (this.#again) clearTimeout(this.#again);
    this.#again = null;
    const client = this.#client;
    this.#client = null;
    await client?.end().catch(() => {});
  }
}

const ears = new Map<string, Ear>();

/**
 * Listens on a topic. One connection serves all listeners of the process; it is made anew when it breaks, and each is told
 * null then.
 * @returns what ends it; the connection closes with the last listener
 */
export async function listen(database: Database, topic: string, heard: Heard): Promise<() => Promise<void>> {
  const ear = ears.get(database.url) ?? new Ear(database.url);
  ears.set(database.url, ear);
  await ear.add(topic, heard);
  return () => ear.remove(topic, heard);
}
