import { describe, expect, it } from 'vitest';
import type { Language, Text } from '../../src/index.ts';
import { alignLanguages } from '../../src/compare/index.ts';
import { LANGUAGES } from '../../src/model/index.ts';
import { outline } from '../../src/outline/index.ts';
import { factsOf } from '../../src/words/index.ts';
import { plainLabel } from '../../src/compare/languages.ts';
import { hanNumber } from '../../src/words/facts.ts';
import { hasInputs, inputBytes } from '../inputs.ts';

const values = (text: string, language: Language): string[] =>
  factsOf(text, language).map((fact) => `${fact.kind} ${fact.value}`);

describe('facts in six languages', () => {
  it('have one form', () => {
    expect(values('by 31 October 2025, 1,500.5 units and 5.4 billion, see 70/125', 'en')).toEqual([
      'date 2025-10-31',
      'figure 1500.5',
      'figure 5400000000',
      'reference 70/125',
    ]);
    expect(values('d’ici au 31 octobre 2025, 1 500,5 unités et 5,4 milliards, voir 70/125', 'fr')).toEqual(
      values('by 31 October 2025, 1,500.5 units and 5.4 billion, see 70/125', 'en'),
    );
    expect(values('到2025年10月31日，54亿和二十五，第70/125号', 'zh')).toEqual([
      'date 2025-10-31',
      'figure 5400000000',
      'figure 25',
      'reference 70/125',
    ]);
    expect(values('في ٣١ تشرين الأول/أكتوبر ٢٠٢٥ القرار ٧٠/١٢٥', 'ar')).toEqual([
      'date 2025-10-31',
      'reference 70/125',
    ]);
    expect(hanNumber('三千零五万')).toBe(30_050_000);
    expect(hanNumber('二〇二五')).toBe(2025);
  });

  it('and so have labels', () => {
    expect(['b', 'б', 'ب', 'B'].map(plainLabel)).toEqual(['b', 'b', 'b', 'b']);
    expect(['12', '١٢', '十二'].map(plainLabel)).toEqual(['12', '12', '12']);
  });
});

const read = (language: Language): Text => {
  const name = `resolutions/A_RES_217_III.${language}.xml`;
  const [text] = outline(inputBytes(name), { name }).texts;
  if (text === undefined) throw new Error('no text');
  return text;
};

describe.skipIf(!hasInputs)('one declaration in six languages (needs the folder of inputs)', () => {
  it('agrees with itself, and disagrees with another only where a line of the one has no counterpart', () => {
    const english = read('en');
    expect(alignLanguages(english, english)).toEqual([]);
    for (const language of LANGUAGES) {
      const found = alignLanguages(english, read(language));
      expect(found.filter((one) => one.kind !== 'missing')).toEqual([]);
      expect(found.length).toBeLessThanOrEqual(4);
    }
  });

  it('is found out where an article is left out, a figure or a number of a paragraph is another', () => {
    const [english, french] = [read('en'), read('fr')];
    const known = alignLanguages(english, french).length;
    const groups = french.groups.filter((group) => group.label !== '12');
    const found = alignLanguages(english, { ...french, groups });
    expect(found.length).toBe(known + 1);
    expect(found.some((one) => one.kind === 'missing' && one.a?.label === '12')).toBe(true);
    const changed = {
      ...french,
      groups: french.groups.map((group) =>
        group.label === '25'
          ? {
              ...group,
              items: group.items.map((item, i) =>
                i === 0 ? { ...item, label: '7', runs: [{ text: `${item.text} (70/125, 31 octobre 2025)` }] } : item,
              ),
            }
          : group,
      ),
    };
    const kinds = alignLanguages(english, changed).map((one) => one.kind);
    expect(kinds).toEqual(expect.arrayContaining(['label', 'reference', 'date']));
  });
});
