import type { Group, Item, Row, Run, Text } from '../model/text.ts';

/** What may move whole: a paragraph, a heading (without what stands below it), a row of a table. */
export type Movable = Item | Group | Row;

/** Each part that moved whole and its other end, where both tell the same words but for those marked at the new place. */
export function movesIn(text: Text): Map<Movable, Movable> {
  const ends = { deleted: new Map<string, Movable>(), inserted: new Map<string, Movable>() };
  const meet = (part: Movable, state: Item['state'] | undefined): void => {
    const runs = runsIn(part);
    const move = runs.find((run) => run.mark?.move !== undefined)?.mark?.move;
    if (move === undefined || state === undefined || state === 'kept') return;
    if (runs.every((run) => run.passed ?? run.mark?.state === state)) ends[state].set(move, part);
  };
  const walkItems = (items: readonly Item[]): void => {
    for (const item of items) {
      meet(item, item.state);
      walkItems(item.items);
    }
  };
  const walk = (groups: readonly Group[]): void => {
    for (const group of groups) {
      meet(group, group.state);
      walkItems(group.items);
      for (const row of group.table ?? [])
        if (row.mark?.move !== undefined) meet(row, row.mark.state);
        else for (const cell of row.cells) walkItems(cell.items);
      walk(group.groups);
    }
  };
  walk(text.groups);
  const moves = new Map<Movable, Movable>();
  for (const [move, from] of ends.deleted) {
    const to = ends.inserted.get(move);
    if (to && brought(from) === brought(to)) moves.set(from, to).set(to, from);
  }
  return moves;
}

const inItems = (items: readonly Item[]): Run[] => items.flatMap((item) => [...item.runs, ...inItems(item.items)]);
const runsIn = (part: Movable): readonly Run[] =>
  'cells' in part
    ? part.cells.flatMap((cell) => inItems(cell.items))
    : 'part' in part
      ? (part.headingRuns ?? [])
      : part.runs;

/** The words that one end of a move has in common with the other end, without spaces. */
const brought = (part: Movable): string =>
  runsIn(part)
    .map((run) => run.passed?.text ?? (run.mark?.move === undefined || run.note !== undefined ? '' : run.text))
    .join('')
    .replace(/\s/g, '');

/** The runs of what moved where they stand now: what it brought is not marked, only what changed in it. */
export const arrivedRuns = (runs: readonly Run[]): Run[] =>
  runs.map(({ mark, ...run }) => (mark && mark.move === undefined ? { ...run, mark } : run));
