import type { Language } from '../model/text.ts';
import { plainOf } from '../structure/words.ts';
import { romanOf } from '../words/roman.ts';

/** From here on a language prints figures; below it a figure in one may be a word in another. */
const FIRST = 3;
/**
 * How words say 3 to 12, in that order, by the beginnings that all their forms share, in small letters and without marks
 * (`plainOf`): cardinal, ordinal, and what lasts so long. Not 1 and 2, which articles, duals and "both" say too.
 */
const STEMS: Record<Language, readonly string[]> = {
  en: 'thr|third|tri|quarter four|quadr fi(?:ve|f)|quinq six|semi|half seven eigh nin ten|deca elev|elf twel|dozen|year|annual'.split(
    ' ',
  ),
  fr: 'troi|tri|tier quat|quart|quadr cinq|quinq six|semest sept huit neuv|neuf dix|dec|déc onz douz|an'.split(' '),
  es: 'tre|terc|tri cuat|cuart|cuadr cinc|quin seis|sext|semest siet|septim|séptim och|octa nuev|noven diez|decen|décim|decim|decad|década once|undec|undéc doce|duodec|duodéc|docen|año|anual'.split(
    ' ',
  ),
  ru: 'тр[иеё]|кварт четыр|четв[её] пят шест|полуг семь|семи|седьм вос[её]?м девят десят одинн двенад|год|ежегод'.split(
    ' ',
  ),
  zh: '三|季 四 五 六|半 七 八 九 十 十一 十二|年'.split(' '),
  ar: 'ثلاث|ثالث|ثلث|فصل أربع|رابع|ربع خمس|خامس ست|سادس|نصف سبع|سابع ثمان|ثامن تسع|تاسع عشر|عاشر|عقد أحد|إحد|حادي اثن|ثاني|سن|عام'.split(
    ' ',
  ),
};

/**
 * Whether words say a number otherwise than in figures: "douze" is 12, "trimestriel" 3, "III" 3. Always so below 3 and above
 * 12, of which nothing is known.
 */
export function saysNumber(text: string, value: number, language: Language): boolean {
  const stems = STEMS[language][value - FIRST];
  if (stems === undefined) return true;
  if (new RegExp(`(?<!\\p{L})${romanOf(value).toUpperCase()}(?!\\p{L})`, 'u').test(text)) return true;
  // Words lean on each other in Arabic, and nothing parts them in Chinese.
  const start = language === 'ar' || language === 'zh' ? '' : '(?<!\\p{L})';
  return new RegExp(`${start}(?:${stems})`, 'u').test(plainOf(text));
}
