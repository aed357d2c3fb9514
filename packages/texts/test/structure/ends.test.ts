import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Block, Item, Mark, Text } from '../../src/index.ts';
import { compare, redline } from '../../src/compare/index.ts';
import { outline } from '../../src/outline/index.ts';
import { acceptText, rejectText } from '../../src/settle/index.ts';
import { textToDocx } from '../../src/write/docx/index.ts';
import { onlyEnds } from '../../src/structure/ends.ts';

const BY = { author: 'A. Drafter', date: '2025-06-01T10:00:00Z' };

const HEAD = 'RESOLUTION 12 (2026)\nKeeping of the harbours\nThe Council,\ninstructs the Secretary-General\n';
const textOf = (lines: readonly string[]): Text => {
  const [text] = outline(new TextEncoder().encode(`${HEAD}${lines.join('\n')}\n`), { name: 'a.txt' }).texts;
  if (text === undefined) throw new Error('no text');
  return text;
};
const blocksOf = (lines: readonly string[]): Block[] =>
  lines.map((text, i) => ({ kind: 'paragraph', line: i + 1, raw: text, runs: [{ text }] }));
const tidy = (words: string): string => words.replace(/\s+/g, ' ').trim();
const itemsIn = (text: Text | undefined): Item[] => text?.groups.flatMap((group) => group.items) ?? [];
const wordsIn = (text: Text): string[] => itemsIn(text).map((item) => tidy(item.text));

const QUAY = ['quays', 'harbours', 'lighthouses', 'pilots', 'tides', 'the Council', 'reports', 'sweeps', 'every year'];
const sentence = fc
  .array(fc.constantFrom(...QUAY), { minLength: 8, maxLength: 14 })
  .map((words) => `to see that ${words.join(' and ')} are kept in order;`);
/** Paragraphs, and the same words with some of their ends elsewhere. */
const pair = fc
  .tuple(fc.array(sentence, { minLength: 2, maxLength: 5 }), fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 3 }))
  .map(([old, edits]): [string[], string[]] => {
    const next = [...old];
    for (const [at, cut] of edits) {
      const i = at % next.length;
      const [one = '', other] = [next[i], next[i + 1]];
      const words = one.split(' ');
      if (cut % 2 === 0 && other !== undefined) next.splice(i, 2, `${one} ${other}`);
      else if (words.length > 12) next.splice(i, 1, `${words.slice(0, 6).join(' ')} `, words.slice(6).join(' '));
    }
    return [old, next];
  });

describe('the end of a paragraph that alone bears a mark', () => {
  it('is the same in a redline that was written to Word and read back', () => {
    fc.assert(
      fc.property(pair, ([old, next]) => {
        const marked = redline(compare(textOf(old), textOf(next)), BY);
        const [again] = outline(textToDocx(marked), { name: 'a.docx', view: 'marked' }).texts;
        if (again === undefined) throw new Error('no text');
        const shown = (items: readonly Item[]): unknown[] =>
          items.map(({ state, end, text }) => [state, end?.state, end?.author, tidy(text)]);
        expect(shown(itemsIn(again))).toEqual(shown(itemsIn(marked)));
        expect(wordsIn(acceptText(again))).toEqual(wordsIn(acceptText(marked)));
        expect(wordsIn(rejectText(again))).toEqual(wordsIn(rejectText(marked)));
      }),
      { numRuns: 40 },
    );
  });

  it('is none where a program marked the end before a paragraph that it added', () => {
    const mark: Mark = { ...BY, state: 'inserted' };
    const [first, ...added] = blocksOf(['kept', 'added', 'added too']);
    const blocks = [
      ...(first ? [{ ...first, mark }] : []),
      ...added.map((block, i) => ({
        ...block,
        runs: block.runs.map((run) => ({ ...run, mark })),
        ...(i === 0 ? { mark } : {}),
      })),
    ];
    expect(onlyEnds(blocks).map((block) => block.mark)).toEqual([undefined, undefined, undefined]);
    // Words that stay follow: there a paragraph was split.
    const [last] = blocksOf(['kept as well']);
    const split = [...blocks.slice(0, 2), ...(last ? [last] : [])];
    expect(onlyEnds(split).map((block) => block.mark?.state)).toEqual(['inserted', undefined, undefined]);
  });
});
