import type { Authored, Group, Item, Run, Text } from '../model/text.ts';

/** Whether a change is one that is looked for; all are asked in reading order until one is. Who and when, where that is known. */
type Looked = (change: Authored) => boolean;

/** Whether anything in a text is marked as a change: any, or one of those looked for. */
export const hasChanges = (text: Text, looked: Looked = () => true): boolean =>
  (text.was !== undefined && looked({})) ||
  text.groups.some((group) => groupHas(group, looked)) ||
  text.footnotes.some((note) => (note.was !== undefined && looked({})) || runsHave(note.runs, looked));

/** All that marks a change in a text, in reading order. */
export function changesIn(text: Text): Authored[] {
  const found: Authored[] = [];
  hasChanges(text, (change) => found.push(change) === 0);
  return found;
}

// Written plainly, since most runs bear none of them, and all are asked each time.
function runsHave(runs: readonly Run[], looked: Looked): boolean {
  for (const run of runs)
    if (run.mark || run.was || run.passed)
      if (isOne(run.mark, looked) || isOne(run.was, looked) || isOne(run.passed?.deleted, looked)) return true;
  return false;
}
const isOne = (change: Authored | undefined, looked: Looked): boolean => change !== undefined && looked(change);

// A paragraph or a heading of which more changed than its words.
const isChanged = ({ state, oldLabel, was, depth }: Item | Group): boolean =>
  state !== 'kept' || oldLabel !== undefined || was !== undefined || depth !== undefined;

/** The same of a paragraph, without those within it. */
export const itemHas = (item: Item, looked: Looked = () => true): boolean =>
  (isChanged(item) && looked({})) || isOne(item.end, looked) || runsHave(item.runs, looked);
const itemsHave = (items: readonly Item[], looked: Looked): boolean =>
  items.some((item) => itemHas(item, looked) || itemsHave(item.items, looked));

const groupHas = (group: Group, looked: Looked): boolean =>
  (isChanged(group) && looked({})) ||
  runsHave(group.headingRuns ?? [], looked) ||
  itemsHave(group.items, looked) ||
  (group.passedRows ?? []).some(({ row }) => isOne(row.mark, looked)) ||
  (group.table ?? []).some(
    (row) =>
      isOne(row.mark, looked) ||
      row.cells.some(({ mark, was, items }) => isOne(mark, looked) || isOne(was, looked) || itemsHave(items, looked)),
  ) ||
  group.groups.some((within) => groupHas(within, looked));
