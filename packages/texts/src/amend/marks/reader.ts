import type { Authored, Group, Item, Mark, Row, Run } from '../../model/text.ts';
import type { AmendmentOp, AmendNote, NewParagraph } from '../model.ts';
import { authorsIn, isWholeGroup, markOfGroup } from './groups.ts';
import { chainsIn, changesOfChain, type Chain } from './chains.ts';
import {
  after,
  authorsOf,
  before,
  markOf,
  marksOf,
  rowBy,
  rowUnstruck,
  rowWithout,
  unstruck,
  withoutMove,
  wordsBy,
  type Author,
} from './views.ts';
import { paragraphsIn, rowKey } from '../row-change.ts';
import { clean, keyOf, runsOf } from '../runs.ts';

/** One change read from marks, and whose it is. */
export interface Read {
  author: string;
  date?: string;
  /** Equal for changes of one paragraph. */
  paragraph: string;
  lines: number[];
  op: AmendmentOp;
}

type Table = readonly Row[];

/** What a list of paragraphs stands in; `part`: in what is split off the target, by each author's own addition. */
interface Parent {
  target: string;
  kind: 'group' | 'item' | 'part';
  tails?: ReadonlyMap<Author, string>;
}

function anchorIn({ target, kind, tails }: Parent, author: Author): Pick<AmendmentOp, 'target' | 'place'> {
  const tail = kind === 'part' ? tails?.get(author) : undefined;
  if (tail !== undefined) return { target: tail, place: 'inside' };
  return { target, place: kind === 'group' ? 'heading' : kind === 'item' ? 'inside' : 'after' };
}

/**
 * Reads the changes of a marked tree. What was there before is named by `addressOf` (from the address in the marked tree to
 * that in the text before); what was inserted hangs on the paragraph before it.
 */
export class MarkReader {
  readonly found: Read[] = [];
  readonly notes: AmendNote[] = [];
  readonly #unnamed: string;
  readonly #addressOf: (eId: string) => string | undefined;
  /** Paragraphs of chains: whether they begin a paragraph in the text before. */
  readonly #chained = new Map<Item, boolean>();
  readonly #heads = new Map<Item, Chain>();
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
      this.#list(group.items, { target, kind: 'group' });
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

  // A list with all below it: first where its paragraphs are split or joined.
  #list(list: readonly Item[], parent: Parent | null): void {
    for (const chain of chainsIn(list)) {
      this.#heads.set(chain.head, chain);
      for (const { item } of chain.lines) this.#chained.set(item, chain.stood(item));
    }
    this.#items(list, parent);
  }

  // Gives the addition with which the chain ends in the reading of an author, by author.
  #ends(chain: Chain): Map<Author, string> {
    const made: AmendmentOp[] = [];
    const tails = new Map<Author, string>();
    for (const { author, mark, op, lines, tail } of changesOfChain(chain)) {
      const { target, ...rest } = op;
      const at = typeof target === 'number' ? (made[target]?.id ?? '') : this.#target(target);
      const paragraph = rest.act === 'MOD' ? at : `+${chain.head.eId}`;
      const rank = rest.act === 'ADD' ? { rank: this.#count } : {};
      const one = this.#push(mark, paragraph, lines, { ...rest, target: at, ...rank });
      made.push(one);
      if (tail) tails.set(author, one.id);
    }
    return tails;
  }

  // Paragraphs of one list. Those below an inserted one stand in this list in the text before.
  #items(list: readonly Item[], parent: Parent | null): void {
    let last: string | null = null;
    let tails: ReadonlyMap<Author, string> = new Map();
    const flat = (items: readonly Item[]): Item[] =>
      items.flatMap((item) =>
        item.state === 'inserted' && (this.#chained.has(item) || !isNewThroughout(item))
          ? [item, ...flat(item.items)]
          : [item],
      );
    const all = flat(list);
    // A paragraph that is split off stands in the text before as words of another.
    const stands = (item: Item): boolean => this.#chained.get(item) ?? item.state !== 'inserted';
    for (const [i, item] of all.entries()) {
      const chain = this.#heads.get(item);
      if (chain !== undefined) tails = this.#ends(chain);
      if (this.#chained.has(item)) {
        const own = stands(item);
        if (own) last = this.#target(item);
        const within: Parent | null = last === null ? parent : { target: last, kind: own ? 'item' : 'part', tails };
        if (item.state !== 'inserted') this.#items(item.items, within);
        continue;
      }
      if (item.state === 'inserted') {
        const next = all.slice(i + 1).find(stands);
        const [author] = authorsOf(item);
        const anchor =
          last !== null
            ? { target: tails.get(author) ?? last, place: 'after' as const }
            : next !== undefined
              ? { target: this.#target(next), place: 'before' as const }
              : parent && anchorIn(parent, author);
        if (anchor === null) this.#lost(item.eId, 'a cell without any paragraph before gives no place for it');
        else this.#add(item, anchor);
        continue;
      }
      last = this.#target(item);
      tails = new Map();
      this.#item(item, last);
    }
  }

  #add(item: Item, anchor: Pick<AmendmentOp, 'target' | 'place'>): void {
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
    if (item.end !== undefined)
      this.notes.push({
        code: 'split-or-joined',
        message: `${item.eId}: it is split or joined across a heading, which no amendment does; its words alone are read`,
        target: item.eId,
      });
    if (item.state === 'deleted') {
      const old = before(item.runs);
      const mark = strikerOf(item);
      const whole = item.items.every((one) => isGone(one, mark.author));
      this.#push(mark, target, item.lines, { act: 'SUP', target, ...(whole ? {} : { alone: true as const }) });
      this.#words(unstruck(item.runs, mark.author), old, { target }, item.lines);
      if (whole) return;
    } else this.#words(item.runs, before(item.runs), { target }, item.lines);
    this.#items(item.items, { target, kind: 'item' });
  }

  // Per author: the words as they would be with this author's changes only.
  #words(runs: readonly Run[], old: readonly Run[], at: Pick<AmendmentOp, 'target' | 'place'>, lines: number[]): void {
    for (const [author, mark] of marksOf(runs)) {
      const proposed = wordsBy(runs, new Set([author]));
      if (keyOf(proposed) === keyOf(old)) continue;
      this.#push(mark, at.target, lines, { act: 'MOD', ...at, runs: proposed });
    }
  }

  #rows(table: Table, target: string): void {
    let index = 0;
    let open: AmendmentOp | null = null;
    // For each author the rows one after another whose cells that author changes: they stand or fall together.
    const runs = new Map<Author, { last: number; first: number }>();
    for (const row of table) {
      if (row.mark?.state === 'inserted') {
        const others = [...authorsInRow(row).keys()].some((author) => author !== row.mark?.author);
        const own = rowBy(row, new Set([row.mark.author]));
        if (open !== null && !others && this.found.at(-1)?.author === (row.mark.author ?? this.#unnamed))
          open.rows?.push(own);
        else
          open = this.#push(withoutMove(row.mark), `+${target}/${index}`, linesOf(row), {
            act: 'ADD',
            target,
            row: index,
            rows: [own],
          });
        if (others) {
          this.#wordsOfOthers(row, row.mark.author, open);
          open = null;
        }
        continue;
      }
      open = null;
      this.#row(row, target, index, runs);
      index++;
    }
  }

  // Others' words in a row that one author adds are theirs to propose: amendments to that addition.
  #wordsOfOthers(row: Row, first: Author, added: AmendmentOp): void {
    const own = rowBy(row, new Set([first]));
    for (const [author, mark] of authorsInRow(row)) {
      const next = rowBy(row, new Set([first, author]));
      if (author !== first && rowKey(next) !== rowKey(own))
        this.#push(mark, `+${added.id}`, linesOf(row), { act: 'MOD', target: added.id, rows: [next] });
    }
  }

  // Who changes cells themselves, or fills one that held nothing, proposes the row as it is then; others their words.
  #row(given: Row, target: string, index: number, runs: Map<Author, { last: number; first: number }>): void {
    const row = given.mark === undefined ? given : rowUnstruck(given, given.mark.author);
    const paragraph = `${target}/${index}`;
    const whole = new Set<Author>();
    if (given.mark !== undefined) {
      whole.add(given.mark.author);
      this.#push(withoutMove(given.mark), paragraph, linesOf(row), { act: 'SUP', target, row: index });
    }
    for (const [author, mark] of authorsInRow(row)) {
      if (whole.has(author) || !shapes(row, author)) continue;
      whole.add(author);
      const above = runs.get(author);
      const first = above?.last === index - 1 ? above.first : index;
      runs.set(author, { first, last: index });
      const rows = [rowBy(row, new Set([author]))];
      const together = `cells-${target}/${first}`;
      this.#push(mark, paragraph, linesOf(row), { act: 'MOD', target, row: index, rows, together });
    }
    const rest = whole.size === 0 ? row : rowWithout(row, whole);
    for (const cell of rest.cells) this.#list(cell.items, null);
  }
}

/** Everyone who changed something in a row, with a mark of each. */
function authorsInRow(row: Row): Map<Author, Partial<Mark>> {
  const out = new Map<Author, Partial<Mark>>();
  const see = (by: Authored | undefined): void => {
    if (by !== undefined && !out.has(by.author)) out.set(by.author, withoutMove(by));
  };
  for (const cell of row.cells) {
    see(cell.mark);
    see(cell.was);
    for (const item of paragraphsIn(cell)) {
      for (const mark of marksOf(item.runs).values()) see(mark);
      see(item.end);
    }
  }
  return out;
}

// Whether an author makes cells come, go, or cover others, or puts words where a cell holds no paragraph.
const shapes = (row: Row, author: Author): boolean =>
  row.cells.some((cell) => {
    if (cell.mark !== undefined && cell.mark.author === author) return true;
    if (cell.was !== undefined && cell.was.author === author) return true;
    const items = paragraphsIn(cell);
    return items.every((item) => item.state === 'inserted') && items.some((item) => authorsOf(item).has(author));
  });

const authorsBelow = (item: Item): Set<Author> =>
  new Set([...authorsOf(item), ...item.items.flatMap((one) => [...authorsBelow(one)])]);
// Who strikes a paragraph: whoever strikes most of its words.
function strikerOf(item: Item): Partial<Mark> {
  const lengths = new Map<Author, number>();
  for (const { mark, text } of item.runs)
    if (mark?.state === 'deleted') lengths.set(mark.author, (lengths.get(mark.author) ?? 0) + text.length);
  const [most] = [...lengths].sort((a, b) => b[1] - a[1]);
  const found = most && item.runs.find(({ mark }) => mark?.state === 'deleted' && mark.author === most[0])?.mark;
  return found ?? markOf(item, 'deleted');
}
const isNewThroughout = (item: Item): boolean => item.state === 'inserted' && item.items.every(isNewThroughout);
const isGone = (item: Item, author: Author): boolean =>
  item.state === 'deleted' &&
  markOf(item, 'deleted').author === author &&
  item.items.every((one) => isGone(one, author));

const cellItems = (row: Row): Item[] => row.cells.flatMap((cell) => cell.items);
const linesOf = (row: Row): number[] => cellItems(row).flatMap((item) => item.lines);

function cleanRow(row: Row): Row {
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
