import type { Group, Item, Mark, Row, Run } from '../../model/text.ts';
import type { AmendmentOp, NewParagraph } from '../model.ts';
import { authorsIn, isWholeGroup, markOfGroup } from './groups.ts';
import { chainsIn, changesOfChain, type Chain } from './chains.ts';
import { bringerOf, lay, layItem, proposedIn, startsWith, wordsOn, type Laid, type Layer } from './layers.ts';
import { proposedInRow } from './row-views.ts';
import type { Found } from './found.ts';
import type { Passed } from './passed.ts';
import { readRows } from './rows.ts';
import { after, before, markOf, unstruck, withoutMove, type Author } from './views.ts';
import { clean, keyOf, runsOf, wordsIn } from '../runs.ts';

/** A proposal that others may amend; `was`: the words that it would change. */
interface Amended {
  layer: Layer;
  op: AmendmentOp;
  runs: Run[];
  was?: readonly Run[];
}

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
  readonly #found: Found;
  readonly #addressOf: (eId: string) => string | undefined;
  /** Paragraphs of chains: whether they begin a paragraph in the text before. */
  readonly #chained = new Map<Item, boolean>();
  readonly #heads = new Map<Item, Chain>();
  readonly #passed: Passed;

  constructor(found: Found, addressOf: (eId: string) => string | undefined, passed: Passed) {
    this.#found = found;
    this.#addressOf = addressOf;
    this.#passed = passed;
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
        if (anchor === null)
          this.#found.note('not-applied', group.eId, 'a text without any part before gives no place for it');
        else this.#addGroup(group, anchor);
        continue;
      }
      const target = this.#target(group);
      last = target;
      if (isWholeGroup(group, 'deleted') && authorsIn(group).size <= 1) {
        const mark = markOfGroup(group);
        this.#found.push(mark, target, group.lines, { act: 'SUP', target });
        continue;
      }
      this.#heading(group, target);
      this.#behind(group, { target, place: 'heading' });
      this.#list(group.items, { target, kind: 'group' });
      if (group.table) readRows(group, target, this.#found, (items) => this.#list(items, null));
      this.groups(group.groups, target);
    }
  }

  #target(one: Group | Item): string {
    const eId = one.was?.eId ?? one.eId;
    return this.#addressOf(eId) ?? eId;
  }

  #addGroup(group: Group, anchor: Pick<AmendmentOp, 'target'> & { place: 'before' | 'after' | 'inside' }): void {
    const heading = group.headingRuns ?? (group.heading === '' ? [] : [{ text: group.heading }]);
    const bringer = bringerOf(heading) ?? markOfGroup(group);
    const laid = lay(heading, bringer);
    const layer: Layer = [bringer.author];
    const runs = group.headingRuns === undefined ? heading : wordsOn(laid, layer);
    // What another author adds or changes below is that author's own proposal; the rows of a table come with it.
    const own = group.items.every((item) => isAllOf(item, bringer.author));
    const rows = group.table ?? [];
    if (rows.some((row) => proposedInRow(row, bringer).some((one) => one.layer.length > 1)))
      this.#found.note(
        'several-authors',
        group.eId,
        `several authors worded the new table; it stands under the name of ${bringer.author ?? 'the first one'}`,
      );
    const op = this.#found.push(withoutMove(bringer), `+${group.eId}`, group.lines, {
      act: 'ADD',
      ...anchor,
      part: group.part,
      runs,
      ...(group.label === undefined ? {} : { label: group.label }),
      ...(own ? { items: group.items.map(paragraphFrom) } : {}),
      ...(group.table === undefined ? {} : { rows: rows.map(cleanRow) }),
      rank: this.#found.read.length,
    });
    this.#amend(laid, { layer, op, runs }, group.lines);
    if (!own) for (const item of group.items) this.#add(item, { target: op.id, place: 'inside' });
    for (const one of group.groups) this.#addGroup(one, { target: op.id, place: 'inside' });
  }

  #heading(group: Group, target: string): void {
    const runs = group.headingRuns ?? [];
    if (runs.length === 0) return;
    const old = before(runs);
    if (old.length > 0 && after(runs).length === 0) {
      const mark = runs.find((run) => run.mark?.state === 'deleted')?.mark ?? {};
      this.#found.push(mark, target, group.lines, { act: 'SUP', target, place: 'heading' });
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
      const own = rest.act === 'MOD' ? at : chain.head.eId;
      const paragraph = rest.act === 'MOD' && typeof target !== 'number' ? own : `+${own}`;
      const rank = rest.act === 'ADD' ? { rank: this.#found.read.length } : {};
      const one = this.#found.push(mark, paragraph, lines, { ...rest, target: at, ...rank });
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
        if (last !== null) this.#behind(item, { target: tails.get(item.end?.author) ?? last, place: 'after' });
        const within: Parent | null = last === null ? parent : { target: last, kind: own ? 'item' : 'part', tails };
        if (item.state !== 'inserted') this.#items(item.items, within);
        continue;
      }
      if (item.state === 'inserted') {
        const next = all.slice(i + 1).find(stands);
        const author = bringerOf(item.runs)?.author;
        const anchor =
          last !== null
            ? { target: tails.get(author) ?? last, place: 'after' as const }
            : next !== undefined
              ? { target: this.#target(next), place: 'before' as const }
              : parent && anchorIn(parent, author);
        if (anchor === null)
          this.#found.note('not-applied', item.eId, 'a cell without any paragraph before gives no place for it');
        else this.#behind(item, { target: this.#add(item, anchor).id, place: 'after' });
        continue;
      }
      last = this.#target(item);
      tails = new Map();
      this.#item(item, last);
      const [first] = item.items;
      if (first?.state === 'kept') this.#behind(item, { target: this.#target(first), place: 'before' });
      else this.#behind(item, { target: last, place: 'after' });
    }
  }

  // Paragraphs that one author brought behind another and somebody struck.
  #behind(one: Item | Group, anchor: Pick<AmendmentOp, 'target' | 'place'>): void {
    for (const found of this.#passed.get(one) ?? []) {
      const bringer = bringerOf(found);
      const laid = lay(found, bringer);
      const layer: Layer = [bringer?.author];
      const [runs, label] = labelled(wordsOn(laid, layer));
      if (runs.length === 0) continue;
      const lines = [...one.lines];
      const add = { act: 'ADD' as const, ...anchor, runs, label, rank: this.#found.read.length };
      const op = this.#found.push(withoutMove(bringer ?? {}), `+${one.eId}-${this.#found.read.length}`, lines, add);
      this.#amend(laid, { layer, op, runs }, lines);
    }
  }

  #add(item: Item, anchor: Pick<AmendmentOp, 'target' | 'place'>): AmendmentOp {
    const below = isNewThroughout(item) ? item.items : [];
    const bringer = bringerOf(item.runs);
    const layer: Layer = [bringer?.author];
    const laid = layItem(item, null);
    // What another author adds or changes below is that author's own proposal.
    const own = below.every((one) => isAllOf(one, bringer?.author));
    const mark = item.runs.find((run) => run.mark?.state === 'inserted' && run.mark.author === bringer?.author)?.mark;
    const runs = wordsOn(laid, layer);
    const op = this.#found.push(mark ?? withoutMove(bringer ?? {}), `+${item.eId}`, item.lines, {
      act: 'ADD',
      ...anchor,
      runs,
      label: item.label,
      ...(own && below.length > 0 ? { items: below.map(paragraphFrom) } : {}),
      rank: this.#found.read.length,
    });
    this.#amend(laid, { layer, op, runs }, item.lines);
    if (!own) for (const one of below) this.#add(one, { target: op.id, place: 'inside' });
    return op;
  }

  // What others would have otherwise in words that somebody proposes.
  #amend(laid: readonly Laid[], first: Amended, lines: number[]): void {
    const known = [first];
    for (const { layer, mark } of proposedIn(laid)) {
      if (layer.length === 1 || !startsWith(layer, first.layer)) continue;
      const runs = wordsOn(laid, layer);
      const on = known.findLast((one) => startsWith(layer, one.layer)) ?? first;
      if (keyOf(runs) === keyOf(on.runs)) continue;
      const { id: target } = on.op;
      // Who strikes all of it asks that it not be made.
      const back = wordsIn(runs).trim() === '' || (on.was !== undefined && keyOf(runs) === keyOf(on.was));
      const op = this.#found.push(
        mark,
        `+${target}`,
        lines,
        back ? { act: 'SUP', target } : { act: 'MOD', target, runs },
      );
      known.push({ layer, op, runs, was: on.runs });
    }
  }

  #item(item: Item, target: string): void {
    if (item.end !== undefined)
      this.#found.note(
        'split-or-joined',
        item.eId,
        'it is split or joined across a heading, which no amendment does; its words alone are read',
      );
    if (item.state === 'deleted') {
      const old = before(item.runs);
      const mark = strikerOf(item);
      const whole = item.items.every((one) => isGone(one, mark.author));
      this.#found.push(mark, target, item.lines, { act: 'SUP', target, ...(whole ? {} : { alone: true as const }) });
      this.#words(unstruck(item.runs, mark.author), old, { target }, item.lines);
      if (whole) return;
    } else this.#words(item.runs, before(item.runs), { target }, item.lines);
    this.#items(item.items, { target, kind: 'item' });
  }

  // Per author: the words as they would be with this author's changes only; then what others would have in those.
  #words(runs: readonly Run[], old: readonly Run[], at: Pick<AmendmentOp, 'target' | 'place'>, lines: number[]): void {
    const laid = lay(runs, null);
    for (const { layer, mark } of proposedIn(laid)) {
      if (layer.length > 1) continue;
      const proposed = wordsOn(laid, layer);
      if (keyOf(proposed) === keyOf(old)) continue;
      const op = this.#found.push(mark, at.target, lines, { act: 'MOD', ...at, runs: proposed });
      this.#amend(laid, { layer, op, runs: proposed, was: old }, lines);
    }
  }
}

// Whether one author alone brought a paragraph with all below it, and nobody changed it since.
const isAllOf = (item: Item, author: Author): boolean =>
  proposedIn(layItem(item, null)).every(({ layer }) => layer.length === 1 && layer[0] === author) &&
  item.items.every((one) => isAllOf(one, author));
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

// A label typed before a tab is none of the words.
function labelled(runs: readonly Run[]): [runs: Run[], label: string | null] {
  const [first, ...rest] = runs;
  const found = /^\s*\(?([^\s()]{1,8}?)[).:]*\t\s*/.exec(first?.text ?? '');
  if (first === undefined || found === null) return [[...runs], null];
  return [clean([{ ...first, text: first.text.slice(found[0].length) }, ...rest]), found[1] ?? null];
}

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
