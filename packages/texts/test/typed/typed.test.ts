import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Run } from '../../src/index.ts';
import { findWords, typedRuns } from '../../src/typed/index.ts';

const said = (runs: readonly Run[]): string => runs.map((run) => run.text).join('');

describe('words typed over those of a paragraph', () => {
  const before: Run[] = [
    { text: 'the fund, as paragraph\u00a0109 ' },
    { text: 'asks', italic: true },
    { text: '1', note: 'n1' },
    { text: ' for  it;' },
  ];

  test('keep spaces that do not break and references of notes where the words around them stay', () => {
    expect(typedRuns('the fund, as paragraph 109 gladly asks for it;', before, 'en')).toEqual([
      { text: 'the fund, as paragraph\u00a0109 gladly asks' },
      { text: '1', note: 'n1' },
      { text: ' for  it;' },
    ]);
  });

  test('keep a reference whose word went, for it could not be seen', () => {
    const runs = typedRuns('the fund for it;', before, 'en');
    expect(said(runs.filter((run) => run.note === undefined))).toBe('the fund for  it;');
    expect(runs.filter((run) => run.note === 'n1')).toHaveLength(1);
    expect(typedRuns('other', [{ text: '', image: { kind: 'image', part: 'a.png' } }], 'en')).toEqual([
      { text: '', image: { kind: 'image', part: 'a.png' } },
      { text: 'other' },
    ]);
  });

  test('have the look of the words before where all of those have one', () => {
    expect(typedRuns('not now', [{ text: 'now', bold: true, lang: 'en' }], 'en')).toEqual([
      { text: 'not now', bold: true, lang: 'en' },
    ]);
  });

  test('do not bring back what was struck', () => {
    const struck: Run = { text: 'old ', mark: { state: 'deleted', author: 'A' } };
    expect(typedRuns('words that stand', [struck, { text: 'words' }], 'en')).toEqual([{ text: 'words that stand' }]);
  });

  test('are the words typed, whatever stood there, but for the kind of spaces', () => {
    const words = fc.array(fc.constantFrom('a', 'port', '109', ' ', ' ', '\u00a0', '\u202f', ';'), { maxLength: 12 });
    fc.assert(
      fc.property(words, words, (old, next) => {
        const plain = (text: string): string => text.replace(/[ \u00a0\u202f]+/g, ' ').trim();
        const typed = next.join('');
        expect(plain(said(typedRuns(typed, [{ text: old.join('') }], 'en')))).toBe(plain(typed));
      }),
    );
  });
});

test('words are found whatever the spaces between them, and a note is one character', () => {
  const runs: Run[] = [{ text: 'see' }, { text: '12', note: 'n' }, { text: ' paragraph\u00a0109 of  it' }];
  expect(findWords(runs, 'paragraph 109 of it')).toMatchObject([{ from: 5, to: 25 }]);
  expect(findWords(runs, 'see paragraph')).toMatchObject([{ from: 0, to: 14 }]);
  expect(findWords(runs, 'paragraph 110')).toEqual([]);
  expect(findWords(runs, ' ')).toEqual([]);
});

describe('words that stand several times in a paragraph', () => {
  const at = (text: string, words: string) => findWords([{ text }], words);
  test('are found at each place, with some words on either side', () => {
    const long = 'to keep the quays, and to keep the lighthouses of all harbour towns, and to keep the piers';
    expect(at(long, 'to keep')).toEqual([
      { from: 0, to: 7, before: '', after: ' the quays, and to keep the…' },
      { from: 23, to: 30, before: 'to keep the quays, and ', after: ' the lighthouses of all…' },
      { from: 73, to: 80, before: '…of all harbour towns, and ', after: ' the piers' },
    ]);
    for (const { from, to } of at(long, 'to keep')) expect(long.slice(from, to)).toBe('to keep');
  });
  test('are whole words where there are such', () => {
    expect(at('a consultation on tides', 'on').map(({ from }) => from)).toEqual([15]);
    expect(at('consultation', 'on').map(({ from }) => from)).toEqual([1, 10]);
    expect(at('关于码头和灯塔的码头报告', '码头').map(({ from }) => from)).toEqual([2, 8]);
    expect(at('[to] keep, to mend', 'to').map(({ from }) => from)).toEqual([1, 11]);
  });
});
