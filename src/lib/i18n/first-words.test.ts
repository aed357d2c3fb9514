import { describe, expect, test } from 'vitest';
import { firstWords } from './first-words.ts';

describe('the first words of a paragraph', () => {
  test('are all of it where it is short, on one line', () => {
    expect(firstWords('  to keep\n the register;  ')).toBe('to keep the register;');
  });

  test('end after a word, without the sign that followed it', () => {
    expect(firstWords('to keep the register, and to publish it', 22)).toBe('to keep the register…');
    expect(firstWords('de tenir à jour le registre', 17)).toBe('de tenir à jour…');
    expect(firstWords('أن يقدّم إلى المجلس، كل سنة، تقريراً كاملاً', 28)).toBe('أن يقدّم إلى المجلس، كل سنة…');
  });

  test('of a script without spaces end after a whole character', () => {
    expect(firstWords('每年向理事会提交一份完整的报告', 8)).toBe('每年向理事会提交…');
    expect(firstWords('一二三𠀀五', 4)).toBe('一二三…');
  });
});
