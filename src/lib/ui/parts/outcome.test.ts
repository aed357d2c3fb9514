import type { CompiledRow } from '@suivi/texts';
import { expect, test } from 'vitest';
import { translator } from '#lib/i18n/index.ts';
import { remarkOf } from './outcome.ts';

const row: CompiledRow = {
  amendment: '3',
  op: '3.1',
  act: 'MOD',
  target: 'w',
  eId: 'sec_1__para_2',
  label: '2',
  by: 'Aland',
  supporters: ['Boria', 'Cumbra'],
  at: '2026-05-01T09:00:00Z',
  late: true,
  reasons: 'Long reports are read by few.',
  on: null,
  status: 'proposed',
  state: 'open',
  outcome: 'bracketed',
  words: 'a short report',
};

test('in Word an amendment bears its number, what became of it, who supports it and why', () => {
  const remark = remarkOf(translator('fr'), row, 'fr');
  expect(remark).toMatchObject({ eId: 'sec_1__para_2', author: 'Aland', date: '2026-05-01T09:00:00Z' });
  const words = remark.words.replace(/[\u2068\u2069]/g, '').split('\n');
  expect(words).toEqual([
    'Amendement 3 · MOD · entre crochets · reçu hors délai',
    'appuyé par Boria et Cumbra',
    'Long reports are read by few.',
  ]);
  expect(
    remarkOf(translator('en'), { ...row, outcome: 'settled', status: 'accepted', late: false }, 'en').words,
  ).toMatch(/^Amendment 3 · MOD · accepted\n/);
});
