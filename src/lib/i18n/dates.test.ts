import { expect, test } from 'vitest';
import { formatClock, formatDate, formatFuzzyDate, formatMoment } from './dates.ts';

test('French writes the first of a month as an ordinal', () => {
  expect(formatDate('2025-03-01', 'fr')).toBe('1er mars 2025');
  expect(formatDate('2025-03-11', 'fr')).toBe('11 mars 2025');
});

test('Russian writes the word for year out, in its case, so that no sentence ends in two full stops', () => {
  const even = (text: string): string => text.replace(/\s/g, ' ');
  expect(even(formatDate('2026-01-16', 'ru'))).toBe('16 января 2026 года');
  expect(even(formatMoment('2026-01-16T19:00:00Z', 'ru'))).toBe('16 января 2026 года в 19:00 UTC');
  const months = { from: '2025-03-01', to: '2025-03-31', precision: 'month' } as const;
  expect(even(formatFuzzyDate(months, 'ru'))).toBe('март 2025 года');
  expect(even(formatFuzzyDate({ ...months, bound: 'from' }, 'ru'))).toBe('с марта 2025 года');
  expect(even(formatFuzzyDate({ from: '2025-03-08', to: '2025-03-12', precision: 'day' }, 'ru'))).toBe(
    '8–12 марта 2025 года',
  );
});

test('the hours of a day are counted to 24 in every language', () => {
  for (const lang of ['ar', 'en', 'es', 'fr', 'ru', 'zh'] as const) {
    expect(formatMoment('2026-01-16T18:05:00Z', lang)).toContain('18:05');
    expect(formatClock('2026-01-16T00:05', lang)).toContain('00:05');
  }
});
