import type { Group, Item, Mark, Run } from '../model/text.ts';
import type { AmendmentOp, AmendNote, NewParagraph } from './model.ts';
import { clean, join, keyOf, runsOf } from './runs.ts';
import { cellsChanged, rowApart } from '../write/marked-rows.ts';

/** One change read from marks, and whose it is. */
export interface Read {
  author: string;
  date?: string;
  /** Equal for changes of one paragraph. */
  paragraph: string;
  lines: number[];
  op: AmendmentOp;
}

type Change = 'inserted' | 'deleted';
type Table = NonNullable<Group['table']>;

/**
 * Reads the changes of a marked tree. What was there before is named by `addressOf` (from the address in the marked tree to
 * that in the text before); what was inserted hangs on the paragraph before it.
 */
export class MarkReader {
  readonly found: Read[] = [];
  readonly notes: AmendNote[] = [];
  readonly #unnamed: string;
  readonly #addressOf: (eId: string) => string | undefined;
  #count = 0;

  constructor(unnamed: string, addressOf: (eId: string) => string | undefined) {
    this.#unnamed = unnamed;
    this.#addressOf = addressOf;
  }

  /** Groups of one list; `parent` is the target of the group that they stand in. */
  groups(list: readonly Group[], parent: string | null): void {
    let last: string | null = null;
    for (const [i, group] of list.entries()) {
      if (isWholeGroup(group, 'inserted')) {
        const next = list.slice(i + 1).find((one) => !isWholeGroup(one, 'inserted'));
        const anchor =
          last !== null
            ? { target: last, place: 'after' as const }
            : next !== undefined
              ? { target: this.#target(next), place: 'before' as const }
              : parent !== null
                ? { target: parent, place: 'inside' as const }
                : null;
        if (anchor === null) this.#lost(group.eId, 'a text without any part before gives no place for it');
        else this.#addGroup(group, anchor);
        continue;
      }
      const target = this.#target(group);
      last = target;
      if (isWholeGroup(group, 'deleted') && authorsIn(group).size <= 1) {
        const mark = markOfGroup(group);
        this.#push(mark, target, group.lines, { act: 'SUP', target });
        continue;
      }
      this.#heading(group, target);
      this.#items(group.items, { target, kind: 'group' });
      if (group.table) this.#rows(group.table, target);
      this.groups(group.groups, target);
    }
  }

  #target(one: Group | Item): string {
    const eId = one.was?.eId ?? one.eId;
    return this.#addressOf(eId) ?? eId;
  }

  #lost(place: string, why: string): void {
    this.notes.push({ code: 'not-applied', message: `${place}: ${why}`, target: place });
  }

  #push(mark: Partial<Mark>, paragraph: string, lines: number[], change: Omit<AmendmentOp, 'id'>): AmendmentOp {
    const op: AmendmentOp = {
      id: `op-${++this.#count}`,
      ...change,
      ...(mark.move === undefined ? {} : { move: mark.move }),
    };
    this.found.push({
      author: mark.author ?? this.#unnamed,
      ...(mark.date === undefined ? {} : { date: mark.date }),
      paragraph,
      lines,
      op,
    });
    return op;
  }

  #addGroup(group: Group, anchor: Pick<AmendmentOp, 'target'> & { place: 'before' | 'after' | 'inside' }): void {
    if (authorsIn(group).size > 1) this.#several(group.eId);
    const op = this.#push(markOfGroup(group), `+${group.eId}`, group.lines, {
      act: 'ADD',
      ...anchor,
      part: group.part,
      runs: clean(group.headingRuns ?? (group.heading === '' ? [] : [{ text: group.heading }])),
      ...(group.label === undefined ? {} : { label: group.label }),
      items: group.items.map(paragraphFrom),
      ...(group.table === undefined ? {} : { rows: group.table.map(cleanRow) }),
      rank: this.#count,
    });
    for (const one of group.groups) this.#addGroup(one, { target: op.id, place: 'inside' });
  }

  #several(eId: string): void {
    this.notes.push({
      code: 'several-authors',
      message: `${eId}: several authors worded what is new here; it stands under the first one's name`,
      target: eId,
    });
  }

  #heading(group: Group, target: string): void {
    const runs = group.headingRuns ?? [];
    if (runs.length === 0) return;
    const old = before(runs);
    if (old.length > 0 && after(runs).length === 0) {
      const mark = runs.find((run) => run.mark?.state === 'deleted')?.mark ?? {};
      this.#push(mark, target, group.lines, { act: 'SUP', target, place: 'heading' });
    } else this.#words(runs, old, { target, place: 'heading' }, group.lines);
  }

  // Paragraphs of one list. Those below an inserted one stand in this list in the text before.
  #items(list: readonly Item[], parent: { target: string; kind: 'group' | 'item' } | null): void {
    let last: string | null = null;
    const flat = (items: readonly Item[]): Item[] =>
      items.flatMap((item) =>
        item.state === 'inserted' && !isNewThroughout(item) ? [item, ...flat(item.items)] : [item],
      );
    const all = flat(list);
    for (const [i, item] of all.entries()) {
      if (item.state === 'inserted') {
        const next = all.slice(i + 1).find((one) => one.state !== 'inserted');
        const anchor =
          last !== null
            ? { target: last, place: 'after' as const }
            : next !== undefined
              ? { target: this.#target(next), place: 'before' as const }
              : parent === null
                ? null
                : {
                    target: parent.target,
                    place: parent.kind === 'group' ? ('heading' as const) : ('inside' as const),
                  };
        if (anchor === null) this.#lost(item.eId, 'a cell without any paragraph before gives no place for it');
        else this.#add(item, anchor);
        continue;
      }
      last = this.#target(item);
      this.#item(item, last);
    }
  }

  #add(item: Item, anchor: { target: string; place: 'before' | 'after' | 'heading' | 'inside' }): void {
    const authors = authorsOf(item);
    if (authors.size > 1) this.#several(item.eId);
    const below = isNewThroughout(item) ? item.items : [];
    const [author] = authors;
    // What another author adds below is that author's own proposal.
    const own = below.every((one) => [...authorsBelow(one)].every((name) => name === author));
    const op = this.#push(markOf(item, 'inserted'), `+${item.eId}`, item.lines, {
      act: 'ADD',
      ...anchor,
      runs: clean(runsOf(item)),
      label: item.label,
      ...(own && below.length > 0 ? { items: below.map(paragraphFrom) } : {}),
      rank: this.#count,
    });
    if (!own) for (const one of below) this.#add(one, { target: op.id, place: 'inside' });
  }

  #item(item: Item, target: string): void {
    if (item.state === 'deleted') {
      const mark = markOf(item, 'deleted');
      const whole = item.items.every((one) => isGone(one, mark.author));
      this.#push(mark, target, item.lines, { act: 'SUP', target, ...(whole ? {} : { alone: true as const }) });
      if (whole) return;
    } else this.#words(item.runs, before(item.runs), { target }, item.lines);
    this.#items(item.items, { target, kind: 'item' });
  }

  // Per author: the words as they would be with this author's changes only.
  #words(runs: readonly Run[], old: readonly Run[], at: Pick<AmendmentOp, 'target' | 'place'>, lines: number[]): void {
    const authors = new Map<string | undefined, Partial<Mark>>();
    for (const run of runs) {
      const by = run.mark ?? run.was;
      if (by && !authors.has(by.author))
        authors.set(
          by.author,
          run.mark ? withoutMove(run.mark) : ({ author: by.author, date: by.date } as Partial<Mark>),
        );
    }
    for (const [author, mark] of authors) {
      const proposed = join(runs.flatMap((run) => asBy(run, author)));
      if (keyOf(proposed) === keyOf(old)) continue;
      this.#push(mark, at.target, lines, { act: 'MOD', ...at, runs: proposed });
    }
  }

  #rows(table: Table, target: string): void {
    let index = 0;
    let open: AmendmentOp | null = null;
    for (const row of table.flatMap(wholeRows)) {
      const change = changeOf(row);
      if (change === 'inserted') {
        const mark = row.mark ?? markOfRow(row, 'inserted');
        if (open !== null && this.found.at(-1)?.author === (mark.author ?? this.#unnamed))
          open.rows?.push(cleanRow(row));
        else
          open = this.#push(withoutMove(mark), `+${target}/${index}`, linesOf(row), {
            act: 'ADD',
            target,
            row: index,
            rows: [cleanRow(row)],
          });
        continue;
      }
      open = null;
      if (change === 'deleted') {
        const mark = row.mark ?? markOfRow(row, 'deleted');
        this.#push(withoutMove(mark), `${target}/${index}`, linesOf(row), { act: 'SUP', target, row: index });
      } else for (const cell of row.cells) this.#items(cell.items, null);
      index++;
    }
  }
}

// An amendment is about rows: one of which cells came, went or were merged is struck, and added as it is then.
const wholeRows = (row: Table[number]): Table =>
  cellsChanged(row) ? (['deleted', 'inserted'] as const).flatMap((state) => rowApart(row, state) ?? []) : [row];

const withoutMove = ({ author, date }: Partial<Mark>): Partial<Mark> => ({
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
const before = (runs: readonly Run[]): Run[] =>
  join(runs.filter((run) => run.mark?.state !== 'inserted' && run.passed === undefined).map(formerly));
const after = (runs: readonly Run[]): Run[] => clean(runs);

// A run as it stands with the changes of one author only.
function asBy(run: Run, author: string | undefined): Run[] {
  if (run.passed !== undefined) return [];
  const own = run.mark?.author === author;
  if (run.mark?.state === 'inserted') return own ? [unformatted(run)] : [];
  if (run.mark?.state === 'deleted' && own) return [];
  return [run.was !== undefined && run.was.author === author ? unformatted(run) : formerly(run)];
}

const worded = (item: Item): Run[] => item.runs.filter((run) => run.text !== '' || run.note !== undefined);
const markOf = (item: Item, state: Change): Partial<Mark> =>
  worded(item).find((run) => run.mark?.state === state)?.mark ?? {};
const authorsOf = (item: Item): Set<string | undefined> =>
  new Set(worded(item).flatMap((run) => (run.mark?.state === 'inserted' ? [run.mark.author] : [])));
const authorsBelow = (item: Item): Set<string | undefined> =>
  new Set([...authorsOf(item), ...item.items.flatMap((one) => [...authorsBelow(one)])]);
const isNewThroughout = (item: Item): boolean => item.state === 'inserted' && item.items.every(isNewThroughout);
const isGone = (item: Item, author: string | undefined): boolean =>
  item.state === 'deleted' &&
  markOf(item, 'deleted').author === author &&
  item.items.every((one) => isGone(one, author));

const cellItems = (row: Table[number]): Item[] => row.cells.flatMap((cell) => cell.items);
function changeOf(row: Table[number]): Change | null {
  if (row.mark) return row.mark.state;
  const items = cellItems(row).filter((item) => item.text !== '' || item.items.length > 0);
  const all = (state: Change): boolean => items.length > 0 && items.every((item) => item.state === state);
  // A row of which only the words are marked stays, unless it came with its table.
  return all('inserted') ? 'inserted' : null;
}
const markOfRow = (row: Table[number], state: Change): Partial<Mark> =>
  cellItems(row)
    .map((item) => markOf(item, state))
    .find((mark) => mark.author !== undefined) ?? {};
const linesOf = (row: Table[number]): number[] => cellItems(row).flatMap((item) => item.lines);

function cleanRow(row: Table[number]): Table[number] {
  const { mark: _mark, ...rest } = row;
  return {
    ...rest,
    cells: row.cells.map((cell) => ({
      ...cell,
      items: cell.items.filter((item) => item.state !== 'deleted').map(cleanItem),
    })),
  };
}
const cleanItem = (item: Item): Item => {
  const { oldLabel: _old, was: _was, ...rest } = item;
  return { ...rest, state: 'kept', runs: clean(runsOf(item)), items: item.items.map(cleanItem) };
};
const paragraphFrom = (item: Item): NewParagraph => ({
  runs: clean(runsOf(item)),
  label: item.label,
  ...(item.items.length === 0 ? {} : { items: item.items.map(paragraphFrom) }),
});

/** Whether a group came, or went, with its heading and all below it. */
function isWholeGroup(group: Group, change: Change): boolean {
  if (group.state === change) return true;
  const runs = (group.headingRuns ?? []).filter((run) => run.text.trim() !== '');
  const heading = runs.length > 0 && runs.every((run) => run.mark?.state === change);
  const none = group.heading === '' && runs.length === 0;
  if (!heading && !none) return false;
  const whole = (item: Item): boolean => item.state === change && item.items.every(whole);
  const rows = group.table ?? [];
  const some = group.items.length + rows.length + group.groups.length > 0;
  return (
    (heading || some) &&
    group.items.every(whole) &&
    rows.every((row) =>
      row.mark ? row.mark.state === change : cellItems(row).length > 0 && cellItems(row).every(whole),
    ) &&
    group.groups.every((one) => isWholeGroup(one, change))
  );
}

function* marksIn(group: Group): Generator<Mark> {
  const runs = function* (list: readonly Run[]): Generator<Mark> {
    for (const run of list) if (run.mark && run.text !== '') yield run.mark;
  };
  const items = function* (list: readonly Item[]): Generator<Mark> {
    for (const item of list) {
      yield* runs(item.runs);
      yield* items(item.items);
    }
  };
  yield* runs(group.headingRuns ?? []);
  yield* items(group.items);
  for (const row of group.table ?? []) {
    if (row.mark) yield row.mark;
    for (const cell of row.cells) yield* items(cell.items);
  }
  for (const one of group.groups) yield* marksIn(one);
}
const authorsIn = (group: Group): Set<string | undefined> => new Set([...marksIn(group)].map((mark) => mark.author));
const markOfGroup = (group: Group): Partial<Mark> => {
  const [first] = marksIn(group);
  return first === undefined ? {} : withoutMove(first);
};
