import { describe, expect, it } from 'vitest';
import type { Item, Text } from '../../src/index.ts';
import { restoreMarks } from '../../src/compare/index.ts';
import { outline } from '../../src/outline/index.ts';
import { itemsIn } from '../../src/structure/items.ts';
import { hasInputs, inputBytes } from '../inputs.ts';
import { shareRestored } from './flattened.ts';

const HEAD = 'Resolution 7\nOn sample matters\nThe General Assembly,\nRecalling its earlier resolutions on samples,\n';
const read = (...lines: string[]): Text => {
  const [text] = outline(new TextEncoder().encode(`${HEAD}${lines.join('\n')}\n`), { name: 'a.txt' }).texts;
  if (text === undefined) throw new Error('no text');
  return text;
};
const shown = (item: Item): string =>
  `${item.oldLabel === undefined ? '' : `${item.oldLabel}→`}${item.label ?? ''} ${item.runs
    .map(({ text, mark }) => (mark ? (mark.state === 'deleted' ? `[-${text}-]` : `{+${text}+}`) : text))
    .join('')}`;
const restored = (flat: Text, neighbour: Text, which: 'before' | 'after'): string[] =>
  [...itemsIn(restoreMarks(flat, neighbour, which).groups)].map(({ item }) => shown(item)).slice(-2);

describe('marks that were lost', () => {
  const before = read('1\tRequests the secretariat to report in 2024;', '2\tInvites members to share good practices;');
  const after = read(
    '1\tRequests the secretariat to report in 2025;',
    '2\tInvites all members to share good practices;',
  );
  const flat = read(
    '1\tRequests the secretariat to report in 20242025;',
    '2\tInvites all members to share good practices;',
  );

  it('are restored from the text before the changes', () => {
    expect(restored(flat, before, 'before')).toEqual([
      '1 Requests the secretariat to report in [-2024-]{+2025+};',
      '2 Invites {+all +}members to share good practices;',
    ]);
  });

  it('are restored from the text after them, as far as that one tells', () => {
    expect(restored(flat, after, 'after')).toEqual([
      '1 Requests the secretariat to report in [-2024-]{+2025+};',
      '2 Invites all members to share good practices;',
    ]);
  });

  it('are restored after a word that ends in a vowel sign, as Arabic writes them', () => {
    const was = read('1\tتقدم تقريراً كاملاً إلى المجلس؛', '2\tتدعو الأعضاء؛');
    const merged = read('1\tتقدم تقريراً كاملاًموجزاً إلى المجلس؛', '2\tتدعو الأعضاء؛');
    expect(restored(merged, was, 'before')[0]).toBe('1 تقدم تقريراً [-كاملاً-]{+موجزاً+} إلى المجلس؛');
  });

  it('are told with a confidence, each', () => {
    const { repairs } = restoreMarks(flat, before, 'before');
    expect(repairs.map(({ deleted, inserted, confidence }) => [deleted, inserted, confidence < 0.9])).toEqual([
      ['2024', '2025', true],
      [null, 'all ', false],
    ]);
  });
});

describe.skipIf(!hasInputs)('marks of real files flattened by machine (needs the folder of inputs)', () => {
  it('come back from the text before the changes to nine parts in ten in the resolution, to half in the hardest', () => {
    const resolution = shareRestored(inputBytes('docx/council-resolution-1332.fr.docx'), 'before');
    expect(resolution.restored / resolution.marked).toBeGreaterThan(0.9);
    expect(resolution.wrong / resolution.marked).toBeLessThan(0.01);
    const arabic = shareRestored(inputBytes('docx/tracked/RP051-Arabic.docx'), 'before');
    expect(arabic.restored / arabic.marked).toBeGreaterThan(0.5);
  });
});
