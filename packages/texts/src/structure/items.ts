import type { Group, Item } from '../model/text.ts';

/** Every item of these groups, in reading order, with its group. */
export function* itemsIn(groups: readonly Group[]): Generator<{ item: Item; group: Group }> {
  for (const group of groups) {
    yield* within(group.items, group);
    for (const row of group.table ?? []) for (const cell of row.cells) yield* within(cell.items, group);
    yield* itemsIn(group.groups);
  }
}
function* within(items: readonly Item[], group: Group): Generator<{ item: Item; group: Group }> {
  for (const item of items) {
    yield { item, group };
    yield* within(item.items, group);
  }
}
