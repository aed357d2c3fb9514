import { expect, test } from 'vitest';
import { lacking } from './content.ts';
import { plainFigure } from './figure.ts';

test.each([
  ['12.5', '12.5'],
  ['12,5', '12.5'],
  ['0,125', '0.125'],
  ['1 200', '1200'],
  ['1 200,5', '1200.5'],
  ['1 234 567', '1234567'],
  ["12'000.25", '12000.25'],
  ['1,234,567', '1234567'],
  ['1,200.5', '1200.5'],
  ['1.200,5', '1200.5'],
  ['1.200.000', '1200000'],
  ['١٢٣٤', '1234'],
  ['۱۲۳٫۵', '123.5'],
  ['١٬٢٣٤٫٥', '1234.5'],
  ['−3,2', '-3.2'],
])('%s is the number %s', (typed, plain) => {
  expect(plainFigure(typed)).toBe(plain);
});

test.each(['1,200', '12 34', '1 2000', '1,20,000', '12.5.1', '1e6', '0x10', 'douze', '', '12%'])(
  '%s is two numbers or none, and is not guessed',
  (typed) => {
    expect(plainFigure(typed)).not.toMatch(/^-?\d+(\.\d+)?$/);
  },
);

test('what fields ask of each other is told while others are still missing', () => {
  const told = (draft: object): string[] => lacking(draft).map(({ path, code }) => `${path} ${code}`);
  expect(told({ starts: '2024-03', ends: '2023', level: 'national', serves: [{ concept: 'SDG 3' }] })).toEqual(
    expect.arrayContaining(['title required', 'ends ends-before-start', 'countries required', 'serves no-action-line']),
  );
  expect(told({ starts: 'soon', ends: 7, level: 'international', serves: 'all' })).toEqual(
    expect.not.arrayContaining(['countries required', 'ends ends-before-start', 'serves no-action-line']),
  );
});
