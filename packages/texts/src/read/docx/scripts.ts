/** Number formats of other scripts and of spelt-out words (ST_NumberFormat, ECMA-376 Part 1, 17.18.59), beside `formats.ts`. */

const AIUEO = 'アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン';
const IROHA = 'イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセスン';
const HALF = 'ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜｦﾝ';
const HALF_IROHA = 'ｲﾛﾊﾆﾎﾍﾄﾁﾘﾇﾙｦﾜｶﾖﾀﾚｿﾂﾈﾅﾗﾑｳヰﾉｵｸﾔﾏｹﾌｺｴﾃｱｻｷﾕﾒﾐｼヱﾋﾓｾｽﾝ';
const GANADA = '가나다라마바사아자차카타파하';
const CHOSUNG = 'ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ';

/** Letters that start over after the last. */
const around = (signs: string, value: number): string => {
  const list = [...signs];
  return value < 1 ? String(value) : (list[(value - 1) % list.length] ?? '');
};

const KOREAN_ONES = ['', '일', '이', '삼', '사', '오', '육', '칠', '팔', '구'];
const KOREAN_UNITS = ['', '십', '백', '천'];

/** 십이, 백이십: in counting, one before a unit is not said. */
function korean(value: number): string {
  if (value < 1 || value > 9_999) return String(value);
  const places = [...String(value)].map(Number);
  return places
    .map((digit, index) => {
      const unit = KOREAN_UNITS[places.length - 1 - index] ?? '';
      return digit === 0 ? '' : (digit === 1 && unit !== '' ? '' : (KOREAN_ONES[digit] ?? '')) + unit;
    })
    .join('');
}

const NATIVE_ONES = ['', '하나', '둘', '셋', '넷', '다섯', '여섯', '일곱', '여덟', '아홉'];
const NATIVE_TENS = ['', '열', '스물', '서른', '마흔', '쉰', '예순', '일흔', '여든', '아흔'];

const VIETNAMESE = ['không', 'một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín'];

function vietnamese(value: number): string {
  if (value < 0 || value > 99) return String(value);
  if (value < 10) return VIETNAMESE[value] ?? '';
  const ten = Math.floor(value / 10);
  const one = value % 10;
  const head = ten === 1 ? 'mười' : `${VIETNAMESE[ten] ?? ''} mươi`;
  const tail = one === 0 ? '' : one === 1 && ten > 1 ? ' mốt' : one === 5 ? ' lăm' : ` ${VIETNAMESE[one] ?? ''}`;
  return head + tail;
}

const THAI = ['', 'หนึ่ง', 'สอง', 'สาม', 'สี่', 'ห้า', 'หก', 'เจ็ด', 'แปด', 'เก้า'];
const THAI_UNITS = ['', 'สิบ', 'ร้อย', 'พัน', 'หมื่น', 'แสน'];

function thai(value: number): string {
  if (value < 0 || value > 999_999) return String(value);
  if (value === 0) return 'ศูนย์';
  const places = [...String(value)].map(Number);
  return places
    .map((digit, index) => {
      const place = places.length - 1 - index;
      if (digit === 0) return '';
      if (place === 1) return (digit === 1 ? '' : digit === 2 ? 'ยี่' : (THAI[digit] ?? '')) + 'สิบ';
      if (place === 0 && digit === 1 && value > 10) return 'เอ็ด';
      return (THAI[digit] ?? '') + (THAI_UNITS[place] ?? '');
    })
    .join('');
}

const STEMS = [...'甲乙丙丁戊己庚辛壬癸'];
const BRANCHES = [...'子丑寅卯辰巳午未申酉戌亥'];

/** A number in one of these formats; null where the format is none of them. */
export function formatOther(value: number, format: string): string | null {
  switch (format) {
    case 'aiueoFullWidth':
      return around(AIUEO, value);
    case 'irohaFullWidth':
      return around(IROHA, value);
    case 'aiueo':
      return around(HALF, value);
    case 'iroha':
      return around(HALF_IROHA, value);
    case 'ganada':
      return around(GANADA, value);
    case 'chosung':
      return around(CHOSUNG, value);
    case 'koreanCounting':
      return korean(value);
    case 'koreanLegal':
      return value >= 1 && value <= 99
        ? (NATIVE_TENS[Math.floor(value / 10)] ?? '') + (NATIVE_ONES[value % 10] ?? '')
        : String(value);
    case 'vietnameseCounting':
      return vietnamese(value);
    case 'ideographZodiacTraditional':
      return value >= 1 && value <= 60
        ? (STEMS[(value - 1) % 10] ?? '') + (BRANCHES[(value - 1) % 12] ?? '')
        : String(value);
    case 'thaiCounting':
      return thai(value);
    case 'bahtText':
      return `${thai(value)}บาทถ้วน`;
    default:
      return null;
  }
}
