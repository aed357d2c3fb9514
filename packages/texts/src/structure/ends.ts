import type { Block, Mark } from '../model/text.ts';

/**
 * Paragraphs of a file with marks on their ends only where a paragraph stays and its end alone came or went: it was split or
 * joined there. In a Word file a paragraph that came or went as a whole has words and an end that say so; but a program that
 * adds a paragraph behind another marks the end of that one, and leaves the last one's end as it was (ECMA-376 Part 1,
 * 17.13.5.20: an inserted paragraph mark). There nothing was split: the words that follow came as a paragraph of their own.
 */
export function onlyEnds(blocks: readonly Block[]): Block[] {
  return blocks.map((block, i) => {
    const { mark, ...rest } = block;
    if (mark === undefined || block.kind === 'table') return block;
    return whole(block, mark.state) || !partsWords(blocks, i, mark.state) ? rest : block;
  });
}

// Whether words that stay follow the end, before another one that stays.
function partsWords(blocks: readonly Block[], at: number, state: Mark['state']): boolean {
  let next = at + 1;
  const one = (): Block | undefined => blocks[next];
  while (one()?.box === true || (one()?.mark?.state === state && whole(one(), state))) next += 1;
  return one()?.kind === 'paragraph' && !whole(one(), state);
}

const whole = (block: Block | undefined, state: Mark['state']): boolean =>
  (block?.runs ?? []).every(
    (run) => run.mark?.state === state || (run.text.trim() === '' && run.note === undefined && run.image === undefined),
  );
