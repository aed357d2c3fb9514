import { describe, expect, it } from 'vitest';
import type { Language } from '../../src/index.ts';
import { bracketsOf, compile, settle, UNCONTESTED } from '../../src/amend/index.ts';
import { accepted, at, by, mod, textOf } from './drawing.ts';

interface Case {
  language: Language;
  source: string;
  part: string;
  /** Two wordings of one place, and how they are printed. */
  rivals: [string, string, string];
  /** A change of the rest that goes with neither. */
  sensitive: [from: string, to: string];
}
const CASES: Case[] = [
  {
    language: 'fr',
    source: `Le Conseil,
charge le Secrétaire général
1\tde présenter régulièrement un rapport sur les quais;
2\tde garder les phares.`,
    part: 'rapport',
    rivals: [
      'de présenter un rapport sur les quais;',
      'de présenter souvent un rapport sur les quais;',
      'de présenter [régulièrement] [A: supprimer] [B: souvent] un rapport sur les quais;',
    ],
    sensitive: ['les quais', 'trois quais'],
  },
  {
    language: 'es',
    source: `El Consejo,
encarga al Secretario General
1\tque presente regularmente un informe sobre los muelles;
2\tque conserve los faros.`,
    part: 'informe',
    rivals: [
      'que presente un informe sobre los muelles;',
      'que presente siempre un informe sobre los muelles;',
      'que presente [regularmente] [A: suprimir] [B: siempre] un informe sobre los muelles;',
    ],
    sensitive: ['los muelles', 'no muelles'],
  },
  {
    language: 'ru',
    source: `Совет,
поручает Генеральному секретарю
1\tпредставлять регулярно доклад о причалах;
2\tсохранять маяки.`,
    part: 'доклад',
    rivals: [
      'представлять доклад о причалах;',
      'представлять часто доклад о причалах;',
      'представлять [регулярно] [A: исключить] [B: часто] доклад о причалах;',
    ],
    sensitive: ['о причалах', 'не о причалах'],
  },
  {
    language: 'zh',
    source: `理事会，
责成秘书长
1\t定期提交关于码头的报告；
2\t维护灯塔。`,
    part: '报告',
    rivals: ['提交关于码头的报告；', '经常提交关于码头的报告；', '[定期][A：删除][B：经常]提交关于码头的报告；'],
    sensitive: ['码头', '五个码头'],
  },
  {
    language: 'ar',
    source: `إن المجلس،
يكلف الأمين العام
1\tتقديم تقرير منتظم عن الأرصفة؛
2\tصيانة المنارات.`,
    part: 'الأرصفة',
    rivals: [
      'تقديم تقرير عن الأرصفة؛',
      'تقديم تقرير كامل عن الأرصفة؛',
      'تقديم تقرير [منتظم] [A: تحذف] [B: كامل] عن الأرصفة؛',
    ],
    sensitive: ['عن الأرصفة', 'عن مئة من الأرصفة'],
  },
];

describe.each(CASES)('compile in $language', ({ language, source, part, rivals, sensitive }) => {
  const text = textOf(source);
  const target = at(text, part);
  const words = text.groups.flatMap((group) => group.items).find((item) => item.eId === target)!.text;
  const [first, second, printed] = rivals;

  it('prints alternatives in the form of the language, and reads them again', () => {
    expect(text.language).toBe(language);
    const done = accepted(compile(text, [by('A', [mod(target, first)]), by('B', [mod(target, second)])]).text);
    expect(done.groups.flatMap((group) => group.items).find((item) => item.eId === target)?.text).toBe(printed);
    expect(bracketsOf(done).map((one) => [one.by.join(), one.deletion === true])).toEqual([
      ['', false],
      ['A', true],
      ['B', false],
    ]);
  });

  it('asks before a figure or a negation is combined', () => {
    const given = [by('A', [mod(target, words.replace(...sensitive))]), by('B', [mod(target, first)])];
    const done = settle(compile(text, given), UNCONTESTED);
    const now = done.groups.flatMap((group) => group.items).find((item) => item.eId === target)?.text;
    expect(now).toBe(first);
  });
});
