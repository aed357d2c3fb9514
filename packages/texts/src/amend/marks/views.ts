import { settledRow } from '../../settle/tree.ts';
import type { Authored, Cell, Item, Mark, Row, Run } from '../../model/text.ts';
import { clean, join, runsOf, textIn } from '../runs.ts';

/** Who made a change; undefined where the file does not say. */
export type Author = string | undefined;
export type Change = 'inserted' | 'deleted';

export const withoutMove = ({ author, date }: Authored): Partial<Mark> => ({
  ...(author === undefined ? {} : { author }),
  ...(date === undefined ? {} : { date }),
});

const unformatted = ({ was: _was, mark: _mark, passed: _passed, ...run }: Run): Run => run;
/** A run in its formatting before a change of it. */
function formerly(run: Run): Run {
  if (run.was === undefined) return unformatted(run);
  const {
    bold: _b,
    italic: _i,
    underline: _u,
    strike: _s,
    sup: _p,
    sub: _d,
    lang: _l,
    rtl: _r,
    ...bare
  } = unformatted(run);
  return { ...bare, ...run.was.format };
}

/** Words as they were before all changes, and after all. */
export const before = (runs: readonly Run[]): Run[] =>
  join(runs.filter((run) => run.mark?.state !== 'inserted' && run.passed === undefined).map(formerly));
export const after = (runs: readonly Run[]): Run[] => clean(runs);

/** Words as they stand with the changes of some authors only. */
export const wordsBy = (runs: readonly Run[], authors: ReadonlySet<Author>): Run[] =>
  join(runs.flatMap((run) => runBy(run, authors)));

function runBy(run: Run, authors: ReadonlySet<Author>): Run[] {
  if (run.passed !== undefined) return [];
  const own = run.mark !== undefined && authors.has(run.mark.author);
  if (run.mark?.state === 'inserted') return own ? [unformatted(run)] : [];
  if (run.mark?.state === 'deleted' && own) return [];
  return [run.was !== undefined && authors.has(run.was.author) ? unformatted(run) : formerly(run)];
}

/** The authors of the changes in some words, with the first mark of each. */
export function marksOf(runs: readonly Run[]): Map<Author, Partial<Mark>> {
  const out = new Map<Author, Partial<Mark>>();
  for (const run of runs) {
    const by = run.mark ?? run.was;
    if (by !== undefined && !out.has(by.author)) out.set(by.author, withoutMove(by));
  }
  return out;
}

const worded = (item: Item): Run[] => item.runs.filter((run) => run.text !== '' || run.note !== undefined);
/** The first mark of a paragraph that says that it came, or went. */
export const markOf = (item: Item, state: Change): Partial<Mark> =>
  worded(item).find((run) => run.mark?.state === state)?.mark ?? {};
/** The authors of words that came into a paragraph. */
export const authorsOf = (item: Item): Set<Author> =>
  new Set(worded(item).flatMap((run) => (run.mark?.state === 'inserted' ? [run.mark.author] : [])));

/** A row with the changes of some authors only, clean. Whether the row itself came or went is left to the caller. */
export function rowBy(row: Row, authors: ReadonlySet<Author>): Row {
  const { mark: _mark, ...rest } = row;
  return settledRow({ ...rest, cells: row.cells.flatMap((cell) => cellBy(cell, authors)) }, 'accept');
}

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
  if (item.state === 'inserted' && authors.has(markOf(item, 'inserted').author)) return items;
  const runs = item.runs.flatMap((run): Run[] => {
    if (run.mark === undefined || !authors.has(run.mark.author)) return [run];
    return run.mark.state === 'inserted' ? [] : [formerly(run)];
  });
  const back = item.state === 'deleted' && authors.has(markOf(item, 'deleted').author);
  return [{ ...item, runs, text: textIn(runs), items, ...(back ? { state: 'kept' as const } : {}) }];
}

/** Words of a paragraph or row that one author strikes whole, as the others left them: what they changed in it is theirs. */
export const unstruck = (runs: readonly Run[], author: Author): Run[] =>
  runs.flatMap((run): Run[] => {
    const { passed, ...rest } = run;
    if (passed !== undefined)
      return passed.deleted.author === author
        ? [{ ...rest, text: passed.text, mark: { ...withoutMove(passed.inserted), state: 'inserted' } }]
        : [];
    return run.mark?.state === 'deleted' && run.mark.author === author ? [formerly(run)] : [run];
  });

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
function cellBy(cell: Cell, authors: ReadonlySet<Author>): Cell[] {
  if (cell.mark?.state === 'inserted' && !authors.has(cell.mark.author)) return [];
  return [{ ...unspanned(cell, authors, false), items: cell.items.map((item) => itemBy(item, authors)) }];
}

// Who undoes an end that came joins what it parted: for settling, an end that goes.
function itemBy(item: Item, authors: ReadonlySet<Author>): Item {
  const { end, ...rest } = item;
  const own = item.state === 'kept' || authors.has(markOf(item, item.state).author);
  const runs = wordsBy(runsOf(item), authors);
  return {
    ...rest,
    ...endBy(end, authors),
    state: own ? item.state : item.state === 'inserted' ? 'deleted' : 'kept',
    runs,
    text: textIn(runs),
    items: item.items.map((one) => itemBy(one, authors)),
  };
}

function endBy(end: Mark | undefined, authors: ReadonlySet<Author>): Pick<Item, 'end'> {
  if (end === undefined) return {};
  if (authors.has(end.author)) return { end };
  return end.state === 'inserted' ? { end: { ...end, state: 'deleted' } } : {};
}
