import { describe, expect, it } from 'vitest';
import type { Text } from '../../src/index.ts';
import { pairParagraphs } from '../../src/compare/index.ts';
import { outline } from '../../src/outline/index.ts';
import { itemsIn } from '../../src/structure/items.ts';

const HEAD = 'Resolution 7\nOn lanterns\nThe Council,\ninstructs the Secretary-General\n';
const read = (...lines: string[]): Text => {
  const [text] = outline(new TextEncoder().encode(`${HEAD}${lines.join('\n')}\n`), { name: 'a.txt' }).texts;
  if (text === undefined) throw new Error('no text');
  return text;
};
const labels = (old: Text, next: Text): [string | null, string | null | undefined][] => {
  const olds = new Map([...itemsIn(old.groups)].map(({ item }) => [item.eId, item.label]));
  const pairs = pairParagraphs(old, next);
  return [...itemsIn(next.groups)]
    .filter(({ item }) => item.eId.includes('sec') && item.label !== null)
    .map(({ item }) => [item.label, olds.get(pairs.get(item.eId) ?? '')]);
};

describe('which paragraph is which', () => {
  it('is told where one came before the others, one was changed and one is gone', () => {
    const old = read(
      '1\tto count the lanterns on every quay of the harbour;',
      '2\tto publish by 1 March 2025 a plan for the lighthouses;',
      '3\tto paint the cranes.',
    );
    const next = read(
      '1\tto draw up an inventory of the boats;',
      '2\tto count the lanterns on every quay of the harbour;',
      '3\tto publish by 1 March 2027 a plan for the lighthouses.',
    );
    expect(labels(old, next)).toEqual([
      ['1', undefined],
      ['2', '1'],
      ['3', '2'],
    ]);
  });

  it('is told by an identity before the words', () => {
    const [old, next] = [read('1\tto count the lanterns;'), read('1\tsomething else altogether;')];
    const marked = (text: Text): Text => ({
      ...text,
      groups: text.groups.map((group) => ({
        ...group,
        items: group.items.map((item) => (item.label === '1' ? { ...item, wId: 'p1' } : item)),
      })),
    });
    const [item] = [...itemsIn(next.groups)].filter((one) => one.item.label === '1');
    expect(pairParagraphs(old, next).get(item?.item.eId ?? '')).toBeUndefined();
    expect(pairParagraphs(marked(old), marked(next)).get(item?.item.eId ?? '')).toBeDefined();
  });
});
