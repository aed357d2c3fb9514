/** A day, a month or a year as a half-open range of days, the way PostgreSQL's daterange wants it. */
export interface Span {
  /** First day. */
  from: string;
  /** Day after the last. */
  until: string;
  precision: 'day' | 'month' | 'year';
}

const day = (date: Date): string => date.toISOString().slice(0, 10);

/** Range that "2025", "2025-03" or "2025-03-01" stands for; to `to` when given (its last day, month or year included). */
export function spanOf(from: string, to: string = from): Span {
  const precision = from.length === 4 ? 'year' : from.length === 7 ? 'month' : 'day';
  return { from: first(from), until: after(to), precision };
}

const first = (text: string): string => (text.length === 4 ? `${text}-01-01` : text.length === 7 ? `${text}-01` : text);
function after(text: string): string {
  const [year = 0, month = 1, dayOf = 1] = text.split('-').map(Number);
  if (text.length === 4) return `${year + 1}-01-01`;
  if (text.length === 7) return day(new Date(Date.UTC(year, month, 1)));
  return day(new Date(Date.UTC(year, month - 1, dayOf + 1)));
}

/** As PostgreSQL writes it. */
export const rangeOf = (span: Pick<Span, 'from' | 'until'>): string => `[${span.from},${span.until})`;

/** First and last day of a range that PostgreSQL gave. */
export function daysOf(range: string): { from: string; to: string } {
  const match = /^[[(](\d{4}-\d{2}-\d{2})?,(\d{4}-\d{2}-\d{2})?[\])]$/.exec(range);
  const from = match?.[1] ?? '';
  const until = match?.[2];
  if (!until) return { from, to: '' };
  const last = new Date(`${until}T00:00:00Z`);
  last.setUTCDate(last.getUTCDate() - 1);
  return { from, to: day(last) };
}
