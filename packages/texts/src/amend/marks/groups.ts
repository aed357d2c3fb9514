import type { Authored, Group, Item, Mark, Row, Run } from '../../model/text.ts';
import { withoutMove, type Author, type Change } from './views.ts';

const cellItems = (row: Row): Item[] => row.cells.flatMap((cell) => cell.items);

/** Whether a group came, or went, with its heading and all below it. */
export function isWholeGroup(group: Group, change: Change): boolean {
  const runs = (group.headingRuns ?? []).filter((run) => run.text.trim() !== '');
  const heading = runs.length > 0 && runs.every((run) => run.mark?.state === change);
  const none = group.heading === '' && runs.length === 0;
  const marked = group.state === change;
  if (!marked && !heading && !none) return false;
  const whole = (item: Item): boolean => item.state === change && item.items.every(whole);
  const rows = group.table ?? [];
  const some = group.items.length + rows.length + group.groups.length > 0;
  return (
    (marked || heading || some) &&
    group.items.every(whole) &&
    rows.every((row) =>
      row.mark ? row.mark.state === change : cellItems(row).length > 0 && cellItems(row).every(whole),
    ) &&
    group.groups.every((one) => isWholeGroup(one, change))
  );
}

function* marksIn(group: Group): Generator<Authored> {
  const runs = function* (list: readonly Run[]): Generator<Authored> {
    for (const { text, mark, passed } of list)
      if (mark && text !== '') yield mark;
      // Words that one put in and another struck are a proposal of each.
      else if (passed && passed.inserted.author !== passed.deleted.author) yield* [passed.inserted, passed.deleted];
  };
  const items = function* (list: readonly Item[]): Generator<Authored> {
    for (const item of list) {
      yield* runs(item.runs);
      yield* items(item.items);
    }
  };
  yield* runs(group.headingRuns ?? []);
  yield* items(group.items);
  for (const row of group.table ?? []) {
    if (row.mark) yield row.mark;
    for (const cell of row.cells) yield* items(cell.items);
  }
  for (const one of group.groups) yield* marksIn(one);
}
/** The authors of the changes in a group. */
export const authorsIn = (group: Group): Set<Author> => new Set([...marksIn(group)].map((mark) => mark.author));
/** The first of its marks. */
export const markOfGroup = (group: Group): Partial<Mark> => {
  const [first] = marksIn(group);
  return first === undefined ? {} : withoutMove(first);
};
