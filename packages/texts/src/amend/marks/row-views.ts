import { settledRow } from '../../settle/tree.ts';
import type { Authored, Cell, Item, Mark, Row, Run } from '../../model/text.ts';
import { paragraphsIn } from '../row-change.ts';
import { runsOf, textIn } from '../runs.ts';
import {
  bringerOf,
  byDepth,
  changerOf,
  keyOfLayer,
  layItem,
  proposedIn,
  within,
  wordsOn,
  type Host,
  type Layer,
  type Proposed,
} from './layers.ts';
import { formerly, unstruck, withoutMove, type Author } from './views.ts';

/** A row as one layer would have it, clean. Whether the row itself came or went is left to the caller. */
export function rowOn(row: Row, layer: Layer, host: Host | null): Row {
  const { mark: _mark, ...rest } = row;
  const cells = row.cells.flatMap((cell) => cellOn(cell, layer, host));
  return settledRow({ ...rest, cells }, 'accept');
}

/** The layers of a row, each after the one that it amends. */
export function proposedInRow(row: Row, host: Host | null): Proposed[] {
  const out = new Map<string, Proposed>();
  const see = (one: Proposed): unknown => out.has(keyOfLayer(one.layer)) || out.set(keyOfLayer(one.layer), one);
  const shape = (by: Authored | undefined): void => {
    if (by === undefined) return;
    see({ layer: within(host, by.author), mark: withoutMove(by) });
  };
  for (const cell of row.cells) {
    shape(cell.mark);
    shape(cell.was);
    for (const item of paragraphsIn(cell)) {
      proposedIn(layItem(item, host)).forEach(see);
      shape(item.end);
    }
  }
  return byDepth([...out.values()]);
}

/** Whether an author makes cells of a row come, go, or cover others, or puts words where a cell holds no paragraph. */
export const shapes = (row: Row, author: Author): boolean =>
  row.cells.some((cell) => {
    if (cell.mark !== undefined && cell.mark.author === author) return true;
    if (cell.was !== undefined && cell.was.author === author) return true;
    const items = paragraphsIn(cell);
    return (
      items.every((item) => item.state === 'inserted') && items.some((item) => bringerOf(item.runs)?.author === author)
    );
  });

/** A row without the changes of some authors: as if they had made none. */
export function rowWithout(row: Row, authors: ReadonlySet<Author>): Row {
  return {
    ...row,
    cells: row.cells.flatMap((cell): Cell[] => {
      if (cell.mark?.state === 'inserted' && authors.has(cell.mark.author)) return [];
      return [{ ...unspanned(cell, authors, true), items: cell.items.flatMap((item) => itemWithout(item, authors)) }];
    }),
  };
}

function itemWithout(item: Item, authors: ReadonlySet<Author>): Item[] {
  const items = item.items.flatMap((one) => itemWithout(one, authors));
  if (item.state === 'inserted' && authors.has(changerOf(item))) return items;
  const theirs = (layer: Layer | null): boolean => layer !== null && authors.has(layer[0]);
  const runs = layItem(item, null).flatMap(({ run, on, struck }): Run[] =>
    theirs(on) ? [] : [theirs(struck) ? formerly(run) : run],
  );
  const back = item.state === 'deleted' && authors.has(changerOf(item));
  return [{ ...item, runs, text: textIn(runs), items, ...(back ? { state: 'kept' as const } : {}) }];
}

/** A row that one author strikes, as the others left it. */
export function rowUnstruck(row: Row, author: Author): Row {
  const item = (one: Item): Item => {
    const runs = unstruck(runsOf(one), author);
    const states = new Set(runs.map((run) => run.mark?.state ?? 'kept'));
    const [only] = states;
    const state = states.size === 1 && only !== undefined ? only : 'kept';
    return { ...one, runs, state, text: textIn(runs), items: one.items.map(item) };
  };
  const { mark: _mark, ...rest } = row;
  return { ...rest, cells: row.cells.map((cell) => ({ ...cell, items: cell.items.map(item) })) };
}

// Spans as they were where these authors changed them (`own`), or where others did.
function unspanned(cell: Cell, authors: ReadonlySet<Author>, own: boolean): Cell {
  const { was, mark, ...rest } = cell;
  const undone = mark !== undefined && authors.has(mark.author) === own;
  const out: Cell = { ...rest, ...(mark === undefined || undone ? {} : { mark }) };
  if (was === undefined) return out;
  if (authors.has(was.author) !== own) return { ...out, was };
  for (const name of ['colspan', 'rowspan'] as const) {
    const span = was[name];
    if (span === null) delete out[name];
    else if (span !== undefined) out[name] = span;
  }
  return out;
}

// The marks of others are undone; those of these authors stay, for settling.
function cellOn(cell: Cell, layer: Layer, host: Host | null): Cell[] {
  const authors = new Set(layer);
  if (cell.mark?.state === 'inserted' && !authors.has(cell.mark.author)) return [];
  return [{ ...unspanned(cell, authors, false), items: cell.items.map((item) => itemOn(item, layer, host)) }];
}

// Who undoes an end that came joins what it parted: for settling, an end that goes.
function itemOn(item: Item, layer: Layer, host: Host | null): Item {
  const { end, ...rest } = item;
  const authors = new Set(layer);
  const own = item.state === 'kept' || authors.has(changerOf(item));
  const runs = wordsOn(layItem(item, host), layer);
  return {
    ...rest,
    ...endBy(end, authors),
    state: own ? item.state : item.state === 'inserted' ? 'deleted' : 'kept',
    runs,
    text: textIn(runs),
    items: item.items.map((one) => itemOn(one, layer, host)),
  };
}

function endBy(end: Mark | undefined, authors: ReadonlySet<Author>): Pick<Item, 'end'> {
  if (end === undefined) return {};
  if (authors.has(end.author)) return { end };
  return end.state === 'inserted' ? { end: { ...end, state: 'deleted' } } : {};
}
