import { sql } from 'kysely';
import type { QueryContext } from '../context.ts';
import type { Read } from '../db.ts';

/** Documents of a month (as `month_of` counts months, migration 0021), about. */
export type Months = ReadonlyMap<number, number>;

interface Known {
  since: number;
  months: Promise<Months>;
}
const known = new WeakMap<Read, Map<string, Known>>();
/** It tells how long a stretch of time to look at, and nothing that a reader sees: it may be old. */
const GOOD_FOR_MS = 10 * 60_000;
const ROWS = 5_000;

/** How many documents of a kind are of each month, from a sample. */
export function monthsOf({ db }: QueryContext, { kind, all }: { kind: string; all: number }): Promise<Months> {
  const kinds = known.get(db) ?? new Map<string, Known>();
  known.set(db, kinds);
  const last = kinds.get(kind);
  if (last && performance.now() - last.since < GOOD_FOR_MS) return last.months;
  const months = read(db, kind, Math.min(0.25, ROWS / all));
  kinds.set(kind, { since: performance.now(), months });
  months.catch(() => kinds.delete(kind));
  return months;
}

async function read(db: Read, kind: string, share: number): Promise<Months> {
  const { rows } = await sql<{ month: number; n: number }>`
    select (month_of(at))[1] as month, count(*)::int as n from search_document
    where shuffle < 0.25 and shuffle::float8 < ${share} and kind = ${kind} group by 1`.execute(db as never);
  return new Map(rows.map(({ month, n }) => [month, n / share]));
}

/** More of them are no less work than all. */
const MOST = 60;

/**
 * Months from one on that hold so many documents, into the past or, where the oldest come first, the future; null where these
 * would be very many.
 */
export function monthsFrom(first: number, oldest: boolean, months: Months, documents: number): number[] | null {
  const found: number[] = [];
  let held = 0;
  for (let month = first; found.length < MOST; month += oldest ? 1 : -1) {
    found.push(month);
    held += months.get(month) ?? 0;
    if (held >= documents) return found;
  }
  return null;
}
