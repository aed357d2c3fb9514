import { expect, test } from 'vitest';
import { translator } from '#lib/i18n/index.ts';
import { labelOf } from './form.ts';

test.each([
  ['title', 'Title'],
  ['results.1.unit', 'Results, no. 2: Unit'],
  ['countries.0', 'Countries and areas, no. 1'],
  ['organisation.name', 'Organisation: Name'],
  ['organisation.kind', 'Organisation: Kind'],
  ['organisation.odd', 'Organisation: odd'],
])('the field of a fault is named in words: %s', (path, words) => {
  expect(labelOf(translator('en'), path, { organisation: 'stocktaking.field.organisation' })).toBe(words);
});
