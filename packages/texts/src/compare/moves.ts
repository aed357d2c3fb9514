import type { Item, Run, Text } from '../model/text.ts';
import { itemsIn } from '../structure/items.ts';

/** Each paragraph that moved whole and its other end, where both tell the same words but for those marked at the new place. */
export function movesIn(text: Text): Map<Item, Item> {
  const [went, came] = [new Map<string, Item>(), new Map<string, Item>()];
  for (const { item } of itemsIn(text.groups)) {
    const move = item.runs.find((run) => run.mark?.move !== undefined)?.mark?.move;
    const whole = item.runs.every((run) => run.passed ?? run.mark?.state === item.state);
    if (move !== undefined && whole) (item.state === 'deleted' ? went : came).set(move, item);
  }
  const moves = new Map<Item, Item>();
  for (const [move, from] of went) {
    const to = came.get(move);
    if (!to || brought(from) !== brought(to)) continue;
    moves.set(from, to).set(to, from);
  }
  return moves;
}

/** The words that a paragraph at one end of a move has in common with the other end, without spaces. */
const brought = (item: Item): string =>
  item.runs
    .map((run) => run.passed?.text ?? (run.mark?.move === undefined || run.note !== undefined ? '' : run.text))
    .join('')
    .replace(/\s/g, '');

/** The runs of a paragraph where it stands now: what it brought is not marked, only what changed in it. */
export const arrivedRuns = (item: Item): Run[] =>
  item.runs.map(({ mark, ...run }) => (mark && mark.move === undefined ? { ...run, mark } : run));
