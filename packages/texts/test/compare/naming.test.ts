import { describe, expect, it } from 'vitest';
import { MESSAGES } from '../../src/compare/messages.ts';
import { opening, paragraphName } from '../../src/compare/naming.ts';

const CHINESE = '请秘书长每年就码头、灯塔和渔港的状况向理事会提交报告，并说明各成员国所采取的措施。';

describe('what a reader calls a paragraph', () => {
  it('is its number, or its first words where that tells nothing', () => {
    expect(paragraphName('3', 'Invites members', 'en', MESSAGES.en)).toBe('Paragraph 3');
    expect(paragraphName('–', 'Invites members', 'en', MESSAGES.en)).toBe('Paragraph beginning “Invites members”');
    expect(paragraphName(null, 'Invites members', 'en', MESSAGES.en)).toBe('Paragraph beginning “Invites members”');
  });

  it('is short in a language without spaces too', () => {
    const words = opening(CHINESE, 'zh', MESSAGES.zh);
    expect(words).toMatch(/^“请秘书长.*…”$/);
    expect(words.length).toBeLessThan(CHINESE.length);
  });
});
