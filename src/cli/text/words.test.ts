import { describe, expect, test } from 'vitest';
import { english, wordsIn } from './words.ts';

describe('what the command line says of a file', () => {
  const whole = { code: 'missing-part', message: 'The part word/footnotes.xml is named but not in the file.', line: 0 };

  test('names no line where it is about the whole file, in each language', async () => {
    expect(english.warning(whole)).toBe(`! ${whole.message}`);
    expect(english.warning({ ...whole, line: 3 })).toBe(`! line 3: ${whole.message}`);
    expect((await wordsIn('fr')).warning(whole)).not.toMatch(/ligne|\b0\b/);
  });
});
