import type { Cell, Group, Item, Row, Run, Text } from '../model/text.ts';
import { wordsIn } from '../model/words.ts';
import { tokenizer } from '../words/tokens.ts';
import { align, listed, type Step } from './align.ts';
import { Bags } from './bags.ts';
import { CellAligner, sameShape, steady, type CellStep } from './cells.ts';
import { Tree, type Line } from './lines.ts';
import { groupOf, itemOf, Ledger, Marks } from './marks.ts';
import { match, type Pairs } from './match.ts';
import type { Change, Place } from './model.ts';
import { headingRunsOf, placeOf, placeOfCell, rootOf, rootOfItems, runsOf, type Node } from './nodes.ts';
import { mergeNotes, pairNotes, type NotePairs } from './notes.ts';
import { mergeParagraphs, mergeRuns, told, type MergedRuns, type Segment } from './runs.ts';
import { withSplits } from './splits.ts';

/** A line of the merged text, with its depths in the old text and in the new one; undefined where it is not there. */
type Made = { before: number | undefined; after: number | undefined } & ({ item: Item } | { group: Group });

/** What is said of a text as a whole. */
const ABOUT = ['kind', 'number', 'title', 'status', 'body', 'language', 'profile'] as const;

/**
 * Merges two texts into one with marks, and lists what changed. Lines that became each other in the same order are merged
 * into one; a line that went elsewhere is struck here and added there, both under the id of its move; the rest came or went.
 */
export class Merger {
  readonly #old: Text;
  readonly #next: Text;
  readonly #whole: boolean;
  readonly #notes: NotePairs;
  readonly #ledger: Ledger;

  constructor(old: Text, next: Text, options: { loose: boolean; whole: boolean }) {
    const tokens = tokenizer(next.language);
    const bags = new Bags(next.language, tokens);
    const notes = pairNotes(old, next, bags);
    this.#old = old;
    this.#next = next;
    this.#whole = options.whole;
    this.#notes = notes;
    this.#ledger = new Ledger(
      {
        language: next.language,
        loose: options.loose,
        tokens,
        noteOf: (side, id) => notes.noteOf(side, id),
        rename: (id) => notes.rename(id),
      },
      bags,
    );
  }

  merge(): { merged: Text; changes: Change[] } {
    const { ctx, changes } = this.#ledger;
    const [old, next] = [rootOf(this.#old.groups), rootOf(this.#next.groups)];
    const pairs = match(old, next, this.#ledger.bags);
    this.#title();
    const { groups } = this.#tree(old, next, pairs);
    const was = this.#was();
    const footnotes = mergeNotes(this.#old, this.#next, this.#notes, ctx, changes);
    return { merged: { ...this.#next, ...(was !== null && { was }), groups, footnotes }, changes };
  }

  #was(): Text['was'] | null {
    const was = formerly(this.#old, this.#next, ABOUT);
    return isEmpty(was) ? null : was;
  }

  // The title is printed by the front of most texts: there its change is seen too.
  #title(): void {
    if (this.#old.title === this.#next.title) return;
    const { ctx } = this.#ledger;
    const merged = mergeRuns([{ text: this.#old.title }], [{ text: this.#next.title }], ctx);
    const place = (text: Text): Place => ({ what: 'title', eId: '', label: null, words: text.title });
    this.#report(place(this.#old), place(this.#next), merged);
  }

  #tree(old: Node, next: Node, pairs: Pairs): Tree {
    const aligned = align(old, next, pairs, this.#whole);
    const { ctx, bags } = this.#ledger;
    const steps = this.#whole ? aligned : withSplits(aligned, { pairs, runs: ctx, bags });
    const marks = new Marks(this.#ledger, pairs, steps);
    return grown(steps.flatMap((step) => this.#made(step, pairs, marks)));
  }

  #made(step: Step, pairs: Pairs, marks: Marks): Made[] {
    if (step.olds.length + step.nexts.length > 2) return this.#split(step);
    const [old, next] = [step.olds[0], step.nexts[0]];
    const depths = { before: old?.depth, after: next?.depth };
    const node = next?.node ?? old?.node;
    if (!node) return [];
    const isItem = node.kind === 'item';
    if (old && next)
      return [
        isItem
          ? { ...depths, item: this.#item(old.node, next.node) }
          : { ...depths, group: this.#group(old.node, next.node, pairs, marks) },
      ];
    const state = next ? 'inserted' : 'deleted';
    return [isItem ? { ...depths, item: marks.item(state, node) } : { ...depths, group: marks.group(state, node) }];
  }

  #item(old: Node, next: Node): Item {
    const [a, b] = [itemOf(old), itemOf(next)];
    const runs = this.#runs(old, next, runsOf(a), runsOf(b));
    return { ...this.#kept(old, next), runs };
  }

  // A paragraph that stays, but for its words.
  #kept(old: Node, next: Node): Item {
    const [a, b] = [itemOf(old), itemOf(next)];
    if (a.label !== b.label) this.#renumbered(old, next);
    const wId = b.wId ?? a.wId;
    return {
      ...b,
      ...(wId !== undefined && { wId }),
      ...(a.label === b.label ? {} : { oldLabel: a.label ?? '' }),
      ...(a.eId === b.eId ? {} : { was: { eId: a.eId } }),
    };
  }

  #renumbered(old: Node, next: Node): void {
    this.#ledger.changes.push({ kind: 'renumbered', old: placeOf(old), next: placeOf(next) });
  }

  #group(old: Node, next: Node, pairs: Pairs, marks: Marks): Group {
    const [a, b] = [groupOf(old), groupOf(next)];
    const runs = this.#runs(old, next, headingRunsOf(a), headingRunsOf(b));
    const plain = runs.length === 0 || (runs.length === 1 && runs[0]?.text === b.heading && keys(runs[0]) === 1);
    const [labelA, labelB] = [a.label ?? null, b.label ?? null];
    if (labelA !== labelB) this.#renumbered(old, next);
    const was: NonNullable<Group['was']> = {
      ...formerly(a, b, ['eId', 'part', 'verb']),
      ...(a.addressees.join('\n') === b.addressees.join('\n') ? {} : { addressees: a.addressees }),
    };
    const wId = b.wId ?? a.wId;
    const { headingRuns: _runs, ...rest } = b;
    const isTable = a.table !== undefined || b.table !== undefined;
    return {
      ...rest,
      ...(wId !== undefined && { wId }),
      ...(plain && !b.headingRuns ? {} : { headingRuns: runs }),
      ...(labelA === labelB ? {} : { oldLabel: labelA ?? '' }),
      ...(!isEmpty(was) && { was }),
      ...(isTable && { table: this.#rows(old, next, pairs, marks) }),
    };
  }

  #rows(old: Node, next: Node, pairs: Pairs, marks: Marks): Row[] {
    const cells = this.#cellsOf(old, next, pairs);
    const steps = listed(old.rows, next.rows, pairs, (a, b) => cells(a, b) !== null);
    return steps.flatMap(({ olds: [a], nexts: [b] }): Row[] => {
      if (a && b) return [this.#row(a.node, b.node, cells(a.node, b.node) ?? [], marks)];
      return a ? [marks.row('deleted', a.node)] : b ? [marks.row('inserted', b.node)] : [];
    });
  }

  // Which cell of two rows became which; null where the row cannot stay.
  #cellsOf(old: Node, next: Node, pairs: Pairs): (a: Node, b: Node) => readonly CellStep[] | null {
    const rowsOf = (node: Node): Row[] => node.rows.flatMap(({ row }) => row ?? []);
    let aligner: CellAligner | null = null;
    const found = new Map<Node, readonly CellStep[] | null>();
    const stepsOf = (a: Row, b: Row): readonly CellStep[] | null => {
      if (a.header !== b.header) return null;
      if (sameShape(a, b)) return steady(a, b);
      if (this.#whole) return null;
      const both = old.rows.flatMap(({ row }, i): [Row, Row][] => {
        const other = pairs.nextOf(old.rows[i] ?? old)?.row;
        return row && other ? [[row, other]] : [];
      });
      aligner ??= new CellAligner([rowsOf(old), rowsOf(next)], both, this.#ledger.bags);
      return aligner.steps(a, b);
    };
    return (a, b) => {
      const before = found.get(b);
      if (before !== undefined) return before;
      const steps = a.row && b.row ? stepsOf(a.row, b.row) : null;
      found.set(b, steps);
      return steps;
    };
  }

  #row(old: Node, next: Node, steps: readonly CellStep[], marks: Marks): Row {
    const cells = steps.map((step): Cell => {
      if (!step.next) return marks.loneCell('deleted', step.old, old);
      if (!step.old) return marks.loneCell('inserted', step.next, next);
      return this.#cell(step.old, step.next, old, next);
    });
    return { ...(next.row ?? {}), cells };
  }

  #cell(a: Cell, b: Cell, old: Node, next: Node): Cell {
    const was = spansBefore(a, b);
    if (was !== null)
      this.#ledger.changes.push({ kind: 'resized', old: placeOfCell(a, old), next: placeOfCell(b, next) });
    return { ...b, items: this.#cellItems(a.items, b.items), ...(was !== null && { was }) };
  }

  // The paragraphs of a cell are aligned among themselves.
  #cellItems(olds: readonly Item[], nexts: readonly Item[]): Item[] {
    const [old, next] = [rootOfItems(olds), rootOfItems(nexts)];
    const pairs = match(old, next, this.#ledger.bags);
    // One paragraph for one: a figure that was replaced shares no word with the one before.
    const [a, b] = [old.items[0], next.items[0]];
    if (old.items.length === 1 && next.items.length === 1 && a && b) pairs.add(a, b);
    return this.#tree(old, next, pairs).items;
  }

  // The runs of a line that stays, and what changed in them.
  #runs(old: Node, next: Node, a: readonly Run[], b: readonly Run[]): Run[] {
    const merged = mergeRuns(a, b, this.#ledger.ctx);
    this.#report(placeOf(old), placeOf(next), merged);
    return merged.runs;
  }

  #report(old: Place, next: Place, { pieces, resets }: Omit<MergedRuns, 'runs'>): void {
    const { changes } = this.#ledger;
    if (told(pieces)) changes.push({ kind: 'changed', old, next, pieces });
    if (resets.length > 0) changes.push({ kind: 'formatted', old, next, resets });
  }

  // Paragraphs that were split or joined: a part of them for each end that either text has.
  #split({ olds, nexts }: Step): Made[] {
    const { ctx, changes } = this.#ledger;
    const runsIn = ({ node }: Line): Run[] => runsOf(itemOf(node));
    const { segments, ...merged } = mergeParagraphs(olds.map(runsIn), nexts.map(runsIn), ctx);
    const [first, second] = [olds[0], nexts[0]];
    if (first && second) this.#report(placeOf(first.node), placeOf(second.node), merged);
    const made: Made[] = [];
    let [i, j] = [0, 0];
    let begins: Segment['end'] = 'kept';
    let open: { olds: Place[]; nexts: Place[] } = { olds: [], nexts: [] };
    for (const segment of segments) {
      const old = begins === 'inserted' ? undefined : olds[i++];
      const next = begins === 'deleted' ? undefined : nexts[j++];
      if (old) open.olds.push(placeOf(old.node));
      if (next) open.nexts.push(placeOf(next.node));
      made.push({ before: old?.depth, after: next?.depth, item: this.#segment(old?.node, next?.node, segment) });
      begins = segment.end;
      if (begins === 'inserted' || begins === 'deleted') continue;
      changes.push(...parted(open.olds, open.nexts));
      open = { olds: [], nexts: [] };
    }
    return made;
  }

  #segment(old: Node | undefined, next: Node | undefined, { runs, end }: Segment): Item {
    const own = (): Item => {
      if (old && next) return this.#kept(old, next);
      if (next) {
        const item = itemOf(next);
        return { ...item, ...(item.label !== null && { oldLabel: '' }) };
      }
      const { label, ...item } = itemOf(old ?? rootOf([]));
      const oldLabel = label === null ? {} : { oldLabel: label };
      return { ...item, label: null, ...oldLabel, eId: this.#ledger.free(item.eId), was: { eId: item.eId } };
    };
    return { ...own(), text: wordsIn(runs), runs, ...(end === null || end === 'kept' ? {} : { end: { state: end } }) };
  }
}

function parted(olds: readonly Place[], nexts: readonly Place[]): Change[] {
  const [old, next] = [olds[0], nexts[0]];
  if (!old || !next || olds.length + nexts.length === 2) return [];
  return olds.length > nexts.length
    ? [{ kind: 'joined', old: [...olds], next }]
    : [{ kind: 'split', old, next: [...nexts] }];
}

// Nothing that stays hangs on what went: that stands as deep as the next that stays.
function grown(lines: readonly Made[]): Tree {
  const floors = new Map<Made, number>();
  let [group, item] = [0, 0];
  for (const one of lines.toReversed()) {
    if ('group' in one) {
      floors.set(one, group);
      item = 0;
      group = one.after ?? group;
    } else {
      if (one.item.state === 'deleted') floors.set(one, item);
      item = one.after ?? item;
    }
  }
  const tree = new Tree();
  // The paragraphs that the next one stands under.
  let holders: Made[] = [];
  for (const one of lines) {
    const wanted = one.after ?? Math.max(one.before ?? 0, floors.get(one) ?? 0);
    if ('group' in one) {
      const depth = Math.min(wanted, tree.roomForGroup);
      tree.addGroup(placed(one.group, one, [depth, depth]), depth);
      holders = [];
    } else {
      holders = holders.slice(0, wanted);
      const standing = (side: 'before' | 'after'): number => holders.filter((each) => each[side] !== undefined).length;
      tree.addItem(placed(one.item, one, [standing('before'), standing('after')]), holders.length);
      holders.push(one);
    }
  }
  return tree;
}

// With its depths before and after, where the tree shows others.
function placed<T extends Item | Group>(one: T, { before, after }: Made, [was, is]: [number, number]): T {
  if ((before ?? was) === was && (after ?? is) === is) return one;
  return {
    ...one,
    ...(after === undefined || after === is ? {} : { depth: after }),
    ...(before === undefined || before === was ? {} : { was: { ...one.was, depth: before } }),
  };
}

/** What was otherwise before, of these names. */
function formerly<T>(old: T, next: T, names: readonly (keyof T)[]): Partial<T> {
  const was: Partial<T> = {};
  for (const name of names) if (old[name] !== next[name]) was[name] = old[name];
  return was;
}
const isEmpty = (one: object): boolean => Object.keys(one).length === 0;
const keys = (run: Run): number => Object.keys(run).length;

// How many columns and rows a cell covered, where that differs.
function spansBefore(old: Cell, next: Cell): Cell['was'] | null {
  const names = (['colspan', 'rowspan'] as const).filter((name) => old[name] !== next[name]);
  return names.length === 0 ? null : Object.fromEntries(names.map((name) => [name, old[name] ?? null]));
}
