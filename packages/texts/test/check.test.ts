import { describe, expect, test } from 'vitest';
import type { CheckOptions } from '../src/index.ts';
import { check } from '../src/check/index.ts';
import { outline } from '../src/outline/index.ts';

const draft = (operative: string[]): Uint8Array =>
  new TextEncoder().encode(
    [
      'RESOLUTION 12 (2026)',
      'On the keeping of harbours',
      'The Council,',
      'recalling',
      'a)\tits earlier work,',
      ...operative,
      '',
    ].join('\n'),
  );
const rules = (operative: string[], options: CheckOptions = {}): [string, string | null][] =>
  check(outline(draft(operative), { name: 'draft.txt' }), options).map((one) => [one.rule, one.label]);

describe('the drafting check', () => {
  test('has nothing to say of a text that can be followed up', () => {
    expect(
      rules([
        'instructs the Secretary-General',
        '1\tto submit to the Council each year a report on the quays;',
        '2\tto publish by 1 March 2027 a roadmap for the lighthouses.',
      ]),
    ).toEqual([]);
  });

  test('misses a date where a report, a roadmap or a meeting is asked for, and a recipient of a report', () => {
    expect(
      rules([
        'instructs the Secretary-General',
        '1\tto submit a report on the quays;',
        '2\tto draw up a roadmap for the lighthouses.',
      ]),
    ).toEqual([
      ['no-date', '1'],
      ['no-recipient', '1'],
      ['no-date', '2'],
      ['no-review', null],
    ]);
  });

  test('asks no date of an invitation', () => {
    expect(rules(['invites Member States', '1\tto draw up a roadmap for the lighthouses.'])).toEqual([
      ['no-review', null],
    ]);
  });

  test('tells what is asked twice, here or on record', () => {
    const twice = [
      'instructs the Secretary-General',
      '1\tto submit to the Council each year a report on the quays of the harbour;',
      '2\tto submit to the Council each year a report on the quays of the harbours.',
    ];
    expect(rules(twice)).toContainEqual(['repeated', '2']);
    expect(
      rules(twice, {
        demands: [{ words: 'submit to the Council each year a report on the quays of the harbour', where: 'no. 7' }],
      }).filter(([rule]) => rule === 'repeated-on-record'),
    ).toHaveLength(2);
  });

  test('tells an instrument cited in two revisions, in an older one, or not on record', () => {
    const text = [
      'instructs the Secretary-General',
      '1\tto report to the Council each year under Resolution 140 (Rev. Dubai, 2018);',
      '2\tto apply Resolution 140 (Rev. Bucharest, 2022) and Resolution 99 by 1 May 2027.',
    ];
    const found = rules(text, { instruments: [{ body: null, number: '140', revision: 'Rev. Bucharest, 2022' }] }).map(
      ([rule]) => rule,
    );
    expect(found).toEqual(expect.arrayContaining(['two-revisions', 'older-revision', 'unknown-instrument']));
  });

  test('tells numbers that do not follow, and a text that is too long', () => {
    const text = [
      'instructs the Secretary-General',
      '1\tto submit to the Council each year a report on the quays;',
      '3\tto count the ferries by 1 May 2027.',
    ];
    expect(rules(text, { longest: 10 }).map(([rule]) => rule)).toEqual(['numbering', 'too-long']);
  });
});
