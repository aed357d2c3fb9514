import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Language } from '../../src/index.ts';
import { LANGUAGES } from '../../src/model/index.ts';
import { diffWords, type Piece } from '../../src/words/diff.ts';
import { editScript } from '../../src/words/script.ts';
import { tokensOf } from '../../src/words/tokens.ts';

const shown = (pieces: readonly Piece[]): string =>
  pieces
    .map(({ kind, text }) => (kind === 'same' ? text : kind === 'deleted' ? `[-${text}-]` : `{+${text}+}`))
    .join('');
const change = (old: string, next: string, language: Language = 'en'): string => shown(diffWords(old, next, language));
const kinds = (text: string, language: Language = 'en'): string[] =>
  tokensOf(text, language)
    .filter((token) => token.kind !== 'space' && token.kind !== 'mark')
    .map((token) => `${token.kind} ${token.text}`);

describe('words of a text', () => {
  it('joined again are the text, in every language', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.constantFrom(...LANGUAGES), (text, language) => {
        const tokens = tokensOf(text, language);
        expect(tokens.map((token) => token.text).join('')).toBe(text);
        expect(tokens.every((token) => token.text !== '')).toBe(true);
      }),
    );
  });

  it('keep references and figures whole', () => {
    expect(
      kinds('Resolution 140 (Rev. Sampleville, 2022), A/RES/70/1, 70/125 and 217 A (III): $1,200.50 by the 31st'),
    ).toEqual([
      'word Resolution',
      'number 140',
      'reference (Rev. Sampleville, 2022)',
      'reference A/RES/70/1',
      'reference 70/125',
      'word and',
      'reference 217 A (III)',
      'number 1,200.50',
      'word by',
      'word the',
      'word 31st',
    ]);
    expect(kinds('plus de 1 500 000 francs', 'fr')).toContain('number 1 500 000');
    expect(kinds('القرار ٧٠/١٢٥', 'ar')).toEqual(['word القرار', 'reference ٧٠/١٢٥']);
  });

  it('are found by dictionary where nothing parts them', () => {
    expect(kinds('2025年提交报告二十五份', 'zh')).toEqual([
      'number 2025',
      'word 年',
      'word 提交',
      'word 报告',
      'number 二十五',
      'word 份',
    ]);
  });

  it('are parted in French where an article leans on the next word', () => {
    expect(kinds('l’Union et aujourd’hui', 'fr')).toEqual(['word l’', 'word Union', 'word et', 'word aujourd’hui']);
  });
});

describe('the change between two stretches of words', () => {
  it('gives both back, for any two texts', () => {
    const words = fc.array(fc.constantFrom('a', 'bb', 'ccc', 'dddd', ' ', ' ', ', ', '. ', '2025'), { maxLength: 60 });
    fc.assert(
      fc.property(words, words, (a, b) => {
        const [old, next] = [a.join(''), b.join('')];
        const pieces = diffWords(old, next, 'en');
        const without = (kind: Piece['kind']): string =>
          pieces
            .filter((piece) => piece.kind !== kind)
            .map((piece) => piece.text)
            .join('');
        expect(without('inserted')).toBe(old);
        expect(without('deleted')).toBe(next);
      }),
      { numRuns: 500 },
    );
  });

  it('changes whole words, figures and references', () => {
    expect(
      change('The Council requests a report by 31 October 2025.', 'The Council requests a report by 30 June 2026.'),
    ).toBe('The Council requests a report by [-31 October 2025-]{+30 June 2026+}.');
    expect(change('recalling resolution 70/125,', 'recalling resolution 75/202,')).toBe(
      'recalling resolution [-70/125-]{+75/202+},',
    );
    expect(change('请提交报告', '请尽快提交报告', 'zh')).toBe('请{+尽快+}提交报告');
  });

  it('keeps no lone small word between two changes', () => {
    expect(change('in the field of trade for a long time', 'on a plan of work for another time')).toBe(
      '[-in the field of trade for a long-]{+on a plan of work for another+} time',
    );
  });

  it('begins where sentences and clauses begin', () => {
    expect(change('One. Two is here. Last.', 'One. Two is here. Two is there. Last.')).toBe(
      'One. Two is here. {+Two is there. +}Last.',
    );
    expect(change('governments and others', 'governments, the private sector and others')).toBe(
      'governments{+, the private sector+} and others',
    );
  });

  it('is the shortest script for short pairs, beside a table of all', () => {
    const ids = fc.array(fc.nat({ max: 4 }), { maxLength: 30 }).map((list) => Int32Array.from(list));
    fc.assert(
      fc.property(ids, ids, (a, b) => {
        const script = editScript(a, b);
        const kept = script.filter((one) => one.same).reduce((n, one) => n + one.a[1] - one.a[0], 0);
        expect(kept).toBe(longestCommon(a, b));
      }),
    );
  });

  it('answers for long strangers too', () => {
    let seed = 7;
    const draw = (): string => `w${(seed = (seed * 48271) % 2147483647) % 50}`;
    const text = (): string => Array.from({ length: 20_000 }, draw).join(' ');
    const [old, next] = [text(), text()];
    const pieces = diffWords(old, next, 'en');
    expect(
      pieces
        .filter((one) => one.kind !== 'deleted')
        .map((one) => one.text)
        .join(''),
    ).toBe(next);
  });
});

function longestCommon(a: Int32Array, b: Int32Array): number {
  let row = new Array<number>(b.length + 1).fill(0);
  for (const one of a) {
    const next = [0];
    for (const [j, other] of b.entries())
      next.push(one === other ? (row[j] ?? 0) + 1 : Math.max(row[j + 1] ?? 0, next[j] ?? 0));
    row = next;
  }
  return row[b.length] ?? 0;
}
