import type { Item, Language } from '../model/text.ts';
import { classOf, isRoman } from '../structure/nest.ts';
import { romanOf, romanValue } from '../words/roman.ts';
import type { LabelConvention } from './model.ts';

/**
 * How a paragraph between two numbers is numbered for the time being. That drafts print "2bis", "2ter" (and "pre" before
 * the first) is usage of ITU and United Nations drafting groups; no document that prescribes it was found: not confirmed.
 */
export const LABEL_CONVENTIONS: Readonly<Record<'latin' | 'letters', LabelConvention>> = {
  latin: {
    id: 'latin',
    source: 'not confirmed',
    after: ['bis', 'ter', 'quater', 'quinquies', 'sexies', 'septies', 'octies', 'novies', 'decies'],
    before: 'pre',
  },
  letters: {
    id: 'letters',
    source: 'not confirmed',
    after: ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'J', 'K'],
    before: '0',
  },
};

/** The same in the scripts that do not print Latin words among their own; not confirmed either. */
const LOCAL: Partial<Record<Language, LabelConvention>> = {
  ar: {
    id: 'latin',
    source: 'not confirmed',
    after: ['مكررا', 'مكررا ثانيا', 'مكررا ثالثا', 'مكررا رابعا'],
    before: 'مقدم',
  },
  zh: { id: 'latin', source: 'not confirmed', after: ['之二', '之三', '之四', '之五', '之六'], before: '之前' },
  ru: {
    id: 'latin',
    source: 'not confirmed',
    after: ['бис', 'тер', 'кватер', 'квинквиес', 'сексиес'],
    before: 'пре',
  },
};

/** The convention of a language; Latin words where it has none of its own. */
export const conventionOf = (language: Language): LabelConvention => LOCAL[language] ?? LABEL_CONVENTIONS.latin;

/** Label of the n-th paragraph (from 0) added after one that is labelled `before`, or ahead of the first of a list. */
export function provisionalLabel(
  before: string | null,
  after: string | null,
  n: number,
  convention: LabelConvention,
): string | null {
  if ((before !== null && isDash(before)) || (before === null && after !== null && isDash(after)))
    return before ?? after;
  if (before === null) return after === null ? null : `${after}${convention.before}${n === 0 ? '' : String(n + 1)}`;
  const last = convention.after.at(-1) ?? '';
  return `${before}${convention.after[n] ?? `${last}${n - convention.after.length + 2}`}`;
}

export const isDash = (label: string): boolean => /^[–—•·*-]$/.test(label);

/** Series of letters as they are numbered: ITU texts in Arabic use the abjad order, with an open heh. */
const ALPHABETS: readonly string[] = [
  'abcdefghijklmnopqrstuvwxyz',
  'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
  'абвгдежзиклмнопрстуфхцчшщэюя',
  'أبجدﻫوزحطيكلمنسعفصقرشتثخذضظغ',
  'ابجدهوزحطيكلمنسعفصقرشتثخذضظغ',
];

/** The label that comes after, in the same series; null where the series is not known. `roman` tells how "i" is meant. */
export function nextLabel(label: string, roman: boolean): string | null {
  if (isDash(label)) return label;
  if (/^\d+$/.test(label)) return String(Number(label) + 1);
  const dotted = /^(.*[.\-/])(\d+)$/.exec(label);
  if (dotted) return `${dotted[1]}${Number(dotted[2]) + 1}`;
  if (roman && isRoman(label)) {
    const next = romanOf(romanValue(label) + 1);
    return label === label.toUpperCase() ? next.toUpperCase() : next;
  }
  const signs = [...label];
  for (const alphabet of ALPHABETS) {
    const letters = [...alphabet];
    const at = letters.indexOf(signs.at(-1) ?? '');
    if (at < 0 || !signs.every((sign) => letters.includes(sign))) continue;
    if (at + 1 < letters.length) return [...signs.slice(0, -1), letters[at + 1]].join('');
    // After z comes aa; after az comes ba.
    const first = letters[0] ?? '';
    if (signs.length === 1) return first + first;
    const head = nextLabel(signs.slice(0, -1).join(''), false);
    return head === null ? null : head + first;
  }
  return null;
}

/** The first label of the series that a label belongs to. */
export function firstLabel(label: string, roman: boolean): string | null {
  if (isDash(label)) return label;
  if (/^\d+$/.test(label)) return '1';
  const dotted = /^(.*[.\-/])(\d+)$/.exec(label);
  if (dotted) return `${dotted[1]}1`;
  if (roman && isRoman(label)) return label === label.toUpperCase() ? 'I' : 'i';
  const sign = [...label].at(-1) ?? '';
  return ALPHABETS.map((alphabet) => [...alphabet]).find((letters) => letters.includes(sign))?.[0] ?? null;
}

/** Whether the labels of a list count in roman numbers: their class, as the reader of texts tells it. */
export function isRomanSeries(labels: readonly string[]): boolean {
  const [first, second] = labels;
  if (first === undefined) return false;
  return (
    classOf(first, second ?? null, null) === 'roman' || (/^I$/.test(first) && (second === undefined || second === 'II'))
  );
}

/**
 * Labels of a list after paragraphs came and went: those that the list had, in order, then the ones that come after in the
 * same series. `start` is the label to begin with where the numbers run on from another list; null begins as before. Gives
 * one label per paragraph; a bare one stays bare.
 */
export function renumbered(before: readonly string[], now: readonly Item[], start: string | null): (string | null)[] {
  const roman = isRomanSeries(before.length > 0 ? before : labelsOf(now));
  const queue = start === null ? [...before] : [];
  let last: string | null = null;
  return now.map((item) => {
    if (item.label === null) return null;
    const label: string =
      queue.shift() ??
      (last === null ? (start ?? firstLabel(item.label, roman)) : nextLabel(last, roman)) ??
      item.label;
    last = label;
    return label;
  });
}

/** Whether each label comes right after the one before it in its series. */
export function isRegular(labels: readonly string[]): boolean {
  const roman = isRomanSeries(labels);
  return labels.every((label, i) => {
    const before = labels[i - 1];
    return before === undefined || nextLabel(before, roman) === label;
  });
}

/** Labels of the paragraphs of a list, bare ones left out. */
export const labelsOf = (items: readonly Item[]): string[] =>
  items.flatMap(({ label, state }) => (label === null || state === 'deleted' ? [] : [label]));
