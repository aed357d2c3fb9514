import { expect, test } from 'vitest';
import { translator } from '#lib/i18n/index.ts';
import { filterWords } from './facet-names.ts';

test('what a list is narrowed by is said in words of the reader', () => {
  const filters = {
    q: 'tides',
    line: ['C4'],
    goal: ['SDG 4'],
    language: ['fr'],
    status: ['ongoing'],
    organisation: ['id'],
  };
  const named = { C4: 'Renforcement des capacités', 'SDG 4': 'Éducation de qualité' };
  expect(filterWords(translator('fr'), filters, named, 'Maison des quais')).toEqual([
    'tides',
    'C4 Renforcement des capacités',
    'ODD 4 Éducation de qualité',
    'Français',
    'En cours',
    'Maison des quais',
  ]);
  expect(filterWords(translator('fr'), { organisation: ['id'] }, {}, null)).toEqual(['id']);
});
