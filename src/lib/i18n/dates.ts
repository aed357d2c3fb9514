import type { Language } from '@suivi/texts';
import { locale } from './locale.ts';
import { translator } from './translate.ts';

export type Precision = 'day' | 'month' | 'year';

/** A due date or a period as the source gives it: a stretch of days, how exact it is, and how the words bind it. */
export interface FuzzySpan {
  /** First day, ISO 8601 ("2025-03-01"), or null where only an end is known. */
  from: string | null;
  /** Last day, included; null where open. */
  to: string | null;
  precision: Precision;
  /** "before" a date, "by" it, "at", "from", "until"; left out: the date itself. */
  bound?: 'before' | 'by' | 'at' | 'from' | 'until' | null;
  /** Name of the session when the date is that of a session ("Council 2025"). */
  session?: string | null;
  /** The words of the source; shown where there is no date at all. */
  words?: string | null;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function format(lang: Language, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = lang + JSON.stringify(options);
  let made = formats.get(key);
  if (!made) formats.set(key, (made = new Intl.DateTimeFormat(locale(lang), options)));
  return made;
}

// Days of duty are calendar days, not instants: they are read and written in UTC so that no time zone moves them.
const asDate = (iso: string): Date => new Date(`${iso.slice(0, 10).padEnd(10, '-01')}T00:00:00Z`);

const DAY: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' };
const MONTH: Intl.DateTimeFormatOptions = { month: 'long', year: 'numeric', timeZone: 'UTC' };
// United Nations documents count the hours to 24 in every language; Intl does not in Arabic.
const CLOCK: Intl.DateTimeFormatOptions = { ...DAY, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' };
const MOMENT: Intl.DateTimeFormatOptions = { ...CLOCK, timeZoneName: 'short' };

// The United Nations write the first of a month as an ordinal in French, and the word for year out in Russian; Intl does neither.
function house(lang: Language, text: string): string {
  if (lang === 'fr') return text.replace(/^1(?= )/, '1er');
  return lang === 'ru' ? text.replace(/(?<=\s)г\./g, 'года').replace(/(?<=\s)гг\./g, 'годов') : text;
}

/**
 * A calendar day in words: "1 March 2025", « 1er mars 2025 ».
 * In: an ISO day ("2025-03-01"), or a Date of which the day in UTC counts. Errors: RangeError when it is no date.
 */
export function formatDate(value: string | Date, lang: Language): string {
  return house(lang, format(lang, DAY).format(typeof value === 'string' ? asDate(value) : value));
}

/** A moment in words, to the minute, in UTC (the platform keeps no reader's time zone). */
export function formatMoment(value: string | Date, lang: Language): string {
  return house(lang, format(lang, MOMENT).format(typeof value === 'string' ? new Date(value) : value));
}

/** A day and a time on some place's clock ("2025-06-10T18:00") in words, to the minute; the place is told beside it. */
export function formatClock(local: string, lang: Language): string {
  return house(lang, format(lang, CLOCK).format(new Date(`${local}Z`)));
}

// There are some hundreds, and a list says one in each line.
const months = new Map<string, string>();
const MONTHS = 10_000;

function month(iso: string, lang: Language, bound: boolean): string {
  const key = `${lang} ${bound} ${iso.slice(0, 7)}`;
  const known = months.get(key);
  if (known !== undefined) return known;
  if (months.size >= MONTHS) months.clear();
  const made = monthInWords(iso, lang, bound);
  months.set(key, made);
  return made;
}

// After a preposition Russian wants the genitive, which Intl gives only beside a day.
function monthInWords(iso: string, lang: Language, bound: boolean): string {
  const parts = format(lang, lang === 'ru' && bound ? DAY : MONTH).formatToParts(asDate(iso));
  const from = lang === 'ru' ? parts.findIndex((part) => part.type === 'month') : 0;
  const words = parts.slice(from).map((part) => part.value);
  return house(lang, words.join(''));
}

function one(iso: string, precision: Precision, lang: Language, bound: boolean): string {
  if (precision === 'day') return formatDate(iso, lang);
  if (precision === 'month') return month(iso, lang, bound);
  return translator(lang)(bound ? 'common.date.year-bound' : 'common.date.year', { year: iso.slice(0, 4) });
}

/** "2025-03" → the days it spans, with its precision. In: a day, a month or a year. */
export function spanOf(date: string): FuzzySpan {
  const [year, monthOf, day] = date.split('-');
  if (day !== undefined) return { from: date, to: date, precision: 'day' };
  if (monthOf === undefined) return { from: `${year}-01-01`, to: `${year}-12-31`, precision: 'year' };
  const last = new Date(Date.UTC(Number(year), Number(monthOf), 0)).getUTCDate();
  return { from: `${date}-01`, to: `${date}-${last}`, precision: 'month' };
}

/**
 * A due date with the precision of its source: "before 1 March 2025", "2025", "at session Council 2025".
 * Never more exact than the source. Without any date: the words of the source, or the message "no date given".
 */
export function formatFuzzyDate(span: FuzzySpan, lang: Language): string {
  const t = translator(lang);
  if (span.session) return t('common.date.at-session', { session: span.session });
  const { from, to, precision } = span;
  const bound = span.bound === 'at' ? null : span.bound;
  if (bound === 'before' || bound === 'by' || bound === 'until') {
    const iso = bound === 'before' ? (from ?? to) : (to ?? from);
    if (iso) return t(`common.date.${bound}`, { date: one(iso, precision, lang, true), precision });
  }
  if (from && (bound === 'from' || !to))
    return t('common.date.from', { date: one(from, precision, lang, true), precision });
  if (to && !from) return t('common.date.by', { date: one(to, precision, lang, true), precision });
  if (!from || !to) return span.words || t('common.date.none');
  const start = one(from, precision, lang, false);
  const end = one(to, precision, lang, false);
  if (start === end) return start;
  return precision === 'year' ? `${from.slice(0, 4)}–${end}` : range(from, to, precision, lang);
}

function range(from: string, to: string, precision: Precision, lang: Language): string {
  const shape = format(lang, precision === 'day' ? DAY : MONTH);
  const text = shape.formatRange(asDate(from), asDate(to));
  // Chinese has no long form for a range in Intl: it falls back to slashes.
  return lang === 'zh' && text.includes('/')
    ? `${shape.format(asDate(from))}至${shape.format(asDate(to))}`
    : house(lang, text);
}

const relatives = new Map<Language, Intl.RelativeTimeFormat>();
const DAY_MS = 86_400_000;

/**
 * "in 3 weeks", « il y a 2 mois »: from `now` to a day or an instant, in the largest unit that keeps it honest.
 * In: an ISO day or instant; days are compared as days of UTC.
 */
export function relativeTime(iso: string, now: Date, lang: Language): string {
  let made = relatives.get(lang);
  if (!made) relatives.set(lang, (made = new Intl.RelativeTimeFormat(locale(lang), { numeric: 'auto' })));
  if (iso.length > 10) {
    const minutes = Math.round((new Date(iso).getTime() - now.getTime()) / 60_000);
    if (Math.abs(minutes) < 60) return made.format(minutes, 'minute');
    if (Math.abs(minutes) < 60 * 24) return made.format(Math.trunc(minutes / 60), 'hour');
  }
  const today = Math.floor(now.getTime() / DAY_MS);
  const days = Math.floor(asDate(iso).getTime() / DAY_MS) - today;
  const far = Math.abs(days);
  if (far < 14) return made.format(days, 'day');
  if (far < 60) return made.format(Math.trunc(days / 7), 'week');
  if (far < 730) return made.format(Math.trunc(days / 30.44), 'month');
  return made.format(Math.trunc(days / 365.25), 'year');
}

/** The relative time of a span: to its last day while that lies ahead or within it, from its last day afterwards. */
export function relativeSpan(span: FuzzySpan, now: Date, lang: Language): string | null {
  const day = span.bound === 'before' || span.bound === 'from' ? (span.from ?? span.to) : (span.to ?? span.from);
  return day ? relativeTime(day, now, lang) : null;
}

/** Name of a month, standing alone: "March", « mars ». In: 1 to 12. */
export function monthName(nth: number, lang: Language): string {
  return format(lang, { month: 'long', timeZone: 'UTC' }).format(new Date(Date.UTC(2024, nth - 1, 1)));
}
