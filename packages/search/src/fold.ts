import type { Features } from './features.ts';

const INVISIBLE = /[\u00AD\u034F\u061C\u200B-\u200F\u202A-\u202E\u2060-\u206F\uFE00-\uFE0F\uFEFF]/gu;
const TATWEEL = /\u0640/g;
const APOSTROPHES = /['’‘‛ʼʻʹ′`´＇]/gu;
// "5,000", "5 000" with the spaces typists use for it, "5.000", "5’000".
const THOUSANDS = /(?<=\p{Nd})[,.\u00A0\u2009\u202F’'٬](?=\p{Nd}{3}(?!\p{Nd}))/gu;
const ASCII = /^[\x00-\x7F]*$/;
const DOTTED = /(?<![\p{L}\p{N}])(?:\p{Lu}\.){2,}/gu;

// Looked for first, for the rules themselves cost far more, and most texts have nothing for them.
const DIGIT = /\p{Nd}/u;
const TWO_DOTS = /\..\./u;

/** A text made ready to be cut into words: one form of each sign, nothing invisible. */
export function prepare(text: string, features: Features): string {
  const ascii = ASCII.test(text);
  const digits = features.numbers && DIGIT.test(text);
  let plain = ascii ? text : text.replace(INVISIBLE, '');
  if (!ascii && features.arabicLetters) plain = plain.replace(TATWEEL, '').replace(/\u064Bا|ا\u064B/g, '');
  if (digits) plain = plain.replace(THOUSANDS, '');
  if (!ascii) plain = plain.normalize('NFKC').replace(INVISIBLE, '');
  if (!ascii && digits) plain = plain.replace(/(?![0-9])\p{Nd}/gu, digit);
  plain = plain.replace(APOSTROPHES, ' ');
  return features.acronyms && TWO_DOTS.test(plain)
    ? plain.replace(DOTTED, (dotted) => `${dotted.replaceAll('.', '')} `)
    : plain;
}

// Decimal digits of a script stand in runs of ten, each beginning at a multiple of ten or of sixteen within its block.
function digit(sign: string): string {
  const code = sign.codePointAt(0) ?? 0;
  let zero = code;
  while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--;
  return String(code - zero);
}

const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
  ħ: 'h',
  ς: 'σ',
};
const ODD_LETTERS = new RegExp(`[${Object.keys(LETTERS).join('')}]`, 'gu');
const ARABIC: Readonly<Record<string, string>> = {
  أ: 'ا',
  إ: 'ا',
  آ: 'ا',
  ٱ: 'ا',
  ؤ: 'و',
  ئ: 'ي',
  ى: 'ي',
  ة: 'ه',
  ک: 'ك',
  ی: 'ي',
  ھ: 'ه',
};
const ARABIC_FORMS = new RegExp(`[${Object.keys(ARABIC).join('')}]`, 'gu');
const ARABIC_SIGNS = /(?<=\p{Script=Arabic}\p{M}*)\p{M}/gu;

/**
 * A word as index and query hold it before its ending goes: lower case, marks off where a reader leaves them out. Marks of
 * other scripts (Devanagari vowels, й, that is a letter of its own) stay. Folding twice changes nothing.
 */
export function fold(word: string, features: Features): string {
  let plain = word.toLowerCase();
  if (ASCII.test(plain)) return plain;
  if (features.marks)
    plain = plain
      .normalize('NFKD')
      .replace(/(?<=[\p{Script=Latin}\p{Script=Greek}]\p{M}*)\p{M}/gu, '')
      .toLowerCase()
      .replace(ODD_LETTERS, (letter) => LETTERS[letter] ?? letter)
      .normalize('NFC')
      .replaceAll('ё', 'е');
  if (features.arabicLetters)
    plain = plain.replace(ARABIC_SIGNS, '').replace(ARABIC_FORMS, (letter) => ARABIC[letter] ?? letter);
  return plain.normalize('NFC');
}
