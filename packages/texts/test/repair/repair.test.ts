import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { outline } from '../../src/outline/index.ts';
import { alignSeries } from '../../src/repair/align-series.ts';
import { hasInputs, inputBytes, inputPath } from '../inputs.ts';

/** "1 2 46" → "1=1 2=2 4>6": old and new of each label; "-" where there is none. */
const read = (labels: string): string | null =>
  alignSeries(labels.split(' '))
    ?.map(({ oldLabel, newLabel }) => (oldLabel === newLabel ? `${oldLabel}` : `${oldLabel ?? '-'}>${newLabel ?? '-'}`))
    .join(' ') ?? null;

describe('numbers that ran together', () => {
  test.each([
    ['1 2 3 34', '1 2 ->3 3>4'],
    ['1 2 3 4 5 46 57', '1 2 3 ->4 ->5 4>6 5>7'],
    ['1 12 2 3 34', '->1 1>2 2>- ->3 3>4'],
    ['1 2 3 4', null],
    ['1 2 4 5', null],
    ['1 2 3 17', null],
  ])('%s', (labels, expected) => expect(read(labels)).toBe(expected));
});

describe.skipIf(!hasInputs)('real texts', () => {
  test('the resolution in the annex of the report has its old and new numbers told apart', () => {
    const text = outline(inputBytes('council-report-wsis-sdg.fr.txt')).texts[1];
    const told = text?.repairs
      .filter((one) => one.kind !== 'punctuation' && one.kind !== 'words-merged')
      .map((one) => `${one.oldLabel ?? '-'}>${one.newLabel ?? '-'}`);
    expect(told).toEqual([
      '4>6',
      '5>7',
      '6>8',
      '7>-',
      '8>10',
      '9>11',
      '10>12',
      '11>13',
      '12>14',
      '->-',
      '1>2',
      '2>-',
      '3>4',
      '4>5',
      '5>6',
      '6>7',
    ]);
    expect(
      text?.repairs
        .filter((one) => one.kind === 'words-merged')
        .map((one) => /"([^"]+)"/.exec(one.question ?? '')?.[1]),
    ).toEqual(['ODDPacte', 'desde']);
    expect(text?.groups.flatMap((group) => group.items).find((item) => item.eId === 'sec_3__para_6')?.oldLabel).toBe(
      '4',
    );
    expect(text?.groups.filter((group) => group.part === 'operative').map((group) => group.verb)).toEqual([
      'resolves',
      'instructs',
      'instructs',
      'instructs',
      'invites',
    ]);
  });

  test('a clean text yields no repair', () => {
    for (const name of readdirSync(inputPath('resolutions')))
      for (const text of outline(inputBytes(`resolutions/${name}`), { name }).texts)
        expect(text.repairs, name).toEqual([]);
  });
});
