import { describe, expect, test } from 'vitest';
import { compare, summarise } from '../../src/compare/index.ts';
import { outline } from '../../src/outline/index.ts';
import { findReferences } from '../../src/references/index.ts';
import { toPlainText } from '../../src/write/index.ts';
import { factsOf } from '../../src/words/facts.ts';

/** The stroke that lengthens a word. */
const T = '\u0640';
const read = (...lines: string[]) => {
  const [text] = outline(new TextEncoder().encode(lines.join('\n')), { name: 'a.txt' }).texts;
  if (!text) throw new Error('nothing read');
  return text;
};

describe('Arabic words that are lengthened', () => {
  test.each([
    ['القرار', `القـ${'ـ'}رار`],
    ['بالقرار', `بالقـرار`],
    ['القرارين', 'القــرارين'],
    ['القرار', 'القَرَارُ'],
  ])('%s is the word before the number of an instrument, at its place in the words as they stand', (plain, printed) => {
    const before = 'إذ يشيـر إلى ';
    const [found] = findReferences(`${before}${printed} 417 (المعدل في 2025) للمجلس`, 'ar');
    const [expected] = findReferences(`إذ يشير إلى ${plain} 417 (المعدل في 2025) للمجلس`, 'ar');
    const { text, from, to, ...said } = found!;
    const { text: _text, from: _from, to: _to, ...wanted } = expected!;
    expect(said).toEqual(wanted);
    expect(said.number).toBe('417');
    expect(text).toBe(`${printed} 417 (المعدل في 2025)`);
    expect([from, to]).toEqual([before.length, before.length + text.length]);
  });

  test('are read as the same dates and figures', () => {
    const [plain, printed] = [
      'في 1 يناير 2025 خمسة ملايين و3 ملايين',
      `في 1 ينا${T}ير 2025 خمسة ملايين و3 ملا${T}${T}يين`,
    ];
    const said = (text: string) => factsOf(text, 'ar').map(({ kind, value }) => [kind, value]);
    expect(said(printed)).toEqual(said(plain));
    expect(said(printed)).toContainEqual(['date', '2025-01-01']);
    for (const { text, from, to } of factsOf(printed, 'ar')) expect(printed.slice(from, to)).toBe(text);
  });

  test('say what a text is, its number, its verbs and whom it addresses, and stay in it as they were', () => {
    const lines = [
      `القـرا${T}ر 417 (المعدل في 2025)`,
      'متابعة برنامج الموانئ',
      'إن المجـلس،',
      `إذ يذكـر`,
      'أ) بالاتفاق المؤسس لمدن الموانئ،',
      `يكـلف الأميـن العام`,
      '1 بأن يقدم تقريرا سنويا عن الأرصفة.',
    ];
    const plain = read(...lines.map((line) => line.replaceAll(T, '')));
    const text = read(...lines);
    expect(plain.number).toBe('417');
    expect([text.kind, text.number, text.profile]).toEqual([plain.kind, plain.number, plain.profile]);
    expect(text.groups.map(({ part, verb }) => [part, verb])).toEqual(
      plain.groups.map(({ part, verb }) => [part, verb]),
    );
    expect(text.groups.flatMap((group) => group.addressees)).toEqual(['الأميـن العام']);
    for (const line of lines.slice(1)) expect(toPlainText(text)).toContain(line.replace(/^\S+ (?=ب)/, ''));
  });

  test('are changed as they stand: a reference that changes is told as one', () => {
    const text = (number: string) =>
      read('القرار 12', 'الموانئ', 'إن المجلس،', 'يكلف الأمين العام', `1 بأن ينفذ القـرار ${number} للمجلس.`);
    const [, line] = summarise(compare(text('417'), text('418')), 'ar');
    expect(line).toContain('418');
  });
});
