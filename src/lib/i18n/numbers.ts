import type { Language } from '@suivi/texts';
import { locale } from './locale.ts';

const numbers = new Map<string, Intl.NumberFormat>();
const lists = new Map<string, Intl.ListFormat>();
const sorters = new Map<Language, Intl.Collator>();

/** A number in the reader's language; options as of Intl.NumberFormat. */
export function formatNumber(value: number, lang: Language, options: Intl.NumberFormatOptions = {}): string {
  const key = lang + JSON.stringify(options);
  let made = numbers.get(key);
  if (!made) numbers.set(key, (made = new Intl.NumberFormat(locale(lang), options)));
  return made.format(value);
}

/** Bytes as "1.2 MB": powers of 1,000, as the units of Intl mean them. */
export function formatBytes(bytes: number, lang: Language): string {
  const steps = ['byte', 'kilobyte', 'megabyte', 'gigabyte'];
  const power = Math.min(steps.length - 1, bytes < 1000 ? 0 : Math.floor(Math.log10(bytes) / 3));
  return formatNumber(bytes / 1000 ** power, lang, {
    style: 'unit',
    unit: steps[power] ?? 'byte',
    unitDisplay: power === 0 ? 'long' : 'short',
    maximumFractionDigits: power === 0 ? 0 : 1,
  });
}

/** "a, b and c" in the reader's language. */
export function listOf(
  items: readonly string[],
  lang: Language,
  type: 'conjunction' | 'disjunction' = 'conjunction',
): string {
  let made = lists.get(lang + type);
  if (!made) lists.set(lang + type, (made = new Intl.ListFormat(locale(lang), { type })));
  return made.format(items);
}

/** Names that others gave as "a, b and c", each kept to its own direction (first strong isolates of Unicode's UAX 9). */
export const namesOf = (names: readonly string[], lang: Language): string =>
  listOf(
    names.map((name) => `\u2068${name}\u2069`),
    lang,
  );

/** Order of words in a language, numbers by value ("C2" before "C11"). */
export function collator(lang: Language): Intl.Collator {
  let made = sorters.get(lang);
  if (!made) sorters.set(lang, (made = new Intl.Collator(locale(lang), { numeric: true })));
  return made;
}
