import { withoutMarks } from '../settle/tree.ts';
import type { Cell, Group, Item, Text } from '../model/text.ts';

/** What a text prints at one place: a heading, a paragraph with its depth, or a table. */
export type Printed =
  | { kind: 'heading'; depth: number; group: Group }
  | { kind: 'item'; depth: number; item: Item }
  | { kind: 'table'; group: Group };

/** Everything a text prints, in order; what was struck only where asked for. */
export function* printed(text: Text, struck = false): Generator<Printed> {
  yield* groupsOf((struck ? text : withoutMarks(text)).groups, 0);
}
function* groupsOf(groups: readonly Group[], depth: number): Generator<Printed> {
  for (const group of groups) {
    if (group.heading !== '') yield { kind: 'heading', depth, group };
    yield* itemsOf(group.items, 0);
    // What passed left with the marks, where those were settled.
    if (group.table?.length || group.passedRows) yield { kind: 'table', group };
    yield* groupsOf(group.groups, depth + 1);
  }
}
/** Items with those within them. */
export function* itemsOf(items: readonly Item[], depth: number): Generator<Extract<Printed, { kind: 'item' }>> {
  for (const item of items) {
    yield { kind: 'item', depth, item };
    yield* itemsOf(item.items, depth + 1);
  }
}

/** Rows as columns: a cell stands where it begins, `null` where it or one from above reaches. */
export function gridOf<C extends Pick<Cell, 'colspan' | 'rowspan'>>(
  rows: readonly { cells: readonly C[] }[],
): (C | null)[][] {
  const open = new Map<number, number>();
  const grid = rows.map((row) => {
    const out: (C | null)[] = [];
    const pass = (): void => {
      for (let left = open.get(out.length) ?? 0; left > 0; left = open.get(out.length) ?? 0) {
        open.set(out.length, left - 1);
        out.push(null);
      }
    };
    for (const cell of row.cells) {
      pass();
      for (let i = 0; i < (cell.colspan ?? 1); i += 1) {
        open.set(out.length, (cell.rowspan ?? 1) - 1);
        out.push(i === 0 ? cell : null);
      }
    }
    pass();
    return out;
  });
  const width = Math.max(1, ...grid.map((row) => row.length));
  return grid.map((row) => [...row, ...Array.from({ length: width - row.length }, () => null)]);
}

/** Label as it is printed: letters and small romans take a bracket; nothing where there is none. */
export const labelOf = (label: string | null): string =>
  label !== null && /^[a-z]{1,5}$/.test(label) ? `${label})` : (label ?? '');
