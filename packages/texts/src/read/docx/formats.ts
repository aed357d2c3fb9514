import { romanOf } from '../../words/roman.ts';
import { cardinal, counted, hebrew, korean, nativeKorean, ordinal, ordinalWord, thai, vietnamese } from './spelt.ts';

/**
 * Numbers as Word prints them in lists and notes (ST_NumberFormat, ECMA-376 Part 1, 17.18.59).
 * All take a whole number from 0; a format that cannot print the number falls back on digits, as Word does.
 */
type Format = (value: number, language: string) => string;

/** Neighbouring signs: as many from this code on. */
const signsFrom = (code: number, count: number): string =>
  String.fromCodePoint(...Array.from({ length: count }, (_, i) => code + i));
const LATIN = signsFrom(0x61, 26);
const RUSSIAN = 'абвгдежзиклмнопрстуфхцчшщыэюя';
const STEMS = '甲乙丙丁戊己庚辛壬癸';
const BRANCHES = '子丑寅卯辰巳午未申酉戌亥';
const HAN = '〇一二三四五六七八九';
const UNITS = '十百千';
const THOUSAND: [digits: string, units: string] = [`零${HAN.slice(1)}`, UNITS];
const AIUEO = `${signsFrom(0xff71, 44)}ｦﾝ`;
const IROHA = 'ｲﾛﾊﾆﾎﾍﾄﾁﾘﾇﾙｦﾜｶﾖﾀﾚｿﾂﾈﾅﾗﾑｳヰﾉｵｸﾔﾏｹﾌｺｴﾃｱｻｷﾕﾒﾐｼヱﾋﾓｾｽﾝ';
const wide = (signs: string): string => signs.normalize('NFKC');

/** Formats that are made alike, each from its own signs. */
const alike = <Signs>(signs: Record<string, Signs>, make: (signs: Signs) => Format): [string, Format][] =>
  Object.entries(signs).map(([format, own]) => [format, make(own)]);

const FORMATS: ReadonlyMap<string, Format> = new Map([
  ...Object.entries<Format>({
    decimal: String,
    decimalHalfWidth: String,
    none: () => '',
    bullet: () => '',
    decimalZero: (value) => String(value).padStart(2, '0'),
    lowerRoman: roman,
    upperRoman: (value) => roman(value).toUpperCase(),
    ordinal,
    cardinalText: (value) => capital(cardinal(value)),
    ordinalText: (value) => capital(ordinalWord(value)),
    dollarText: (value) => `${capital(cardinal(value))} and 00/100`,
    hex: (value) => value.toString(16).toUpperCase(),
    numberInDash: (value) => `- ${value} -`,
    hebrew1: hebrew,
    koreanCounting: korean,
    koreanLegal: nativeKorean,
    vietnameseCounting: vietnamese,
    thaiCounting: thai,
    bahtText: (value) => `${thai(value)}บาทถ้วน`,
    decimalEnclosedCircle: circled,
    decimalEnclosedCircleChinese: circled,
    ideographZodiacTraditional: (value) =>
      value >= 1 && value <= 60 ? around(STEMS, value) + around(BRANCHES, value) : String(value),
    chineseCounting: short,
    taiwaneseCounting: short,
  }),
  // a … z, aa, bb …: Word repeats the letter, it does not count in base 26.
  ...alike(
    {
      lowerLetter: LATIN,
      upperLetter: LATIN.toUpperCase(),
      russianLower: RUSSIAN,
      russianUpper: RUSSIAN.toUpperCase(),
      arabicAlpha: 'أبتثجحخدذرزسشصضطظعغفقكلمنهوي',
      arabicAbjad: 'أبجدهوزحطيكلمنسعفصقرشتثخذضظغ',
      hebrew2: 'אבגדהוזחטיכלמנסעפצקרשת',
      thaiLetters: 'กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ',
      chicago: '*†‡§',
    },
    (signs) => (value) =>
      value < 1 || value > signs.length * 30
        ? String(value)
        : around(signs, value).repeat(Math.ceil(value / signs.length)),
  ),
  // Letters that start over after the last.
  ...alike(
    {
      aiueoFullWidth: wide(AIUEO),
      irohaFullWidth: wide(IROHA),
      aiueo: AIUEO,
      iroha: IROHA,
      ganada: '가나다라마바사아자차카타파하',
      chosung: 'ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ',
    },
    (signs) => (value) => around(signs, value),
  ),
  // Signs that do not.
  ...alike(
    { ideographTraditional: STEMS, ideographZodiac: BRANCHES },
    (signs) => (value) => signs[value - 1] ?? String(value),
  ),
  ...alike<[most: number, before: number]>(
    {
      decimalEnclosedFullstop: [20, 0x2487],
      decimalEnclosedParen: [20, 0x2473],
      ideographEnclosedCircle: [10, 0x327f],
    },
    ([most, before]) =>
      (value) =>
        value >= 1 && value <= most ? String.fromCodePoint(before + value) : String(value),
  ),
  // Figures of another script, one for one.
  ...alike(
    {
      thaiNumbers: signsFrom(0xe50, 10),
      hindiNumbers: signsFrom(0x966, 10),
      decimalFullWidth: signsFrom(0xff10, 10),
      decimalFullWidth2: signsFrom(0xff10, 10),
      koreanDigital: '영일이삼사오육칠팔구',
      koreanDigital2: HAN,
      ideographDigital: HAN,
      taiwaneseDigital: HAN,
      japaneseDigitalTenThousand: HAN,
    },
    (signs) => (value) => figures(value, signs),
  ),
  ...alike<[digits: string, units: string]>(
    {
      chineseCountingThousand: THOUSAND,
      taiwaneseCountingThousand: THOUSAND,
      japaneseCounting: [HAN, UNITS],
      chineseLegalSimplified: ['零壹贰叁肆伍陆柒捌玖', '拾佰仟'],
      ideographLegalTraditional: ['零壹貳參肆伍陸柒捌玖', '拾佰仟'],
      japaneseLegal: ['〇壱弐参四伍六七八九', '拾百阡'],
    },
    ([digits, units]) =>
      (value) =>
        counted(value, digits, units),
  ),
]);

/** Prints `value` in a Word number format; `language` (a BCP 47 tag) matters for ordinals only. `null`: format not known. */
export function formatNumber(value: number, format: string, language = 'en'): string | null {
  const print = FORMATS.get(format);
  if (print) return print(value, language);
  // "custom" formats are told by their beginning: "001, 002, 003, ...".
  return /^0*1(?:,|$)/.test(format) ? String(value).padStart(format.split(',')[0]?.length ?? 0, '0') : null;
}

function roman(value: number): string {
  return value < 1 || value > 32_767 ? String(value) : romanOf(value);
}

function circled(value: number): string {
  if (value < 1 || value > 50) return String(value);
  return String.fromCodePoint(value + (value <= 20 ? 0x245f : value <= 35 ? 0x323c : 0x328d));
}

/** Chinese counting says the numbers up to 99 and spells the others. */
function short(value: number): string {
  return value < 100 ? counted(value, HAN, UNITS, true) : figures(value, HAN);
}

const around = (signs: string, value: number): string =>
  value < 1 ? String(value) : (signs[(value - 1) % signs.length] ?? '');
const figures = (value: number, signs: string): string =>
  String(value).replace(/\d/g, (digit) => signs[Number(digit)] ?? digit);
const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
