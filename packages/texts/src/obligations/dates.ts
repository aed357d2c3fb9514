import { matches, type Range } from './plain.ts';

export interface DateAt extends Range {
  /** ISO 8601 with the precision of the text. */
  date: string;
}

/** Months in five languages; Chinese counts them. */
const MONTHS: readonly string[] = [
  'january|janvier|enero|январ[ья]|يناير(?:/كانون الثاني)?|كانون الثاني(?:/يناير)?',
  'february|février|febrero|феврал[ья]|شباط(?:/فبراير)?|فبراير',
  'march|mars|marzo|марта?|آذار(?:/مارس)?|مارس',
  'april|avril|abril|апрел[ья]|نيسان(?:/أبريل)?|أبريل',
  'may|mai|mayo|ма[йя]|أيار(?:/مايو)?|مايو',
  'june|juin|junio|июн[ья]|حزيران(?:/يونيه|/يونيو)?|يونيو|يونيه',
  'july|juillet|julio|июл[ья]|تموز(?:/يوليه|/يوليو)?|يوليو|يوليه',
  'august|août|agosto|августа?|آب(?:/أغسطس)?|أغسطس',
  'september|septembre|septiembre|сентябр[ья]|أيلول(?:/سبتمبر)?|سبتمبر',
  'october|octobre|octubre|октябр[ья]|تشرين الأول(?:/أكتوبر)?|أكتوبر',
  'november|novembre|noviembre|ноябр[ья]|تشرين الثاني(?:/نوفمبر)?|نوفمبر',
  'december|décembre|diciembre|декабр[ья]|كانون الأول(?:/ديسمبر)?|ديسمبر',
];
const month = MONTHS.map((names, index) => `(?<m${index + 1}>${names})`).join('|');
const year = '(?:19|20)\\d\\d';
/** A date, day and month optional, in any of the six languages; the year always printed. Matched at a place by `dateAt`. */
export const DATE =
  `(?:(?:(?<day>[0-3]?\\d)(?:er|st|nd|rd|th|º)?[ .](?:of |de |d'|من )?)?(?:${month})(?: (?<day2>[0-3]?\\d)(?:st|nd|rd|th)?,)?(?: of| de| del)? (?<year>${year})(?: года| г\\.)?` +
  `|(?<year2>${year}) ?年(?:(?<zm>1[0-2]|[1-9]) ?月(?:(?<zd>[0-3]?\\d) ?日)?)?|(?<year3>${year})(?: года| году)?)(?!\\d)`;

const two = (value: number): string => String(value).padStart(2, '0');

/** ISO date of a match of DATE; null when day and month do not make one. */
export function isoOf(groups: Record<string, string | undefined>): string | null {
  const y = groups['year'] ?? groups['year2'] ?? groups['year3'];
  if (y === undefined) return null;
  let m = groups['zm'] === undefined ? 0 : Number(groups['zm']);
  for (let index = 1; index <= 12; index += 1) if (groups[`m${index}`] !== undefined) m = index;
  const printedDay = groups['day'] ?? groups['day2'] ?? groups['zd'];
  if (m === 0) return y;
  if (printedDay === undefined) return `${y}-${two(m)}`;
  const d = Number(printedDay);
  const last = new Date(Date.UTC(Number(y), m, 0)).getUTCDate();
  return d >= 1 && d <= last ? `${y}-${two(m)}-${two(d)}` : null;
}

/** Dates that stand after one of the given introductions, with it: "no later than 1 March 2025". */
export function* datesAfter(
  introduction: string,
  text: string,
  from: number,
  to: number,
): Generator<DateAt & { intro: string }> {
  for (const match of matches(`(?<![\\p{L}\\d])(?<intro>${introduction})${DATE}`, text, from, to)) {
    const date = isoOf(match.groups ?? {});
    if (date !== null)
      yield { date, from: match.index, to: match.index + match[0].length, intro: match.groups?.['intro'] ?? '' };
  }
}
