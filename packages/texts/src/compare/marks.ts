import type { Cell, Group, Item, Mark, Row, Run } from '../model/text.ts';
import type { Piece } from '../words/diff.ts';
import type { Step } from './align.ts';
import type { Bags } from './bags.ts';
import type { Pairs } from './match.ts';
import type { Change } from './model.ts';
import { isMoved } from './moved.ts';
import { EMPTY_GROUP, headingRunsOf, placeOf, placeOfCell, runsOf, type Node } from './nodes.ts';
import { joinRuns, marked, mergeRuns, type RunContext } from './runs.ts';

const EMPTY_ITEM: Item = { eId: '', label: null, text: '', runs: [], state: 'kept', lines: [], items: [] };
export const itemOf = (node: Node): Item => node.item ?? EMPTY_ITEM;
export const groupOf = (node: Node): Group => node.group ?? EMPTY_GROUP;

/** What one redline shares over its trees, the cells of its tables among them. */
export class Ledger {
  readonly ctx: RunContext;
  readonly bags: Bags;
  readonly changes: Change[] = [];
  readonly #taken = new Set<string>();
  readonly #moves = new Map<Node, string | null>();
  #moved = 0;

  constructor(ctx: RunContext, bags: Bags) {
    this.ctx = ctx;
    this.bags = bags;
  }
  /** An address for what went: its own may be another's now. */
  free(eId: string): string {
    let name = `${eId}__del`;
    for (let n = 2; this.#taken.has(name); n += 1) name = `${eId}__del-${n}`;
    this.#taken.add(name);
    return name;
  }
  /** The id of the move of what stands elsewhere in the other text; null where it just came or went. */
  moveOf(old: Node | undefined, pairs: Pairs): string | null {
    const next = old && pairs.nextOf(old);
    if (!old || !next) return null;
    let move = this.#moves.get(old);
    if (move === undefined) {
      move = isMoved(old, next, pairs, this.bags) ? `move-${(this.#moved += 1)}` : null;
      this.#moves.set(old, move);
    }
    return move;
  }
}

/** Marks what went and what came in two trees that are merged, and reports it. */
export class Marks {
  readonly #ledger: Ledger;
  readonly #pairs: Pairs;
  readonly #alone = new Set<Node>();

  constructor(ledger: Ledger, pairs: Pairs, steps: readonly Step[]) {
    this.#ledger = ledger;
    this.#pairs = pairs;
    for (const { olds, nexts } of steps)
      if (olds.length + nexts.length === 1) for (const { node } of [...olds, ...nexts]) this.#alone.add(node);
  }

  /** A paragraph, a heading or a row that went or came whole, reported and marked. */
  item(state: Mark['state'], node: Node): Item {
    this.#report(state, node);
    const item = itemOf(node);
    const mark = this.#markOf(state, node);
    const old = this.#left(mark, node)?.item;
    const runs = this.#runs(runsOf(item), mark, old && runsOf(old));
    return { ...item, ...this.#place(state, item), state, runs };
  }
  group(state: Mark['state'], node: Node): Group {
    this.#report(state, node);
    const group = groupOf(node);
    const mark = this.#markOf(state, node);
    const old = this.#left(mark, node)?.group;
    const runs = this.#runs(headingRunsOf(group), mark, old && headingRunsOf(old));
    return {
      ...group,
      ...this.#place(state, group),
      state,
      ...(runs.length !== 0 && { headingRuns: runs }),
      ...(group.table && { table: node.rows.map((row) => this.row(state, row)) }),
    };
  }
  row(state: Mark['state'], node: Node): Row {
    this.#report(state, node);
    const row = node.row ?? { cells: [] };
    const mark = this.#markOf(state, node);
    const other = (state === 'deleted' ? this.#pairs.nextOf(node) : this.#pairs.oldOf(node))?.row;
    // Cell by cell, where they are laid out alike and none reaches down into the next row.
    const flat = mark.move !== undefined && row.cells.every(({ rowspan = 1 }) => rowspan === 1);
    const alike = flat && other && layoutOf(other) === layoutOf(row) ? other : null;
    const old = state === 'inserted' ? alike?.cells : undefined;
    const cells = row.cells.map((cell, i) => this.#wholeCell(alike ? mark : { state }, cell, old?.[i]));
    return { ...row, mark, cells };
  }

  /** What stood at the other end of a move that ends here. */
  #left({ state, move }: Mark, node: Node): Node | undefined {
    return state === 'inserted' && move !== undefined ? this.#pairs.oldOf(node) : undefined;
  }
  // Runs of what went or came whole; at the place it moved to, with what changed in them if most of them came along.
  #runs(runs: readonly Run[], mark: Mark, old?: readonly Run[], always = false): Run[] {
    const { ctx } = this.#ledger;
    const both = old && mergeRuns(old, runs, ctx);
    return joinRuns(both && (always || brings(both.pieces)) ? revised(both.runs, mark) : marked(runs, mark, ctx));
  }

  // What went gives its address to what stands there now.
  #place(state: Mark['state'], { eId }: { eId: string }): Pick<Item, 'was'> & { eId: string } {
    return state === 'deleted' ? { eId: this.#ledger.free(eId), was: { eId } } : { eId };
  }

  /** A cell that came or went in a row that stays. */
  loneCell(state: Mark['state'], cell: Cell, row: Node): Cell {
    const place = placeOfCell(cell, row);
    this.#ledger.changes.push(
      state === 'deleted'
        ? { kind: 'deleted', old: place, paragraphs: 1 }
        : { kind: 'inserted', next: place, paragraphs: 1 },
    );
    return { ...this.#wholeCell({ state }, cell), mark: { state } };
  }

  #wholeCell(mark: Mark, cell: Cell, old?: Cell): Cell {
    const { state } = mark;
    const whole = (items: readonly Item[], olds?: readonly Item[]): Item[] =>
      items.map((item, i) => {
        const was = olds?.[i];
        return {
          ...item,
          ...this.#place(state, item),
          state,
          runs: this.#runs(runsOf(item), mark, was && runsOf(was), true),
          items: whole(item.items, was?.items),
        };
      });
    return { ...cell, items: whole(cell.items, old?.items) };
  }

  #markOf(state: Mark['state'], node: Node): Mark {
    const move = this.#moveOf(state, node);
    return { state, ...(move !== null && { move }) };
  }
  #moveOf(state: Mark['state'], node: Node): string | null {
    return this.#ledger.moveOf(state === 'deleted' ? node : this.#pairs.oldOf(node), this.#pairs);
  }

  // What went or came as a whole is told by the line that held it.
  #isAlone(node: Node): boolean {
    return this.#alone.has(node) || (node.kind === 'row' && node.parent !== null && this.#alone.has(node.parent));
  }
  #isMoved(node: Node): boolean {
    return this.#moveOf(this.#pairs.nextOf(node) ? 'deleted' : 'inserted', node) !== null;
  }
  #isTold(node: Node): boolean {
    return node.parent !== null && this.#isAlone(node.parent) && !this.#isMoved(node.parent);
  }
  #count(node: Node): number {
    const below = (one: Node): number => {
      let count = 0;
      for (const within of [...one.items, ...one.rows, ...one.groups]) {
        if (within.own !== '' && this.#isAlone(within) && !this.#isMoved(within)) count += 1;
        count += below(within);
      }
      return count;
    };
    return Math.max(1, (node.own === '' ? 0 : 1) + below(node));
  }

  #report(state: Mark['state'], node: Node): void {
    if (state === 'deleted') this.#reportGone(node);
    else this.#reportCome(node);
  }
  #reportGone(node: Node): void {
    if (this.#isMoved(node) || this.#isTold(node)) return;
    this.#ledger.changes.push({ kind: 'deleted', old: placeOf(node), paragraphs: this.#count(node) });
  }
  #reportCome(node: Node): void {
    const { changes, ctx } = this.#ledger;
    const old = this.#pairs.oldOf(node);
    const move = this.#moveOf('inserted', node);
    if (!old || move === null) {
      if (!this.#isTold(node)) changes.push({ kind: 'inserted', next: placeOf(node), paragraphs: this.#count(node) });
      return;
    }
    // What moved with the line that holds it is no move of its own.
    const held = node.parent !== null && this.#isAlone(node.parent);
    if (held && old.parent && this.#pairs.nextOf(old.parent) === node.parent && old.own === node.own) return;
    const [from, to] = [placeOf(old), placeOf(node)];
    const pieces = from.what === 'table' ? [] : mergeRuns([{ text: from.words }], [{ text: to.words }], ctx).pieces;
    changes.push({ kind: 'moved', old: from, next: to, move, pieces });
  }
}

/** What two rows must share for their words to be compared cell by cell. */
const layoutOf = (row: Row): string =>
  JSON.stringify(row.cells.map(({ colspan = 1, rowspan = 1, items }) => [colspan, rowspan, labelsIn(items)]));
const labelsIn = (items: readonly Item[]): unknown[] => items.map((one) => [one.label, labelsIn(one.items)]);

/** Whether more stayed than was added. */
function brings(pieces: readonly Piece[]): boolean {
  const long = (kind: Piece['kind']): number =>
    pieces.reduce((sum, piece) => (piece.kind === kind ? sum + piece.text.length : sum), 0);
  return long('same') > long('inserted');
}

/**
 * The runs of what moved at its new place: what it brought bears the mark of the move, what was added on the way a mark of its
 * own, and what was struck on the way came and went.
 */
const revised = (runs: readonly Run[], mark: Mark): Run[] =>
  runs.flatMap(({ was: _was, ...run }): Run[] => {
    if (run.mark?.state !== 'deleted') return [{ ...run, mark: run.mark ?? mark }];
    // What stands for a note or an image went where it stood.
    const { text, note, image } = run;
    return text === '' || note !== undefined || image
      ? []
      : [{ text: '', passed: { text, inserted: {}, deleted: {} } }];
  });
