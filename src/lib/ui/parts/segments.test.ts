import type { Option, Segment } from '@suivi/texts';
import { expect, test } from 'vitest';
import { partsOf, type Part } from './segments.ts';

const words = (text: string): Segment => ({ kind: 'words', runs: [{ text }] });
const option = (text: string, by = ''): Option => ({
  key: by,
  ...(by === '' && { original: true }),
  by: by === '' ? [] : [{ by, amendment: by, op: by }],
  segments: text === '' ? [] : [words(text)],
});
const choice = (reason: 'proposed' | 'conflict', ...options: Option[]): Segment =>
  ({ kind: 'choice', choice: { id: 'c', reason, options } }) as unknown as Segment;

/** As the page prints it. */
const printed = (parts: readonly Part[]): string =>
  parts
    .map((part) =>
      part.kind === 'words'
        ? part.runs.map((run) => run.text).join('')
        : part.kind === 'space'
          ? ' '
          : part.plain
            ? part.options
                .map(({ option: one, parts: own }) => (one.original ? '' : `+${printed(own)} (${one.key})`))
                .join('')
            : `[${part.options.map(({ option: one, parts: own }) => (one.original ? printed(own) || '—' : `${one.key}: ${printed(own)}`)).join(' / ')}]`,
    )
    .join('');

test('spaces stand outside square brackets', () => {
  const segments = [
    words('The '),
    choice('conflict', option(''), option('world ', 'A'), option('regional ', 'B')),
    words('plan'),
  ];
  expect(printed(partsOf(segments))).toBe('The [— / A: world / B: regional] plan');
  const end = [
    words('The plan'),
    choice('conflict', option(''), option(' of A', 'A'), option(' of B', 'B')),
    words(';'),
  ];
  expect(printed(partsOf(end))).toBe('The plan [— / A: of A / B: of B];');
});

test('after a name a space stands before words and none before a sign', () => {
  const changed = (next: string, to = 'short', from = 'long') =>
    printed(partsOf([words('a '), choice('proposed', option(from), option(to, 'A')), words(next)]));
  expect(changed(', or none')).toBe('a +short (A), or none');
  expect(changed(' report')).toBe('a +short (A) report');
  expect(changed('report', 'short ', '')).toBe('a +short (A) report');
  expect(changed('报告', '短', '')).toBe('a +短 (A) 报告');
});

test('lines are counted in the words that stood before', () => {
  const segments = [words('one '), choice('conflict', option(' two '), option('three', 'A')), words('four')];
  const at = (parts: readonly Part[]): (number | null)[] =>
    parts.flatMap((part) =>
      part.kind === 'words'
        ? [part.at]
        : part.kind === 'choice'
          ? part.options.flatMap(({ parts: own }) => at(own))
          : [],
    );
  expect(at(partsOf(segments))).toEqual([0, 5, null, 9]);
});
