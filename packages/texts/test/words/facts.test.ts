import { expect, it } from 'vitest';
import type { Language } from '../../src/index.ts';
import { factsOf, withFirstDays } from '../../src/words/facts.ts';

const MEETINGS: [Language, string, string][] = [
  ['en', 'The forum met from 8 to 12 October 2023 in the capital', '8 to 12 October 2023'],
  ['fr', 'Le forum s’est tenu du 8 au 12 octobre 2023 dans la capitale', '8 au 12 octobre 2023'],
  ['es', 'El foro se reunió del 8 al 12 de octubre de 2023 en la capital', '8 al 12 de octubre de 2023'],
  ['ru', 'Форум прошел с 8 по 12 октября 2023 года в столице', '8 по 12 октября 2023 года'],
  ['zh', '论坛于2023年10月8日至12日在首都举行', '2023年10月8日至12日'],
  ['ar', 'انعقد المنتدى من 8 إلى 12 أكتوبر 2023 في العاصمة', '8 إلى 12 أكتوبر 2023'],
];

it('the first day of a meeting is one date with its last, in each language', () => {
  for (const [language, text, words] of MEETINGS) {
    const [one, ...more] = withFirstDays(factsOf(text, language), text);
    expect({ language, kind: one?.kind, value: one?.value, text: one?.text.trim(), more }).toEqual({
      language,
      kind: 'date',
      value: '8/2023-10-12',
      text: words,
      more: [],
    });
  }
});

it('a figure that only stands before a date is none of its days', () => {
  const text = 'sent to 40 members; 12 October 2023, and 12 annexes of 3 May 2024';
  expect(withFirstDays(factsOf(text, 'en'), text).map((fact) => fact.kind)).toEqual([
    'figure',
    'date',
    'figure',
    'date',
  ]);
});
