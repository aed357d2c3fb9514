import type { Block, Language, Repair, State } from '../model/text.ts';

/**
 * A block after the search for flattened revision marks. Without a finding it is the very block that was given.
 *
 * `label` is then the label as it stands after the change, `oldLabel` the one before; `state` says that the whole
 * paragraph came or went with the change; `runs` carry `mark` where words were told apart. `raw` and `line` never change.
 */
export type RepairedBlock = Block & { state?: State; oldLabel?: string; repairs?: Omit<Repair, 'eId'>[] };

/**
 * Finds revision marks that were flattened into the text ("46" where item 4 became 6, "encourageinvite").
 *
 * In: the blocks of one text, in reading order. Out: as many blocks or more (a line that holds two items gives two, with
 * the same `line` and `raw`). A text without such traces comes back as the same objects.
 */
export function repairBlocks(blocks: Block[], _ctx: { language: Language }): { blocks: RepairedBlock[] } {
  return { blocks };
}
