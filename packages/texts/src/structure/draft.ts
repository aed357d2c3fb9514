import type { Group, Item, Part, State } from '../model/text.ts';
import type { RepairedBlock } from '../repair/index.ts';
import { keptRuns, wordsOf } from './words.ts';

/** An item before it has its address. */
export type Draft = Item;

/** State of a paragraph from its own mark and those of its runs. */
export function stateOf(block: RepairedBlock): State {
  if (block.state) return block.state;
  const worded = block.runs.filter((run) => run.text.trim() !== '');
  if (worded.length > 0 && worded.every((run) => run.mark?.state === 'deleted')) return 'deleted';
  if (worded.length > 0 && worded.every((run) => run.mark?.state === 'inserted')) return 'inserted';
  return 'kept';
}

/** The item that a block becomes; a mark that it still bears (`onlyEnds`) is that of its end alone. A struck paragraph keeps the words it had. */
export function itemOf(block: RepairedBlock, label: string | null): Draft {
  const state = stateOf(block);
  const text =
    state === 'deleted'
      ? block.runs
          .filter((run) => run.note === undefined)
          .map((run) => run.text)
          .join('')
          .trim()
      : wordsOf(block);
  return {
    eId: '',
    label,
    ...(block.oldLabel === undefined
      ? {}
      : {
          oldLabel: block.oldLabel
            .replace(/^\(/, '')
            .replace(/[).]+$/, '')
            .trim(),
        }),
    text,
    runs: state === 'deleted' ? block.runs : block.runs.some((run) => run.mark) ? block.runs : keptRuns(block.runs),
    state,
    ...(block.mark === undefined || block.mark.state === state ? {} : { end: block.mark }),
    lines: [block.line],
    items: [],
  };
}

/** A group before it has its address. */
export function groupOf(part: Part, heading: string, lines: number[], options: Partial<Group> = {}): Group {
  return {
    eId: '',
    part,
    heading,
    verb: null,
    addressees: [],
    state: 'kept',
    lines,
    items: [],
    groups: [],
    ...options,
  };
}
