import type { Timing } from '@suivi/texts';
import { spanOf } from '../../bodies/index.ts';

/** One dated instance that a rule gives. `session` names a sitting to be found in the calendar of bodies. */
export interface Planned {
  /** Stays the same when a session moves: "2025", "once", "council-2025". */
  key: string;
  from: string | null;
  until: string | null;
  precision: 'day' | 'month' | 'year' | null;
  words: string;
  session: { body: string; name: string } | null;
}

/**
 * Occurrences of a duty from its timing, between two years. Nothing invents a day that the text does not give: a duty of
 * each year is due within that year; one "at the 2025 session" on the days of that session, once the calendar has it;
 * a continuous one, or one that waits for an event, has none.
 * @param first year the duty begins (of adoption), @param last year up to which recurring ones are drawn
 * @param sessionsOf body at whose yearly session a yearly duty is owed, when the text names one
 */
export function plan(timing: Timing, first: number, last: number, recipient: string | null = null): Planned[] {
  const none = { from: null, until: null, precision: null, session: null, words: timing.words };
  switch (timing.kind) {
    case 'once': {
      if (!timing.date) return [];
      const span = spanOf(timing.date);
      // "before 1 March": the last day on which it is in time is the day before.
      const until = timing.bound === 'before' && span.precision === 'day' ? timing.date : span.until;
      const from = timing.bound === 'before' && span.precision === 'day' ? dayBefore(timing.date) : span.from;
      return [{ key: 'once', from, until, precision: span.precision, session: null, words: timing.words }];
    }
    case 'annual':
    case 'periodic': {
      const every = timing.kind === 'annual' ? 1 : Math.max(1, timing.every ?? 1);
      const years = Array.from(
        { length: Math.max(0, Math.floor((last - first) / every) + 1) },
        (_, i) => first + i * every,
      );
      return years.map((year) => {
        const span = spanOf(String(year));
        const session = recipient === null ? null : { body: recipient, name: String(year) };
        return {
          key: String(year),
          from: span.from,
          until: span.until,
          precision: 'year' as const,
          session,
          words: timing.words,
        };
      });
    }
    case 'session': {
      const named = [{ session: timing.session, date: timing.date }, ...(timing.also ?? [])];
      return named.flatMap(({ session, date }) => {
        if (!session) return [];
        const span = date ? spanOf(date) : null;
        const key = `${session.body}-${session.name}`.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-');
        return [
          { ...none, key, session, ...(span ? { from: span.from, until: span.until, precision: span.precision } : {}) },
        ];
      });
    }
    case 'continuous':
    case 'event':
    case 'none':
      return [];
  }
}

function dayBefore(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() - 1);
  return date.toISOString().slice(0, 10);
}
