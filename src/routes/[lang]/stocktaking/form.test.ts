import { expect, test } from 'vitest';
import { translator } from '#lib/i18n/index.ts';
import { COLUMN_LABELS } from '#lib/server/stocktaking/index.ts';
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

test('the kind of an organisation in a file is not called by the kind of an activity', () => {
  expect(labelOf(translator('en'), 'organisation.kind', COLUMN_LABELS)).toBe('Organisation: Kind of organisation');
  expect(labelOf(translator('en'), 'kind', COLUMN_LABELS)).toBe('Kind of activity');
});
