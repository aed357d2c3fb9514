import { sql } from 'kysely';
import type { Read } from './db.ts';

interface Asking {
  /** Being answered; started before whoever comes now. */
  running: Promise<string> | null;
  /** Starts when that ends; all who come meanwhile share it. */
  next: Promise<string> | null;
}
const asking = new WeakMap<Read, Asking>();

/**
 * What the data are at this moment, as PostgreSQL's snapshot (xmin:xmax:xip): two readers with the same snapshot see the
 * same rows, and any committed write makes another. Unlike the number of the last event it cannot miss a transaction that
 * took its number early and committed late. Who asks while an answer is under way shares the next one, so that a thousand
 * readers ask a few hundred times, and nobody gets an answer older than their question.
 */
export function dataVersion(db: Read): Promise<string> {
  const state = asking.get(db) ?? { running: null, next: null };
  asking.set(db, state);
  if (state.next) return state.next;
  if (state.running) {
    state.next = state.running
      .catch(() => '')
      .then(() => {
        state.next = null;
        return start(db, state);
      });
    return state.next;
  }
  return start(db, state);
}

function start(db: Read, state: Asking): Promise<string> {
  const answer = sql<{ v: string }>`select pg_current_snapshot()::text as v`
    // A snapshot is asked of the connection that pages read from; the face that only reads has no other way in.
    .execute(db as never)
    .then(({ rows }) => rows[0]?.v ?? '')
    .finally(() => {
      if (state.running === answer) state.running = null;
    });
  state.running = answer;
  return answer;
}
