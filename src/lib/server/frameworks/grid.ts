/** A concept of one side of a grid. */
export interface AxisConcept {
  code: string;
  parent: string | null;
  ord: number;
}
export interface GridCell {
  from: string;
  to: string;
  standing: 'official' | 'to-confirm';
  /** How many correspondences below this one it stands for besides: with targets of a goal. */
  below: number;
}

type Link = Pick<GridCell, 'from' | 'to' | 'standing'>;

/**
 * The concepts that head the rows or the columns of a grid, in the order of their tree: those that a correspondence names and
 * that stand under no other that is named (targets are shown with their goal), and what stands beside these without anything
 * named below it, for an empty row tells something too.
 */
export function axisOf(
  concepts: readonly AxisConcept[],
  named: ReadonlySet<string>,
): { code: string; of: Set<string> }[] {
  const byCode = new Map(concepts.map((one) => [one.code, one]));
  const above = (code: string): string[] => {
    const out: string[] = [];
    for (
      let one = byCode.get(code)?.parent ?? null;
      one !== null && out.length < 20;
      one = byCode.get(one)?.parent ?? null
    )
      out.push(one);
    return out;
  };
  const heads = new Map<string, Set<string>>();
  for (const code of named) {
    const head = above(code).findLast((one) => named.has(one)) ?? code;
    heads.set(head, (heads.get(head) ?? new Set()).add(code));
  }
  const covered = new Set([...heads.keys()].flatMap(above));
  const beside = new Set([...heads.keys()].map((code) => byCode.get(code)?.parent ?? null));
  for (const { code, parent } of concepts)
    if (beside.has(parent) && !heads.has(code) && !covered.has(code)) heads.set(code, new Set());
  const place = (code: string): string =>
    [code, ...above(code)]
      .reverse()
      .map((one) => String(byCode.get(one)?.ord ?? 0).padStart(7, '0'))
      .join(' ');
  return [...heads].sort(([a], [b]) => (place(a) < place(b) ? -1 : 1)).map(([code, of]) => ({ code, of }));
}

/** Correspondences gathered under the heads of a grid; a place is official where one that it stands for is. */
export function cellsIn(
  links: readonly Link[],
  rows: readonly { code: string; of: ReadonlySet<string> }[],
  columns: readonly { code: string; of: ReadonlySet<string> }[],
): GridCell[] {
  const headOf = (axis: typeof rows): Map<string, string> =>
    new Map(axis.flatMap(({ code, of }) => [...of].map((one): [string, string] => [one, code])));
  const [from, to] = [headOf(rows), headOf(columns)];
  const cells = new Map<string, GridCell>();
  for (const link of links) {
    const [row, column] = [from.get(link.from), to.get(link.to)];
    if (row === undefined || column === undefined) continue;
    const key = `${row}\n${column}`;
    const cell = cells.get(key) ?? { from: row, to: column, standing: 'to-confirm' as const, below: 0 };
    const own = link.from === row && link.to === column;
    cells.set(key, {
      ...cell,
      standing: link.standing === 'official' ? 'official' : cell.standing,
      below: cell.below + (own ? 0 : 1),
    });
  }
  return [...cells.values()];
}
