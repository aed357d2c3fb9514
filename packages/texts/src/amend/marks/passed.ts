import type { Group, Item, Row, Run } from '../../model/text.ts';

/** Paragraphs that came and went whole, by what they stand behind. */
export type Passed = ReadonlyMap<Item | Group, readonly Run[][]>;

/**
 * A tree in which paragraphs that one author brought and another struck are no words of the paragraph that they stand behind,
 * and those paragraphs.
 */
export function partPassed(groups: readonly Group[]): { groups: Group[]; passed: Passed } {
  const passed = new Map<Item | Group, Run[][]>();
  const itemOf = (item: Item): Item => {
    const { own, after } = parted(item.runs);
    const out = { ...item, runs: own, items: item.items.map(itemOf) };
    if (after.length > 0) passed.set(out, after);
    return out;
  };
  const rowOf = (row: Row): Row => ({
    ...row,
    cells: row.cells.map((cell) => ({ ...cell, items: cell.items.map(itemOf) })),
  });
  const groupOf = (group: Group): Group => {
    const heading = parted(group.headingRuns ?? []);
    const out: Group = {
      ...group,
      ...(group.headingRuns === undefined ? {} : { headingRuns: heading.own }),
      items: group.items.map(itemOf),
      ...(group.table === undefined ? {} : { table: group.table.map(rowOf) }),
      groups: group.groups.map(groupOf),
    };
    if (heading.after.length > 0) passed.set(out, heading.after);
    return out;
  };
  return { groups: groups.map(groupOf), passed };
}

function parted(runs: readonly Run[]): { own: Run[]; after: Run[][] } {
  const last = runs.findLastIndex((run) => run.passed === undefined && run.text !== '');
  const first = runs.findIndex((run, i) => i > last && run.passed?.text === '\n');
  if (first < 0) return { own: [...runs], after: [] };
  const after: Run[][] = [];
  for (const run of runs.slice(first))
    if (run.passed?.text === '\n') after.push([]);
    else after.at(-1)?.push(run);
  return { own: runs.slice(0, first), after };
}
