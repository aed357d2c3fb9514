import type { ReadingNode } from '#lib/server/texts/index.ts';

/** What is asked of a paragraph or table that a page prints. */
export type TableNode = Pick<ReadingNode, 'eid' | 'parent_eid' | 'kind' | 'part' | 'state' | 'grid'>;

/** A row of a table as pages print it: each cell with its paragraphs and the points within them. */
export interface TableRow<T extends TableNode = ReadingNode> {
  header: boolean;
  /** Whether the whole row came or went. */
  state: ReadingNode['state'];
  cells: {
    nodes: T[];
    colspan: number | undefined;
    rowspan: number | undefined;
    /** Whether the cell alone came or went. */
    state: ReadingNode['state'];
  }[];
}

/** The tables among these paragraphs whose cells are known, by address, and the paragraphs that stand in one. */
export function tablesOf<T extends TableNode>(
  nodes: readonly T[],
): { rows: Map<string, TableRow<T>[]>; standing: Set<string> } {
  const rows = new Map<string, TableRow<T>[]>();
  const standing = new Set<string>();
  const within = new Map<string, T[]>();
  for (const node of nodes)
    if (node.kind === 'item' && node.part === 'table')
      within.set(node.parent_eid ?? '', [...(within.get(node.parent_eid ?? '') ?? []), node]);
  const withPoints = (node: T): T[] => {
    standing.add(node.eid);
    return [node, ...(within.get(node.eid) ?? []).flatMap(withPoints)];
  };
  for (const node of nodes) {
    if (node.grid === null) continue;
    const paragraphs = new Map((within.get(node.eid) ?? []).map((one) => [one.eid, one]));
    rows.set(
      node.eid,
      node.grid.map((row) => ({
        header: row.header === true,
        state: row.mark?.state ?? 'kept',
        cells: row.cells.map(({ items, colspan, rowspan, mark }) => ({
          state: mark?.state ?? 'kept',
          colspan,
          rowspan,
          nodes: items.flatMap((eid) => {
            const one = paragraphs.get(eid);
            return one ? withPoints(one) : [];
          }),
        })),
      })),
    );
  }
  return { rows, standing };
}
