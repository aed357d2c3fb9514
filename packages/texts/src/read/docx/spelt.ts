/** Numbers in words and in the counting of several scripts, for `formats.ts`: digits where a number is out of reach. */

const ONES =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const TENS = '  twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const ORDINALS: Readonly<Record<string, string>> = {
  one: 'first',
  two: 'second',
  three: 'third',
  five: 'fifth',
  eight: 'eighth',
  nine: 'ninth',
  twelve: 'twelfth',
};

/** "forty-two", up to 999. */
export function cardinal(value: number): string {
  if (value < 0 || value > 999) return String(value);
  if (value < 20) return ONES[value] ?? '';
  const rest = value % (value < 100 ? 10 : 100);
  if (value < 100) return (TENS[Math.floor(value / 10)] ?? '') + (rest === 0 ? '' : `-${ONES[rest] ?? ''}`);
  return `${ONES[Math.floor(value / 100)] ?? ''} hundred${rest === 0 ? '' : ` ${cardinal(rest)}`}`;
}

/** "forty-second". */
export const ordinalWord = (value: number): string =>
  cardinal(value).replace(/[^ -]*$/, (last) => ORDINALS[last] ?? `${last.replace(/y$/, 'ie')}th`);

/** "1st", "1er", "1º", "1-й", by the language. */
export function ordinal(value: number, language: string): string {
  if (language.startsWith('fr')) return value === 1 ? '1er' : `${value}e`;
  if (language.startsWith('es')) return `${value}º`;
  if (language.startsWith('ru')) return `${value}-й`;
  const tail = value % 100 >= 11 && value % 100 <= 13 ? 'th' : (['th', 'st', 'nd', 'rd'][value % 10] ?? 'th');
  return `${value}${tail}`;
}

/** The figures of a number, each with its unit: "", then those of `units` from the right. */
const places = (value: number, units: string): [digit: number, unit: string][] =>
  [...String(value)].map((digit, index, all) => [Number(digit), units[all.length - 2 - index] ?? '']);

/**
 * Counting with units: 十一, 二十, 一百零五. With 十 a list writes 十 for 一十 at the head; where nought is 〇 (in Japanese),
 * nothing is said for a place that is nought, unless `gaps`.
 */
export function counted(value: number, digits: string, units: string, gaps = !digits.startsWith('〇')): string {
  if (value < 0 || value > 9_999) return String(value);
  const zero = digits.charAt(0);
  if (value === 0) return zero;
  let out = '';
  let gap = false;
  for (const [digit, unit] of places(value, units)) {
    if (digit !== 0) {
      if (gap && gaps && out !== '') out += zero;
      out += (out === '' && digit === 1 && unit === '十' ? '' : digits.charAt(digit)) + unit;
    }
    gap = digit === 0;
  }
  return out;
}

/** Letters with their values added up, the largest first. */
export function hebrew(value: number): string {
  if (value < 1 || value > 392) return String(value);
  const head = ' קרש'.charAt(Math.floor(value / 100)).trim();
  const rest = value % 100;
  // 15 and 16 avoid the letters of the divine name.
  if (rest === 15 || rest === 16) return `${head}ט${rest === 15 ? 'ו' : 'ז'}`;
  return head + ' יכלמנסעפצ'.charAt(rest / 10).trim() + ' אבגדהוזחט'.charAt(rest % 10).trim();
}

/** 십이, 백이십: one before a unit is not said. */
export const korean = (value: number): string =>
  value < 1 || value > 9_999
    ? String(value)
    : places(value, '십백천')
        .map(([digit, unit]) =>
          digit === 0 ? '' : (digit === 1 && unit !== '' ? '' : '영일이삼사오육칠팔구'.charAt(digit)) + unit,
        )
        .join('');

const NATIVE_ONES = ' 하나 둘 셋 넷 다섯 여섯 일곱 여덟 아홉'.split(' ');
const NATIVE_TENS = ' 열 스물 서른 마흔 쉰 예순 일흔 여든 아흔'.split(' ');

/** 열하나: the numbers that Korean has of its own, up to 99. */
export const nativeKorean = (value: number): string =>
  value >= 1 && value <= 99
    ? (NATIVE_TENS[Math.floor(value / 10)] ?? '') + (NATIVE_ONES[value % 10] ?? '')
    : String(value);

const VIETNAMESE = 'không một hai ba bốn năm sáu bảy tám chín'.split(' ');

export function vietnamese(value: number): string {
  if (value < 0 || value > 99) return String(value);
  if (value < 10) return VIETNAMESE[value] ?? '';
  const ten = Math.floor(value / 10);
  const one = value % 10;
  const head = ten === 1 ? 'mười' : `${VIETNAMESE[ten] ?? ''} mươi`;
  const tail = one === 0 ? '' : one === 1 && ten > 1 ? ' mốt' : one === 5 ? ' lăm' : ` ${VIETNAMESE[one] ?? ''}`;
  return head + tail;
}

const THAI = ' หนึ่ง สอง สาม สี่ ห้า หก เจ็ด แปด เก้า'.split(' ');
const THAI_UNITS = ' สิบ ร้อย พัน หมื่น แสน'.split(' ');

export function thai(value: number): string {
  if (value < 0 || value > 999_999) return String(value);
  if (value === 0) return 'ศูนย์';
  return [...String(value)]
    .map((sign, index, all) => {
      const digit = Number(sign);
      const place = all.length - 1 - index;
      if (digit === 0) return '';
      if (place === 1) return (digit === 1 ? '' : digit === 2 ? 'ยี่' : (THAI[digit] ?? '')) + 'สิบ';
      if (place === 0 && digit === 1 && value > 10) return 'เอ็ด';
      return (THAI[digit] ?? '') + (THAI_UNITS[place] ?? '');
    })
    .join('');
}
