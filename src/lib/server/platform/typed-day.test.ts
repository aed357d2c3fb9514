import { expect, test } from 'vitest';
import { couldBeTwo, isDay, orderOf, plainDay } from './typed-day.ts';

test('days are read as people in six languages and their spreadsheets write them', () => {
  for (const [typed, day] of [
    ['2025-12-31', '2025-12-31'],
    ['31/12/2025', '2025-12-31'],
    ['12/31/2025', '2025-12-31'],
    ['05/05/2025', '2025-05-05'],
    ['01.03.2025', '2025-03-01'],
    ['1.3.2025', '2025-03-01'],
    ['31-12-2025', '2025-12-31'],
    ['2025/3/1', '2025-03-01'],
    ['2025-3', '2025-03'],
    ['03/2025', '2025-03'],
    ['2025年3月1日', '2025-03-01'],
    ['2025年3月', '2025-03'],
    ['2025年', '2025'],
    ['٢٠٢٥-٠٣-٠١', '2025-03-01'],
    ['۲۰۲۵', '2025'],
    ['\u200f٣١\u200f/١٢\u200f/٢٠٢٥', '2025-12-31'],
    ['2025-03-01T00:00:00Z', '2025-03-01'],
    ['31/12/2025 00:00', '2025-12-31'],
  ] as const)
    expect(plainDay(typed), typed).toBe(day);
});

test('what could be one of two days is left as it stands, and told', () => {
  for (const typed of ['03/04/2025', '3-4-2025', '٠٣/٠٤/٢٠٢٥']) {
    expect(plainDay(typed)).toBe(typed);
    expect(couldBeTwo(typed)).toBe(true);
  }
  for (const typed of ['31/12/2025', '03.04.2025', '05/05/2025', 'spring', '']) expect(couldBeTwo(typed)).toBe(false);
});

test('a column in which one day can only be read one way tells how the others are read', () => {
  expect(orderOf(['03/04/2025', '31/12/2025', '2025-01-01', ''])).toBe('day');
  expect(orderOf(['03/04/2025', '12/31/2025'])).toBe('month');
  expect(orderOf(['31/12/2025', '12/31/2025'])).toBeUndefined();
  expect(orderOf(['03/04/2025', '05/05/2025', '01.03.2025'])).toBeUndefined();
  expect(plainDay('03/04/2025', 'day')).toBe('2025-04-03');
  expect(plainDay('03/04/2025', 'month')).toBe('2025-03-04');
});

test('a day that there is not is none', () => {
  for (const typed of ['2025-02-30', '2025-13', '31/02/2025', 'spring', '20251231', '12/25']) {
    expect(isDay(plainDay(typed)), typed).toBe(false);
    expect(plainDay(typed)).toBe(typed);
  }
});
