import { westernDigits } from '@suivi/texts/words';

/*
 * Days as people in six languages and their spreadsheets write them: 31/12/2025, 01.03.2025, 2025/3/1, 2025年3月1日, with figures of
 * Arabic or Persian, with a time behind. Nothing is guessed: 03/04/2025 is in April in Dakar and in March in Denver.
 */

const DAY = /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/;
/** Marks of direction, which come along when Arabic is copied. */
const MARKS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
const YEAR_FIRST = /^(\d{4})(?:年|[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?|月)?(?:[T ]\d{1,2}:\d{2}.*)?)?$/u;
const YEAR_LAST = /^(?:(\d{1,2})([-/.]))?(\d{1,2})[-/.](\d{4})(?: \d{1,2}:\d{2}.*)?$/;

/** Which stands first where a year stands last. */
export type Order = 'day' | 'month';

/**
 * A day, month or year as typed in its plain form ("31/12/2025" → "2025-12-31"); as it stands where it is none, or could be two.
 * In: which stands first, where that is known.
 */
export function plainDay(typed: string, order?: Order): string {
  if (DAY.test(typed)) return typed;
  const { day, month } = readings(typed);
  if (day === undefined || month === undefined || day === month) return day ?? month ?? typed;
  return order === undefined ? typed : { day, month }[order];
}

/** Whether a day was typed that may be one of two: the third of April or the fourth of March. */
export function couldBeTwo(typed: string): boolean {
  const { day, month } = readings(typed);
  return day !== undefined && month !== undefined && day !== month;
}

/** What stands first in a column of days, where some of them can be read one way only and none the other way only. */
export function orderOf(column: readonly string[]): Order | undefined {
  const seen = new Set(
    column.map(readings).flatMap(({ day, month }): Order[] => {
      if (day === month) return [];
      return month === undefined ? ['day'] : day === undefined ? ['month'] : [];
    }),
  );
  return seen.size === 1 ? [...seen][0] : undefined;
}

/** Whether it is a day, a month or a year that there is, in its plain form. */
export function isDay(value: unknown): value is string {
  if (typeof value !== 'string' || !DAY.test(value)) return false;
  return value.length < 10 || new Date(Date.parse(value)).toISOString().startsWith(value);
}

// What it may mean, read with the day first and with the month first.
function readings(typed: string): { day?: string | undefined; month?: string | undefined } {
  const one = westernDigits(typed.replace(MARKS, ''))
    .replace(/[‐‑–−]/gu, '-')
    .trim();
  const same = (only: string | undefined) => ({ day: only, month: only });
  const [, year, month, day] = YEAR_FIRST.exec(one) ?? [];
  if (year !== undefined) return same(written(year, month, day));
  const [, first, sign, second, last] = YEAR_LAST.exec(one) ?? [];
  if (last === undefined) return {};
  if (first === undefined) return same(written(last, second));
  const dayFirst = written(last, second, first);
  // With points between them the day stands first, everywhere.
  return sign === '.' ? same(dayFirst) : { day: dayFirst, month: written(last, first, second) };
}

function written(...parts: (string | undefined)[]): string | undefined {
  const one = parts.flatMap((part) => (part === undefined ? [] : [part.padStart(2, '0')])).join('-');
  return isDay(one) ? one : undefined;
}
