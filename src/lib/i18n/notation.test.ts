import { ACTION_LINES } from '@suivi/frameworks';
import { LANGUAGES } from '@suivi/texts/model';
import { expect, test } from 'vitest';
import { labelIn, notationIn, partyIn } from './notation.ts';
import { translator } from './translate.ts';

const fr = translator('fr');

test('a code is printed as the documents of the language print it, and nothing else of it is touched', () => {
  expect(
    ['SDG 14', 'SDG 5.b', 'SDG', 'ITU 1.1', 'C7-e-health', 'C7 e-health'].map((code) => notationIn(fr, code)),
  ).toEqual(['ODD 14', 'ODD 5.b', 'ODD', 'UIT 1.1', 'C7 cybersanté', 'C7 cybersanté']);
  for (const code of ['C2', 'GDC 1', '2030 Agenda', 'M49 250', 'C7-e-unknown', 'SDGS 1', 'x SDG 1'])
    expect(notationIn(fr, code)).toBe(code);
  expect(notationIn(fr, 'M49 250', 'FR')).toBe('FR');
  expect(notationIn(translator('ru'), 'SDG 9.c')).toBe('ЦУР 9.c');
});

test('a name is said once', () => {
  expect(labelIn(fr, 'SDG 14', 'Vie aquatique')).toBe('ODD 14 Vie aquatique');
  expect(labelIn(fr, 'C7-e-health', 'Cybersanté')).toBe('C7 cybersanté');
  expect(labelIn(fr, 'C7-e-health', 'La santé en ligne')).toBe('C7 cybersanté La santé en ligne');
  expect(labelIn(fr, 'C2', null)).toBe('C2');
});

test('each branch of C7 goes by the name that its framework gives it, in every language', () => {
  const branches = ACTION_LINES.filter(({ code }) => code.startsWith('C7-'));
  expect(branches).toHaveLength(8);
  for (const lang of LANGUAGES)
    for (const { code, labels } of branches)
      expect(labelIn(translator(lang), code, labels[lang]).toLowerCase().replace('\u200f', '')).toBe(
        `c7 ${labels[lang]?.toLowerCase() ?? ''}`,
      );
});

test('an organisation of the United Nations goes by its letters in the language', () => {
  expect([partyIn(fr, 'WHO'), partyIn(fr, 'UN DESA'), partyIn(fr, 'Pier Society')]).toEqual([
    'OMS',
    'ONU-DAES',
    'Pier Society',
  ]);
});
