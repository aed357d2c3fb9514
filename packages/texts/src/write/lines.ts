import type { Group, Item, Text } from '../model/text.ts';

/** One printed paragraph: a heading, or an item with its label and depth. Struck paragraphs are left out. */
export interface Printed {
  kind: 'heading' | 'item';
  eId: string;
  depth: number;
  label: string | null;
  item: Item | null;
  words: string;
}

/** Everything a text prints, in order. */
export function* printed(text: Text): Generator<Printed> {
  yield* groupsOf(text.groups, 0);
}
function* groupsOf(groups: readonly Group[], depth: number): Generator<Printed> {
  for (const group of groups) {
    if (group.state === 'deleted') continue;
    if (group.heading !== '')
      yield { kind: 'heading', eId: group.eId, depth, label: group.label ?? null, item: null, words: group.heading };
    yield* itemsOf(group.items, 0);
    for (const row of group.table ?? [])
      if (row.mark?.state !== 'deleted') for (const cell of row.cells) yield* itemsOf(cell.items, 0);
    yield* groupsOf(group.groups, depth + 1);
  }
}
function* itemsOf(items: readonly Item[], depth: number): Generator<Printed> {
  for (const item of items) {
    if (item.state === 'deleted') continue;
    yield { kind: 'item', eId: item.eId, depth, label: item.label, item, words: item.text };
    yield* itemsOf(item.items, depth + 1);
  }
}

/** Label as it is printed: letters and small romans take a bracket. */
export const labelOf = (label: string): string => (/^[a-z]{1,5}$/.test(label) ? `${label})` : label);
