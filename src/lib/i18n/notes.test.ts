import { FACILITATORS, MATRIX, RELEASES } from '@suivi/frameworks';
import { expect, test } from 'vitest';
import { noteOf, translator } from './index.ts';

test('what the frameworks of the program say of their sources is said in the reader’s language, or names a publication', () => {
  const sources = new Set([
    ...RELEASES.map((one) => one.source),
    ...FACILITATORS.map((one) => one.source),
    ...MATRIX.cells.map((one) => one.source),
  ]);
  const cited = [...sources].filter((source) => noteOf(translator('en'), source) === null);
  expect(cited.map((source) => source.split(',')[0]).toSorted()).toEqual([
    'United Nations',
    'United Nations Statistics Division',
  ]);
  const notes = [...sources].filter((source) => !cited.includes(source));
  expect(notes).toHaveLength(7);
  for (const source of notes) expect(noteOf(translator('ar'), source), source).toMatch(/[\u0621-\u064a]{4}/);
  expect(noteOf(translator('fr'), 'Rapport annuel, 2027')).toBeNull();
});
