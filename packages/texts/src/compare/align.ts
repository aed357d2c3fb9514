import { linesBelow, type Line } from './lines.ts';
import { rising, samePart, type Pairs } from './match.ts';
import type { Node } from './nodes.ts';

/**
 * What becomes of lines that stand together: one for one stays, one for none is struck, none for one is added; of several,
 * paragraphs were split, joined, or end elsewhere.
 */
export interface Step {
  olds: Line[];
  nexts: Line[];
}

/**
 * Two trees as one list of steps in reading order. Lines that became each other stay where their order is the same,
 * whatever holds them now: of all such choices the one with the most words. A heading that came or went leaves the paragraphs
 * below it in their place. With `whole`, what another line holds now does not stay.
 */
export function align(old: Node, next: Node, pairs: Pairs, whole: boolean): Step[] {
  const [olds, nexts] = [linesBelow(old), linesBelow(next)];
  const stay = staying(olds, nexts, pairs, fits);
  if (!whole) return steps(olds, nexts, stay);
  const kept = new Map<Node, Line>();
  const holder = ({ node }: Line, root: Node): Node | null => (node.parent === root ? null : node.parent);
  for (const line of olds) {
    const to = stay.get(line.node);
    if (!to) continue;
    const [a, b] = [holder(line, old), holder(to, next)];
    if (a === null || b === null ? a === b : kept.get(a)?.node === b) kept.set(line.node, to);
  }
  return steps(olds, nexts, kept);
}

/** The same for two lists of which nothing stands in another. */
export function listed(
  old: readonly Node[],
  next: readonly Node[],
  pairs: Pairs,
  alike: (old: Node, next: Node) => boolean,
): Step[] {
  const lines = (nodes: readonly Node[]): Line[] => nodes.map((node) => ({ node, depth: 0 }));
  const [olds, nexts] = [lines(old), lines(next)];
  return steps(olds, nexts, staying(olds, nexts, pairs, alike));
}

// The lines that stay where they are, and what they became.
function staying(
  olds: readonly Line[],
  nexts: readonly Line[],
  pairs: Pairs,
  alike: (old: Node, next: Node) => boolean,
): Map<Node, Line> {
  const at = new Map(nexts.map(({ node }, i) => [node, i]));
  const shared = olds.flatMap(({ node }) => {
    const to = at.get(pairs.nextOf(node) ?? node);
    const other = to === undefined ? undefined : nexts[to];
    return to === undefined || !other || !alike(node, other.node) ? [] : [{ node, to, other }];
  });
  const chosen = rising(
    shared.map(({ to }) => to),
    (i) => bulk(shared[i]?.node),
  );
  const stay = new Map<Node, Line>();
  for (const i of chosen) {
    const one = shared[i];
    if (one) stay.set(one.node, one.other);
  }
  return stay;
}

const fits = (a: Node, b: Node): boolean => a.kind === b.kind && samePart(a, b);

function steps(olds: readonly Line[], nexts: readonly Line[], stay: ReadonlyMap<Node, Line>): Step[] {
  const out: Step[] = [];
  let j = 0;
  let gone: Line[] = [];
  const until = (end: Line | null): void => {
    const come: Line[] = [];
    for (let line = nexts[j]; line && line !== end; line = nexts[j]) {
      come.push(line);
      j += 1;
    }
    out.push(...between(gone, come));
    gone = [];
  };
  for (const line of olds) {
    const to = stay.get(line.node);
    if (!to) {
      gone.push(line);
      continue;
    }
    until(to);
    out.push({ olds: [line], nexts: [to] });
    j += 1;
  }
  until(null);
  return out;
}

// Between two lines that stay: what went before what came; but paragraphs that came do not wait for a heading that went.
function between(gone: readonly Line[], come: readonly Line[]): Step[] {
  const head = (lines: readonly Line[]): number => {
    const at = lines.findIndex(({ node }) => node.kind === 'group');
    return at < 0 ? lines.length : at;
  };
  const [a, b] = [head(gone), head(come)];
  return [
    ...gone.slice(0, a).map(went),
    ...come.slice(0, b).map(came),
    ...gone.slice(a).map(went),
    ...come.slice(b).map(came),
  ];
}

/** A line that went, and one that came. */
export const went = (line: Line): Step => ({ olds: [line], nexts: [] });
export const came = (line: Line): Step => ({ olds: [], nexts: [line] });

/** What a reader must read again where a line is struck here and added there: its words, and then its letters. */
export function bulk(node: Node | undefined): number {
  if (!node) return 0;
  let sum = 1 + 10 * wordsIn(node.own) + node.own.length;
  for (const row of node.rows) sum += bulk(row);
  return sum;
}

// Counted by the spaces between: near enough to weigh by, at a glance.
function wordsIn(text: string): number {
  let count = text === '' ? 0 : 1;
  for (let at = text.indexOf(' '); at >= 0; at = text.indexOf(' ', at + 1)) count += 1;
  return count;
}
