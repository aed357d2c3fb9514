import { formatOther } from './scripts.ts';

/**
 * Numbers as Word prints them in lists and notes (ST_NumberFormat, ECMA-376 Part 1, 17.18.59).
 * All take a whole number from 0; a format that cannot print the number falls back on digits, as Word does.
 */

const ROMAN: [number, string][] = [
  [1000, 'm'],
  [900, 'cm'],
  [500, 'd'],
  [400, 'cd'],
  [100, 'c'],
  [90, 'xc'],
  [50, 'l'],
  [40, 'xl'],
  [10, 'x'],
  [9, 'ix'],
  [5, 'v'],
  [4, 'iv'],
  [1, 'i'],
];

function roman(value: number): string {
  if (value < 1 || value > 32_767) return String(value);
  let rest = value;
  let out = '';
  for (const [worth, sign] of ROMAN) {
    while (rest >= worth) {
      out += sign;
      rest -= worth;
    }
  }
  return out;
}

/** a … z, aa, bb …: Word repeats the letter, it does not count in base 26. */
function repeated(value: number, alphabet: string): string {
  const letters = [...alphabet];
  if (value < 1 || value > letters.length * 30) return String(value);
  const letter = letters[(value - 1) % letters.length] ?? '';
  return letter.repeat(Math.floor((value - 1) / letters.length) + 1);
}

function cycled(value: number, signs: string): string {
  const list = [...signs];
  return value < 1 || value > list.length ? String(value) : (list[value - 1] ?? String(value));
}

const LATIN = 'abcdefghijklmnopqrstuvwxyz';
const RUSSIAN = 'абвгдежзиклмнопрстуфхцчшщыэюя';
const ARABIC_ALPHA = 'أبتثجحخدذرزسشصضطظعغفقكلمنهوي';
const ARABIC_ABJAD = 'أبجدهوزحطيكلمنسعفصقرشتثخذضظغ';
const HEBREW_ALPHA = 'אבגדהוזחטיכלמנסעפצקרשת';
const THAI = 'กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ';
const DIGITS_CHINESE = '〇一二三四五六七八九';
const DIGITS_KOREAN = '영일이삼사오육칠팔구';
const STEMS = '甲乙丙丁戊己庚辛壬癸';
const BRANCHES = '子丑寅卯辰巳午未申酉戌亥';
const CHICAGO = '*†‡§';

/** Counting with units: 十一, 二十, 一百零五. `short` writes 十 for 一十 at the head, as in lists. */
function chinese(value: number, digits: string, units: string[], short: boolean): string {
  if (value < 0 || value > 9_999) return String(value);
  const signs = [...digits];
  const zero = signs[0] ?? '零';
  if (value === 0) return zero;
  const places = [...String(value)].map(Number);
  let out = '';
  let gap = false;
  places.forEach((digit, index) => {
    const unit = units[places.length - 1 - index] ?? '';
    if (digit === 0) gap = true;
    else {
      if (gap && out !== '') out += zero;
      gap = false;
      out += (short && out === '' && digit === 1 && unit === units[1] ? '' : (signs[digit] ?? '')) + unit;
    }
  });
  return out;
}

/** Japanese says nothing for a place that is nought. */
const withoutGaps = (words: string): string => (words.length > 1 ? words.replaceAll('〇', '') : words);

function hebrew(value: number): string {
  if (value < 1 || value > 392) return String(value);
  const hundreds = ['', 'ק', 'ר', 'ש'];
  const tens = ['', 'י', 'כ', 'ל', 'מ', 'נ', 'ס', 'ע', 'פ', 'צ'];
  const ones = ['', 'א', 'ב', 'ג', 'ד', 'ה', 'ו', 'ז', 'ח', 'ט'];
  const rest = value % 100;
  const head = hundreds[Math.floor(value / 100)] ?? '';
  // 15 and 16 avoid the letters of the divine name.
  if (rest === 15) return `${head}טו`;
  if (rest === 16) return `${head}טז`;
  return head + (tens[Math.floor(rest / 10)] ?? '') + (ones[rest % 10] ?? '');
}

const ONES = [
  'zero',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
  'thirteen',
  'fourteen',
  'fifteen',
  'sixteen',
  'seventeen',
  'eighteen',
  'nineteen',
];
const TENS = ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];
const ORDINALS: Record<string, string> = {
  one: 'first',
  two: 'second',
  three: 'third',
  five: 'fifth',
  eight: 'eighth',
  nine: 'ninth',
  twelve: 'twelfth',
};

function cardinal(value: number): string {
  if (value < 0 || value > 999) return String(value);
  if (value < 20) return ONES[value] ?? '';
  if (value < 100) return (TENS[Math.floor(value / 10)] ?? '') + (value % 10 === 0 ? '' : `-${ONES[value % 10] ?? ''}`);
  return `${ONES[Math.floor(value / 100)] ?? ''} hundred${value % 100 === 0 ? '' : ` ${cardinal(value % 100)}`}`;
}

function ordinalWord(value: number): string {
  const words = cardinal(value);
  const cut = Math.max(words.lastIndexOf('-'), words.lastIndexOf(' ')) + 1;
  const last = words.slice(cut);
  return words.slice(0, cut) + (ORDINALS[last] ?? (last.endsWith('y') ? `${last.slice(0, -1)}ieth` : `${last}th`));
}

function ordinal(value: number, language: string): string {
  if (language.startsWith('fr')) return value === 1 ? '1er' : `${value}e`;
  if (language.startsWith('es')) return `${value}º`;
  if (language.startsWith('ru')) return `${value}-й`;
  const tail = value % 100 >= 11 && value % 100 <= 13 ? 'th' : (['th', 'st', 'nd', 'rd'][value % 10] ?? 'th');
  return `${value}${tail}`;
}

const shifted = (value: number, zero: number): string =>
  [...String(value)].map((digit) => String.fromCodePoint(zero + Number(digit))).join('');
function circled(value: number): string {
  if (value >= 1 && value <= 20) return String.fromCodePoint(0x245f + value);
  if (value >= 21 && value <= 35) return String.fromCodePoint(0x3251 + value - 21);
  return value >= 36 && value <= 50 ? String.fromCodePoint(0x32b1 + value - 36) : String(value);
}

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

/** Prints `value` in a Word number format; `language` (a BCP 47 tag) matters for ordinals only. `null`: format not known. */
export function formatNumber(value: number, format: string, language = 'en'): string | null {
  switch (format) {
    case 'decimal':
      return String(value);
    case 'none':
    case 'bullet':
      return '';
    case 'decimalZero':
      return value < 10 ? `0${value}` : String(value);
    case 'lowerLetter':
      return repeated(value, LATIN);
    case 'upperLetter':
      return repeated(value, LATIN).toUpperCase();
    case 'lowerRoman':
      return roman(value);
    case 'upperRoman':
      return roman(value).toUpperCase();
    case 'ordinal':
      return ordinal(value, language);
    case 'cardinalText':
      return capital(cardinal(value));
    case 'ordinalText':
      return capital(ordinalWord(value));
    case 'chicago':
      return repeated(value, CHICAGO);
    case 'hex':
      return value.toString(16).toUpperCase();
    case 'numberInDash':
      return `- ${value} -`;
    case 'russianLower':
      return repeated(value, RUSSIAN);
    case 'russianUpper':
      return repeated(value, RUSSIAN).toUpperCase();
    case 'arabicAlpha':
      return repeated(value, ARABIC_ALPHA);
    case 'arabicAbjad':
      return repeated(value, ARABIC_ABJAD);
    case 'hebrew1':
      return hebrew(value);
    case 'hebrew2':
      return repeated(value, HEBREW_ALPHA);
    case 'thaiLetters':
      return repeated(value, THAI);
    case 'thaiNumbers':
      return shifted(value, 0x0e50);
    case 'hindiNumbers':
      return shifted(value, 0x0966);
    case 'decimalFullWidth':
    case 'decimalFullWidth2':
      return shifted(value, 0xff10);
    case 'decimalHalfWidth':
      return String(value);
    case 'decimalEnclosedCircle':
    case 'decimalEnclosedCircleChinese':
      return circled(value);
    case 'decimalEnclosedFullstop':
      return value >= 1 && value <= 20 ? String.fromCodePoint(0x2487 + value) : String(value);
    case 'decimalEnclosedParen':
      return value >= 1 && value <= 20 ? String.fromCodePoint(0x2473 + value) : String(value);
    case 'ideographEnclosedCircle':
      return value >= 1 && value <= 10 ? String.fromCodePoint(0x327f + value) : String(value);
    case 'koreanDigital':
      return [...String(value)].map((digit) => [...DIGITS_KOREAN][Number(digit)] ?? digit).join('');
    case 'ideographDigital':
    case 'taiwaneseDigital':
    case 'japaneseDigitalTenThousand':
    case 'koreanDigital2':
      return [...String(value)].map((digit) => [...DIGITS_CHINESE][Number(digit)] ?? digit).join('');
    case 'chineseCounting':
    case 'taiwaneseCounting':
      return value < 100
        ? chinese(value, '〇一二三四五六七八九', ['', '十', '百', '千'], true)
        : [...String(value)].map((digit) => [...DIGITS_CHINESE][Number(digit)] ?? digit).join('');
    case 'chineseCountingThousand':
    case 'taiwaneseCountingThousand':
      return chinese(value, '零一二三四五六七八九', ['', '十', '百', '千'], true);
    case 'japaneseCounting':
      return withoutGaps(chinese(value, '〇一二三四五六七八九', ['', '十', '百', '千'], true));
    case 'chineseLegalSimplified':
      return chinese(value, '零壹贰叁肆伍陆柒捌玖', ['', '拾', '佰', '仟'], false);
    case 'ideographLegalTraditional':
      return chinese(value, '零壹貳參肆伍陸柒捌玖', ['', '拾', '佰', '仟'], false);
    case 'ideographTraditional':
      return cycled(value, STEMS);
    case 'ideographZodiac':
      return cycled(value, BRANCHES);
    case 'japaneseLegal':
      return withoutGaps(chinese(value, '〇壱弐参四伍六七八九', ['', '拾', '百', '阡'], false));
    case 'dollarText':
      return `${capital(cardinal(value))} and 00/100`;
    default:
      // "custom" formats are told by their beginning: "001, 002, 003, ...".
      return /^0*1(?:,|$)/.test(format)
        ? String(value).padStart(format.split(',')[0]?.length ?? 0, '0')
        : formatOther(value, format);
  }
}
