import { editScript, type Stretch } from '../words/script.ts';
import type { Bag, Bags } from './bags.ts';
import { nodesIn, type Node } from './nodes.ts';

/** Which node became which, in both directions. */
export class Pairs {
  readonly #next = new Map<Node, Node>();
  readonly #old = new Map<Node, Node>();
  /** All nodes of the two trees, in reading order. */
  readonly olds: readonly Node[];
  readonly nexts: readonly Node[];

  constructor(old: Node, next: Node) {
    [this.olds, this.nexts] = [nodesIn(old), nodesIn(next)];
    this.add(old, next);
  }
  add(old: Node, next: Node): void {
    this.#next.set(old, next);
    this.#old.set(next, old);
  }
  nextOf(old: Node): Node | undefined {
    return this.#next.get(old);
  }
  oldOf(next: Node): Node | undefined {
    return this.#old.get(next);
  }
  /** Those of some old nodes, or of some new ones, that are not paired. */
  gone(olds: readonly Node[]): Node[] {
    return olds.filter((node) => !this.#next.has(node));
  }
  come(nexts: readonly Node[]): Node[] {
    return nexts.filter((node) => !this.#old.has(node));
  }
  remove(old: Node): void {
    const next = this.#next.get(old);
    this.#next.delete(old);
    if (next) this.#old.delete(next);
  }
}

/** Words as alike as this are the same paragraph, changed. */
const SAME = 0.5;
/** In its place, under its own label, less will do. */
const NEAR = 0.3;
/** A word held by more paragraphs than this tells none apart. */
const COMMON = 12;
/** A paragraph found again elsewhere with the same words; shorter ones are no finding. */
const TELLING = 16;
/** One longer than this has a word that tells it. */
const BRIEF = 100;
/** Largest gap between paragraphs already found within which each is compared with each, in pairs. */
const GAP = 900;

/**
 * Which node of a text is which of another. In this order: by permanent id; the same words in the same order; the same words
 * elsewhere; groups by what they hold; the most alike, best first, those in the same place and under the same label
 * favoured; what is left by its place alone. Each node is taken once. Only paragraphs that share a rare word, or stand in the
 * same gap, are compared, so that time stays near linear.
 */
export function match(old: Node, next: Node, bags: Bags): Pairs {
  const pairs = new Pairs(old, next);
  const { olds, nexts } = pairs;
  byId(olds, nexts, pairs);
  inOrder(olds, nexts, pairs);
  elsewhere(olds, nexts, pairs);
  byContent(olds, pairs);
  mostAlike(olds, nexts, pairs, bags);
  byContent(olds, pairs);
  twins(olds, nexts, pairs);
  byPlace([old, ...olds], pairs);
  return pairs;
}

const worded = (node: Node): boolean => node.own !== '';
const keyOf = (node: Node): string => `${node.kind} ${node.own}`;

function byId(olds: readonly Node[], nexts: readonly Node[], pairs: Pairs): void {
  const once = (nodes: readonly Node[]): Map<string, Node | null> => {
    const map = new Map<string, Node | null>();
    for (const node of nodes)
      if (node.wId !== undefined)
        map.set(`${node.kind} ${node.wId}`, map.has(`${node.kind} ${node.wId}`) ? null : node);
    return map;
  };
  const ids = once(nexts);
  for (const [id, node] of once(olds)) {
    const other = ids.get(id);
    if (node && other) pairs.add(node, other);
  }
}

// The same words in the same order: a paragraph whose words stand twice is found by its neighbours.
function inOrder(olds: readonly Node[], nexts: readonly Node[], pairs: Pairs): void {
  const ids = new Map<string, number>();
  const idOf = (node: Node): number => {
    const key = keyOf(node);
    const id = ids.get(key) ?? ids.size;
    ids.set(key, id);
    return id;
  };
  const a = pairs.gone(olds).filter(worded);
  const b = pairs.come(nexts).filter(worded);
  const [x, y] = [Int32Array.from(a, idOf), Int32Array.from(b, idOf)];
  for (const one of faced(editScript(x, y), x, y))
    for (let i = 0; one.same && i < one.a[1] - one.a[0]; i += 1) {
      const [old, next] = [a[one.a[0] + i], b[one.b[0] + i]];
      if (old && next) pairs.add(old, next);
    }
}

// Where one of two twins is gone, the other is the one that stays: so that what went stands beside what came in its place.
function faced(script: readonly Stretch[], a: Int32Array, b: Int32Array): Stretch[] {
  const out = [...script];
  for (let i = 1; i + 1 < out.length; i += 1) {
    const [before, kept, after] = [out[i - 1], out[i], out[i + 1]];
    if (!before || !kept?.same || !after || before.same || after.same) continue;
    const length = kept.a[1] - kept.a[0];
    const [goneBefore, comeBefore] = [before.a[1] - before.a[0], before.b[1] - before.b[0]];
    const [gone, come] = [after.a[1] - after.a[0], after.b[1] - after.b[0]];
    const slides = (all: Int32Array, [from, to]: [number, number], by: number): boolean => {
      for (let k = from; k < to; k += 1) if (all[k] !== all[k + by]) return false;
      return true;
    };
    const here =
      goneBefore === 0 && come === 0
        ? slides(a, kept.a, gone)
        : comeBefore === 0 && gone === 0 && slides(b, kept.b, come);
    if (!here) continue;
    out.splice(
      i - 1,
      3,
      { same: false, a: [before.a[0], before.a[1] + gone], b: [before.b[0], before.b[1] + come] },
      { same: true, a: [after.a[1] - length, after.a[1]], b: [after.b[1] - length, after.b[1]] },
    );
    i -= 1;
  }
  return out;
}

// By all its words; then a short one whatever sign it ends with, which tells where in a list it stands, and of twins none.
function elsewhere(olds: readonly Node[], nexts: readonly Node[], pairs: Pairs): void {
  const bare = (node: Node): string => keyOf(node).replace(/[ .,;:!?。；，、؛،]+$/, '');
  for (const key of [keyOf, bare]) {
    const most = key === bare ? BRIEF : Infinity;
    const by = (nodes: readonly Node[]): Map<string, Node[]> =>
      Map.groupBy(
        nodes.filter(({ own }) => own.length >= TELLING && own.length < most),
        key,
      );
    const left = by(pairs.come(nexts));
    for (const [words, gone] of by(pairs.gone(olds))) {
      const come = left.get(words) ?? [];
      if (key === bare && gone.length + come.length > 2) continue;
      for (const [i, node] of gone.entries()) if (come[i]) pairs.add(node, come[i]);
    }
  }
}

// A group, or a paragraph with points, is the one that most of what it held went to.
function byContent(olds: readonly Node[], pairs: Pairs): void {
  const parts = (node: Node): Node[] => [...node.items, ...node.rows, ...node.groups];
  const size = (node: Node): number => node.own.length + 1;
  const weight = (node: Node): number => parts(node).reduce((sum, one) => sum + size(one), 0);
  // From the leaves up, so that groups of groups are found too.
  for (const node of [...olds].reverse()) {
    if (pairs.nextOf(node) || parts(node).length === 0) continue;
    const votes = new Map<Node, number>();
    for (const part of parts(node)) {
      const to = pairs.nextOf(part)?.parent;
      if (to && to.kind === node.kind && !pairs.oldOf(to) && samePart(node, to))
        votes.set(to, (votes.get(to) ?? 0) + size(part) + weight(part));
    }
    const best = [...votes].sort((x, y) => y[1] - x[1])[0];
    if (best && best[1] * 2 > Math.min(weight(node), weight(best[0]))) pairs.add(node, best[0]);
  }
}

/** Whether both are tables, or neither. */
export const samePart = (a: Node, b: Node): boolean => (a.group?.part === 'table') === (b.group?.part === 'table');

interface Candidate {
  old: Node;
  next: Node;
  score: number;
}

function mostAlike(olds: readonly Node[], nexts: readonly Node[], pairs: Pairs, words: Bags): void {
  const places = gaps(olds, nexts, pairs);
  const placeOf = (node: Node): number => places.get(node) ?? 0;
  const a = pairs.gone(olds).filter(worded);
  const b = pairs.come(nexts).filter(worded);
  const bags = new Map<Node, Bag>();
  for (const node of [...a, ...b]) bags.set(node, words.of(node.own));
  const index = new Map<number, Node[]>();
  // `forEach`: these run uncompiled, where `for … of` leaves an object behind for each step.
  for (const node of a)
    bags.get(node)?.words.forEach((word) => {
      const holders = index.get(word);
      if (!holders) index.set(word, [node]);
      else if (holders.length <= COMMON) holders.push(node);
    });
  const [gapsOfA, gapsOfB] = [Map.groupBy(a, placeOf), Map.groupBy(b, placeOf)];
  const found: Candidate[] = [];
  for (const node of b) {
    const y = bags.get(node);
    const gap = placeOf(node);
    const here = gapsOfA.get(gap) ?? [];
    const near = new Set<Node>(here.length * (gapsOfB.get(gap)?.length ?? 0) <= GAP ? here : []);
    y?.words.forEach((word) => {
      const holders = index.get(word);
      if (holders && holders.length <= COMMON) holders.forEach((one) => near.add(one));
    });
    near.forEach((one) => {
      if (one.kind !== node.kind || !samePart(one, node)) return;
      const x = bags.get(one);
      if (!x || !y || 2 * Math.min(x.weight, y.weight) < NEAR * (x.weight + y.weight)) return;
      const share = words.alike(x, y);
      const inPlace = placeOf(one) === gap;
      const score =
        share +
        (inPlace ? 0.1 : 0) +
        (one.parent && node.parent && pairs.nextOf(one.parent) === node.parent ? 0.08 : 0) +
        (one.label !== null && one.label === node.label ? 0.07 : 0);
      if (share >= SAME || (share >= NEAR && score >= NEAR + 0.2)) found.push({ old: one, next: node, score });
    });
  }
  found.sort((x, y) => y.score - x.score);
  for (const { old, next } of found) if (!pairs.nextOf(old) && !pairs.oldOf(next)) pairs.add(old, next);
}

// Words that stand twice in one of the texts: a paragraph was found out of its place while its twin stands in it.
function twins(olds: readonly Node[], nexts: readonly Node[], pairs: Pairs): void {
  const spare = Map.groupBy(pairs.come(nexts).filter(worded), keyOf);
  if (spare.size === 0) return;
  const places = gaps(olds, nexts, pairs);
  for (const node of olds) {
    const next = pairs.nextOf(node);
    if (!next || places.get(node) === places.get(next)) continue;
    const twin = spare
      .get(keyOf(node))
      ?.find((one) => pairs.oldOf(one) === undefined && places.get(one) === places.get(node));
    if (!twin) continue;
    pairs.remove(node);
    pairs.add(node, twin);
  }
}

// Which gap between the pairs that keep their order a node stands in: the number of the pair before it.
function gaps(olds: readonly Node[], nexts: readonly Node[], pairs: Pairs): Map<Node, number> {
  const at = new Map(nexts.map((node, i) => [node, i]));
  const kept = new Set<Node>();
  const numbered = olds.filter((node) => pairs.nextOf(node) !== undefined);
  for (const i of rising(
    numbered.map((node) => at.get(pairs.nextOf(node) ?? node) ?? 0),
    () => 1,
  )) {
    const node = numbered[i];
    if (node) kept.add(node);
  }
  const places = new Map<Node, number>();
  for (const [nodes, isKept] of [
    [olds, (node: Node) => kept.has(node)],
    [nexts, (node: Node) => kept.has(pairs.oldOf(node) ?? node)],
  ] as const) {
    let gap = 0;
    for (const node of nodes) {
      if (isKept(node)) gap += 1;
      places.set(node, gap);
    }
  }
  return places;
}

/** Indices of the rising subsequence of these numbers (all different) that weighs most. */
export function rising(numbers: readonly number[], weight: (index: number) => number): number[] {
  // A Fenwick tree over the ranks of the numbers keeps the heaviest sequence that ends at or below each.
  const ranks = new Map([...numbers].sort((a, b) => a - b).map((one, i) => [one, i + 1]));
  const best = new Float64Array(numbers.length + 1);
  const last = new Int32Array(numbers.length + 1).fill(-1);
  const before = new Int32Array(numbers.length).fill(-1);
  const totals = new Float64Array(numbers.length);
  numbers.forEach((number, i) => {
    const rank = ranks.get(number) ?? 0;
    let [sum, from] = [0, -1];
    for (let r = rank - 1; r > 0; r -= r & -r) if ((best[r] ?? 0) > sum) [sum, from] = [best[r] ?? 0, last[r] ?? -1];
    before[i] = from;
    totals[i] = sum + weight(i);
    for (let r = rank; r < best.length; r += r & -r)
      if ((totals[i] ?? 0) > (best[r] ?? 0)) {
        best[r] = totals[i] ?? 0;
        last[r] = i;
      }
  });
  let end = -1;
  for (let i = 0; i < numbers.length; i += 1) if (end < 0 || (totals[i] ?? 0) > (totals[end] ?? 0)) end = i;
  const out: number[] = [];
  for (let i = end; i >= 0; i = before[i] ?? -1) out.push(i);
  return out.reverse();
}

// Groups without words of their own (the front, an operative part without heading), and a group whose heading was written
// anew, are found by their place among those of their kind.
function byPlace(olds: readonly Node[], pairs: Pairs): void {
  for (const node of olds) {
    const to = pairs.nextOf(node);
    if (!to) continue;
    const left = pairs.come(to.groups);
    for (const group of pairs.gone(node.groups)) {
      const found = left.find(
        (one) =>
          pairs.oldOf(one) === undefined &&
          one.group?.part === group.group?.part &&
          ((one.own === '' && group.own === '') || (one.label !== null && one.label === group.label)) &&
          (group.group?.part !== 'table' || shape(one) === shape(group)),
      );
      if (found) pairs.add(group, found);
    }
    const items = pairs.come(to.items);
    for (const item of pairs.gone(node.items)) {
      // A paragraph without words that keeps its label: its points hang on it.
      const found = items.find(
        (one) => pairs.oldOf(one) === undefined && one.own === '' && item.own === '' && one.label === item.label,
      );
      if (found) pairs.add(item, found);
    }
  }
}

const shape = (node: Node): string => (node.rows[0]?.row?.cells ?? []).map((cell) => cell.colspan ?? 1).join(' ');
