// The fixed mix of questions: 10 % nothing typed, 20 % one filter, 10 % two, 20 % a common word, 15 % two words, 10 % a word and
// a filter, 10 % a name, 5 % a mistyped word. Languages by their share of the entries; filters and words by Zipf.
import { randomOf, zipfOf } from './entries.ts';

export interface Question {
  way: string;
  text: string;
  labels: string[][];
}

const WORDS: readonly (readonly string[])[] = [
  [
    'school',
    'water',
    'rural',
    'health',
    'government',
    'internet',
    'data',
    'education',
    'transport',
    'energy',
    'services',
    'women',
  ],
  ['projet', 'école', 'données', 'téléphone', 'santé', 'jeunes', 'formation', 'marché', 'village', 'numérique'],
  ['proyecto', 'escuela', 'datos', 'mujeres', 'salud', 'municipio', 'niñas', 'conexión', 'mercado', 'agricultores'],
  ['школа', 'данные', 'интернет', 'услуги', 'дети', 'врач', 'жители', 'сеть'],
  ['学校', '网络', '手机', '农民', '社区', '培训', '平台'],
  ['مدرسة', 'الإنترنت', 'البيانات', 'خدمات', 'الهاتف', 'النساء', 'المشروع'],
];
const SHARES = [0.35, 0.55, 0.7, 0.8, 0.9, 1];
const NAMES = ['Kalomi', 'Bayatan', 'Zemgor', 'Himal', 'IOTA', 'OpenStreetMap', 'LoRaWAN', 'Калотан', '江河', 'كالو'];
const MISTYPED = [
  'schol',
  'goverment',
  'internte',
  'educaton',
  'telemedecine',
  'agriculteures',
  'conecsion',
  'програмирование',
  'الانترنات',
];
const COUNTRIES = ['M49 012', 'M49 024', 'M49 072', 'M49 108', 'M49 404', 'M49 566', 'M49 356', 'M49 076'];

/** Questions, always the same for a seed. */
export function mix(seed: number): () => Question {
  const random = randomOf(seed);
  const line = zipfOf(11);
  const country = zipfOf(COUNTRIES.length);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const words = (): readonly string[] => {
    const share = random();
    return WORDS[SHARES.findIndex((one) => share < one)] ?? [];
  };
  const word = (list: readonly string[]): string => list[zipfOf(list.length)(random())] ?? '';
  const filter = (): string[] =>
    [
      [`line:C${1 + line(random())}`],
      [`country:${COUNTRIES[country(random())] ?? ''}`],
      [`year:${2010 + Math.floor(random() * 16)}`],
      ['status:ongoing'],
    ][Math.floor(random() * 4)] ?? [];
  return () => {
    const share = random();
    if (share < 0.1) return { way: 'nothing', text: '', labels: [] };
    if (share < 0.3) return { way: 'one filter', text: '', labels: [filter()] };
    if (share < 0.4)
      return {
        way: 'two filters',
        text: '',
        labels: [[`line:C${1 + line(random())}`], [`year:${2010 + Math.floor(random() * 16)}`]],
      };
    if (share < 0.6) return { way: 'a common word', text: word(words()), labels: [] };
    if (share < 0.75) {
      const list = words();
      return { way: 'two words', text: `${word(list)} ${pick(list)}`, labels: [] };
    }
    if (share < 0.85) return { way: 'a word and a filter', text: word(words()), labels: [filter()] };
    if (share < 0.95) return { way: 'a name', text: pick(NAMES), labels: [] };
    return { way: 'mistyped', text: pick(MISTYPED), labels: [] };
  };
}
