import { FORCE, NEGATION } from '../compare/force.ts';
import type { Language, Run } from '../model/text.ts';
import { plainOf } from '../structure/words.ts';
import { tokensOf } from '../words/tokens.ts';
import { wordsIn } from './runs.ts';

/** What must never be combined unasked. */
export type Sensitive = 'date' | 'figure' | 'negation' | 'binding';

/**
 * Words by language, in lower case and without marks above letters of Arabic (`plainOf`): months; numbers as words (not
 * those that are articles too); words that deny and words that say whether something is binding, besides those that a
 * comparison tells apart (NEGATION, FORCE). A word too many costs a question, one too few a silent change of meaning: where
 * in doubt it is listed.
 */
const VOCABULARY: Record<Language, Record<Sensitive, string>> = {
  en: {
    date: 'january february march april may june july august september october november december',
    figure:
      'two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion half third quarter double twice biennial biennially annual annually yearly quarterly monthly',
    negation: "none except unless fail refrain n't nobody nothing against",
    binding: 'would ought required optional mandatory voluntary only',
  },
  fr: {
    date: 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre',
    figure:
      'deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize vingt trente quarante cinquante soixante cent cents mille million millions milliard milliards moitié tiers quart double annuel annuelle annuellement trimestriel mensuel biennal',
    negation: "nul nulle sauf excepté s'abstenir abstenir rien contre",
    binding: 'faut obligatoire facultatif facultative volontaire seulement uniquement devoir pouvoir',
  },
  es: {
    date: 'enero febrero marzo abril mayo junio julio agosto septiembre setiembre octubre noviembre diciembre',
    figure:
      'dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa cien ciento mil millón millones mitad tercio cuarto doble anual anualmente trimestral mensual bienal',
    negation: 'jamás ninguno salvo excepto tampoco nadie nada contra',
    binding: 'debiera obligatorio facultativo voluntario solo sólo solamente únicamente',
  },
  ru: {
    date: 'января январь февраля февраль марта март апреля апрель мая май июня июнь июля июль августа август сентября сентябрь октября октябрь ноября ноябрь декабря декабрь',
    figure:
      'два две двух три трех трёх четыре четырех четырёх пять пяти шесть шести семь семи восемь восьми девять девяти десять десяти двадцать тридцать сорок пятьдесят сто тысяча тысяч миллион миллионов половина треть четверть дважды ежегодно ежегодный ежегодного ежеквартально',
    negation: 'никакой никаких нельзя кроме никто ничего против отсутствие',
    binding: 'надлежит обязательный обязательно добровольно добровольный можно только лишь необходимо',
  },
  zh: {
    date: '年 月 日 年底 月底 年初',
    figure: '一 二 两 三 四 五 六 七 八 九 十 百 千 万 亿 两年 三年 半 倍 每年 年度 季度 每月 首次 第一 第二 第三',
    negation: '勿 没 不能 不会 并非 禁止 除非 除外 除 否 无须 不再 尚未 从未',
    binding: '能 能够 得 将 会 需 需要 自愿 强制 只 仅 仅仅 务必',
  },
  ar: {
    date: 'يناير فبراير مارس أبريل مايو يونيو يونيه يوليو يوليه أغسطس سبتمبر أكتوبر نوفمبر ديسمبر كانون شباط آذار نيسان أيار حزيران تموز آب أيلول تشرين',
    figure:
      'اثنان اثنين اثنتان اثنتين ثلاث ثلاثة أربع أربعة خمس خمسة ست ستة سبع سبعة ثماني ثمانية تسع تسعة عشر عشرة عشرون عشرين ثلاثون ثلاثين مئة مائة ألف مليون نصف ثلث ربع سنتين سنتان عامين مرتين سنويا سنوي سنوية فصليا شهريا',
    negation: 'ما سوى إلا كلا ألا',
    binding: 'قد سوف إلزامي إلزامية طوعي طوعية اختياري فقط يستطيع بد',
  },
};

/** Words that lean on the next are told with it: و, ف, ب, ل, ك and the article in Arabic. */
const LEANING = /^(?:[وف])?(?:[بلك])?(?:ال)?/u;

const compiled = new Map<Language, Map<string, Sensitive>>();

function wordsOf(language: Language): Map<string, Sensitive> {
  let words = compiled.get(language);
  if (!words) {
    words = new Map();
    for (const kind of ['date', 'figure', 'negation', 'binding'] as const)
      for (const word of VOCABULARY[language][kind].split(' ')) words.set(plainOf(word), kind);
    compiled.set(language, words);
  }
  return words;
}

/** The sensitive words of a stretch, in order. */
function found(words: string, language: Language): { word: string; kind: Sensitive }[] {
  const known = wordsOf(language);
  return tokensOf(words, language).flatMap(({ text, kind: token }): { word: string; kind: Sensitive }[] => {
    if (token === 'space') return [];
    if (token === 'number' || token === 'reference' || /\p{Nd}/u.test(text)) return [{ word: text, kind: 'figure' }];
    if (/^[%‰°$€£¥]$/.test(text)) return [{ word: text, kind: 'figure' }];
    const word = plainOf(text);
    const forms = language === 'ar' ? [word, word.replace(/^[وف]/, '')] : [text, word];
    if (forms.some((form) => NEGATION[language].test(form))) return [{ word, kind: 'negation' }];
    if (forms.some((form) => FORCE[language].test(form))) return [{ word, kind: 'binding' }];
    const kind =
      known.get(word) ??
      (language === 'ar'
        ? (known.get(word.replace(LEANING, '')) ?? known.get(word.replace(/^[وف]/, '')))
        : undefined) ??
      (language === 'en' && word.endsWith("n't") ? 'negation' : undefined) ??
      (language === 'zh' && /^[不未非无勿没]/.test(word) ? 'negation' : undefined);
    return kind === undefined ? [] : [{ word, kind }];
  });
}

/**
 * Which sensitive words a change brings, takes or reorders: dates, figures and references, negations, and words that say
 * whether something is binding. Empty when both sides have the same ones.
 */
export function sensitiveIn(old: readonly Run[], next: readonly Run[], language: Language): Sensitive[] {
  const [a, b] = [found(wordsIn(old), language), found(wordsIn(next), language)];
  if (a.length === b.length && a.every((one, i) => one.word === b[i]?.word)) return [];
  const rest = b.map((one) => one.word);
  const gone = a.filter(({ word }) => {
    const at = rest.indexOf(word);
    if (at >= 0) rest.splice(at, 1);
    return at < 0;
  });
  const come = b.filter(({ word }) => {
    const at = rest.indexOf(word);
    if (at >= 0) rest.splice(at, 1);
    return at >= 0;
  });
  const kinds = [...gone, ...come].map(({ kind }) => kind);
  return [...new Set(kinds.length > 0 ? kinds : a.map(({ kind }) => kind))];
}
