import { sql } from 'kysely';
import { PLANNED_ONCE, type Read, type Write } from './db.ts';

/** What kept answers may be made of; which tables are meant by each, migration 0020 says. */
export type Topic = 'search' | 'frameworks' | 'initiatives';

/** What the data are at a moment. Equal strings: the same data. */
export interface DataVersion {
  /** All of them, as PostgreSQL's snapshot (xmin:xmax:xip). */
  all: string;
  /** How often each topic was written to, as far as this snapshot sees. */
  topics: Readonly<Partial<Record<Topic, number>>>;
  /** Called where something is told that was read earlier, with the moment (ms since 1970) from which on it is not told any more. */
  older?: (until: number) => void;
}

/** The version of what an answer is made of: of some topics, or of all data. */
export const versionOf = (version: DataVersion, topics?: readonly Topic[]): string =>
  topics ? topics.map((topic) => `${topic} ${version.topics[topic] ?? 0}`).join(' ') : version.all;

interface Asking {
  /** Being answered; started before whoever comes now. */
  running: Promise<DataVersion> | null;
  /** Starts when that ends; all who come meanwhile share it. */
  next: Promise<DataVersion> | null;
}
const asking = new WeakMap<Read, Asking>();

/**
 * What the data are at this moment. Two readers with the same snapshot see the same rows, and any committed write makes another;
 * the sums of the topics are read in that snapshot, and any committed write to a topic makes its sum greater. Unlike the number
 * of the last event neither can miss a transaction that took its number early and committed late. Who asks while an answer is under
 * way shares the next one, so that a thousand readers ask a few hundred times, and nobody gets an answer older than their question.
 */
export function dataVersion(db: Read): Promise<DataVersion> {
  const state = asking.get(db) ?? { running: null, next: null };
  asking.set(db, state);
  if (state.next) return state.next;
  if (state.running) {
    state.next = state.running
      .catch(() => null)
      .then(() => {
        state.next = null;
        return start(db, state);
      });
    return state.next;
  }
  return start(db, state);
}

function start(db: Read, state: Asking): Promise<DataVersion> {
  const answer = sql<DataVersion>`${PLANNED_ONCE}
    select pg_current_snapshot()::text as all, (select coalesce(json_object_agg(topic, n), '{}')
      from (select topic, sum(n) as n from data_change group by topic) summed) as topics`
    // A snapshot is asked of the connection that pages read from; the face that only reads has no other way in.
    .execute(db as never)
    .then(({ rows: [row] }) => {
      if (!row) throw new Error('the state of the data was not told');
      return row;
    })
    .finally(() => {
      if (state.running === answer) state.running = null;
    });
  state.running = answer;
  return answer;
}

/** So many rows are left side by side. */
const MANY = 100;

/** Folds what was told into a row a topic, where it has become much to add up. Sums stay what they were. */
export async function foldChanges(db: Write): Promise<void> {
  await sql`
    with taken as (delete from data_change where (select count(*) from data_change) > ${MANY} returning topic, n)
    insert into data_change (topic, n) select topic, sum(n) from taken group by topic`.execute(db);
}
