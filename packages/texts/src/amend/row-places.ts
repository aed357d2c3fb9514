import type { Group, Row } from '../model/text.ts';

/**
 * A table with other rows. `parts` holds what stands in place of each row, in order, and last what comes behind all of them.
 * Rows that one brought and another struck stay before the row that they stood before, and before what is put there.
 */
export function withRowsIn(group: Group, parts: readonly (readonly Row[])[]): Group {
  const table = parts.flat();
  if (group.passedRows === undefined) return { ...group, table };
  const starts = new Map<number, number>();
  let count = 0;
  for (const [i, part] of parts.entries()) {
    starts.set(i, count);
    count += part.length;
  }
  return { ...group, table, passedRows: group.passedRows.map((one) => ({ ...one, at: starts.get(one.at) ?? count })) };
}
