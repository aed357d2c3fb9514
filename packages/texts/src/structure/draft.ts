import type { Group, Item, Part, State } from '../model/text.ts';
import { textAs } from '../model/words.ts';
import type { RepairedBlock } from '../repair/index.ts';
import { bareLabel, keptRuns, wordsOf } from './words.ts';

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
  const text = textAs(state, block.runs);
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

const isPlain = ({ runs }: RepairedBlock): boolean =>
  runs.every((run) => run.mark === undefined && run.was === undefined && run.passed === undefined);

/** What a heading keeps besides its words where the file marks changes in it: its runs, and the label that it had. */
export const changedIn = (block: RepairedBlock): Pick<Group, 'headingRuns' | 'oldLabel'> => ({
  ...(isPlain(block) ? {} : { headingRuns: block.runs }),
  ...(block.label === undefined || block.oldLabel === undefined ? {} : { oldLabel: bareLabel(block.oldLabel) }),
});

/** A heading of several lines: one more is put after the others, behind a sign. */
export function addLine(group: Group, block: RepairedBlock, sign: string): void {
  const before = group.headingRuns;
  if (before !== undefined || !isPlain(block))
    group.headingRuns = [...(before ?? [{ text: group.heading }]), { text: sign }, ...block.runs];
  group.heading = `${group.heading}${sign}${wordsOf(block)}`;
  group.lines.push(block.line);
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
