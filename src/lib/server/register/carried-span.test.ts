import { expect, test } from 'vitest';
import { carriedSpan } from './carried-span.ts';

/** The words of a stretch of one paragraph, as they stand in another. */
const carried = (was: string, words: string, now: string): string => {
  const from = was.indexOf(words);
  const span = carriedSpan(was, now, { from, to: from + words.length }, 'en');
  return now.slice(span.from, span.to);
};
const WAS = 'to submit each year to the Council a full report on the work;';

test('what an obligation rests on is found in the new words of its paragraph', () => {
  const now = 'to submit each year to the Council and to the regions a yearly report in figures on the work;';
  expect(carried(WAS, 'submit each year to the Council a full report', now)).toBe(
    'submit each year to the Council and to the regions a yearly report',
  );
  expect(carried(WAS, 'submit each year', WAS)).toBe('submit each year');
});

test('words that replace its ends belong to it, words added before and behind do not', () => {
  const all = 'submit each year to the Council a full report on the work';
  expect(carried(WAS, all, 'to present each year to the Council a full report on the task;')).toBe(
    'present each year to the Council a full report on the task',
  );
  expect(
    carried(WAS, all, 'if it can, to submit each year to the Council a full report on the work and its cost;'),
  ).toBe(all);
});

test('where none of it is left it is the whole paragraph', () => {
  expect(carried(WAS, 'a full report on the work', 'to submit each year to the Council;')).toBe(
    'to submit each year to the Council;',
  );
});
