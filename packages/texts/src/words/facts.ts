import type { Language } from '../model/text.ts';
import { DATE, isoOf } from '../obligations/dates.ts';
import { matches, plain } from '../obligations/plain.ts';
import { onBare } from './stretched.ts';
import { tokensOf } from './tokens.ts';

/** A date, a figure or a reference in a text, in a form that is the same in every language. */
export interface Fact {
  kind: 'date' | 'figure' | 'reference';
  /** ISO 8601 date as precise as printed; figure with a decimal point; number of the instrument without spaces. */
  value: string;
  /** As printed. */
  text: string;
  /** Range of characters, half open. */
  from: number;
  to: number;
}

/** The same with the figures of the West, one character for one: "٢٠٢٥", "۲۰۲۵", "２０２５" are 2025. */
export const westernDigits = (text: string): string =>
  text.replace(/[\u0660-\u0669\u06f0-\u06f9\uff10-\uff19]/g, (digit) => String(digit.charCodeAt(0) & 15));

const HAN: Record<string, number> = { 〇: 0, 零: 0, 一: 1, 二: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 };
const HAN_UNITS: Record<string, number> = { 十: 10, 百: 100, 千: 1000 };
const HAN_SCALES: Record<string, number> = { 万: 1e4, 亿: 1e8 };

/** "二十五" is 25, "二〇二五" 2025, "三千万" 30000000; null for what is no figure. */
export function hanNumber(text: string): number | null {
  if (!/^[〇零一二三四五六七八九十百千万亿]+$/.test(text)) return null;
  if (!/[十百千万亿]/.test(text)) return Number([...text].map((sign) => HAN[sign] ?? 0).join(''));
  let [total, part, digit] = [0, 0, 0];
  for (const sign of text) {
    const [unit, scale] = [HAN_UNITS[sign], HAN_SCALES[sign]];
    if (unit !== undefined) {
      part += (digit === 0 ? 1 : digit) * unit;
      digit = 0;
    } else if (scale !== undefined) {
      total = (total + part + digit) * scale;
      [part, digit] = [0, 0];
    } else digit = HAN[sign] ?? 0;
  }
  return total + part + digit;
}

/** Words after a figure that multiply it. */
const SCALES: readonly (readonly [RegExp, number])[] = [
  [/^\s?(?:billion|milliard(?:s)?|mil millones|миллиард\p{L}*|млрд\.?|مليار|بليون)(?!\p{L})/iu, 1e9],
  [/^\s?(?:millions?|millón|millones|миллион\p{L}*|млн\.?|مليون\p{L}*|ملايين)(?!\p{L})/iu, 1e6],
  [/^\s?(?:thousand|mille|mil|тысяч\p{L}*|тыс\.?|ألف|آلاف)(?!\p{L})/iu, 1e3],
  [/^\s?亿/u, 1e8],
  [/^\s?万/u, 1e4],
];

function figureOf(text: string, after: string): { value: string; more: number } {
  const han = hanNumber(text);
  let digits = westernDigits(text)
    .replace(/[\u00a0\u202f '’٬]/g, '')
    .replace('٫', '.');
  // A comma or a full stop before three figures parts thousands; any other begins the decimals.
  digits = digits.replace(/[.,](?=\d{3}(?:\D|$))/g, '').replace(',', '.');
  const bare = han ?? Number(digits);
  if (Number.isNaN(bare)) return { value: digits, more: 0 };
  for (const [pattern, scale] of SCALES) {
    const found = pattern.exec(after);
    if (found) return { value: String(Number((bare * scale).toPrecision(12))), more: found[0].length };
  }
  return { value: String(bare), more: 0 };
}

const referenceOf = (text: string): string => {
  const western = westernDigits(text);
  const revised = /^[(（]/.test(western) ? /(?:19|20)\d\d/.exec(western)?.[0] : undefined;
  // "217 A (III)" and "217 (III)" are told apart by their figures alone: some languages print no letter.
  return revised === undefined ? western.replace(/\s+[A-Z]?(?=\s?\()|\s/g, '') : `rev ${revised}`;
};

/**
 * The same facts with the first day of a meeting joined to its date, as a reader takes it: "8 to 12 October 2023" is one
 * date, not a figure and a date.
 */
export function withFirstDays(facts: readonly Fact[], text: string): Fact[] {
  const joined: Fact[] = [];
  for (const fact of facts) {
    const day = joined.at(-1);
    if (fact.kind === 'date' && day?.kind === 'figure' && isDay(day) && leadsTo(text.slice(day.to, fact.from))) {
      const from = Math.min(day.from, fact.from);
      joined.pop();
      joined.push({ ...fact, value: `${day.value}/${fact.value}`, text: text.slice(from, fact.to), from });
    } else joined.push(fact);
  }
  return joined;
}
const isDay = ({ value }: Fact): boolean => /^(?:[1-9]|[12]\d|3[01])$/.test(value);
const leadsTo = (between: string): boolean => /^\s?(?:to|and|au|et|al|y|по|и|إلى|و|[-–—]|)\s?$/u.test(between);

/** The dates, figures and references of a text, in order, none within another. */
export const factsOf = (text: string, language: Language): Fact[] => onBare(text, (words) => factsIn(words, language));

function factsIn(text: string, language: Language): Fact[] {
  const facts: Fact[] = [];
  const starts: Fact[] = [];
  const even = plain(westernDigits(text));
  for (const match of matches(`(?<!(?!\\p{Script=Han})\\p{L}|[\\d/])${DATE}`, even)) {
    const date = isoOf(match.groups ?? {});
    const [from, to] = [match.index, match.index + match[0].length];
    // "2023/3", "2030-": a year within a reference is no date.
    if (date === null || /^[/.]\d/.test(even.slice(to))) continue;
    facts.push({ kind: 'date', value: date, text: text.slice(from, to), from, to });
  }
  // "2022年4月27日至29日": other languages print the year after the last day, and the first day as a figure.
  for (const match of even.matchAll(
    /((?:19|20)\d\d) ?年 ?(\d{1,2}) ?月 ?(\d{1,2}) ?日?(?:至|—|–|-)(?:(\d{1,2}) ?月 ?)?(\d{1,2}) ?日/g,
  )) {
    const [whole, year = '', month = '', day = '', toMonth, toDay = ''] = match;
    const [from, to] = [match.index, match.index + whole.length];
    const two = (digits: string): string => digits.padStart(2, '0');
    const first = facts.findIndex((fact) => fact.from === from);
    const value = `${year}-${two(toMonth ?? month)}-${two(toDay)}`;
    facts.splice(first < 0 ? facts.length : first, first < 0 ? 0 : 1, {
      kind: 'date',
      value,
      text: text.slice(from, to),
      from,
      to,
    });
    starts.push({ kind: 'figure', value: String(Number(day)), text: day, from, to: from });
  }
  let at = 0;
  let next = 0;
  const dates = [...facts];
  for (const token of tokensOf(text, language)) {
    const [from, to] = [at, at + token.text.length];
    at = to;
    if (token.kind !== 'number' && token.kind !== 'reference') continue;
    while ((dates[next]?.to ?? Infinity) <= from) next += 1;
    if ((dates[next]?.from ?? Infinity) < to) continue;
    if (token.kind === 'reference')
      facts.push({ kind: 'reference', value: referenceOf(token.text), text: token.text, from, to });
    else {
      const { value, more } = figureOf(token.text, text.slice(to, to + 16));
      facts.push({ kind: 'figure', value, text: text.slice(from, to + more), from, to: to + more });
    }
  }
  return [...starts, ...facts].sort((a, b) => a.from - b.from);
}
