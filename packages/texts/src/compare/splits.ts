import type { Run } from '../model/text.ts';
import type { Piece } from '../words/diff.ts';
import { wordCount } from '../words/tokens.ts';
import { came, went, type Step } from './align.ts';
import type { Bags } from './bags.ts';
import type { Line } from './lines.ts';
import type { Pairs } from './match.ts';
import { runsOf } from './nodes.ts';
import { mergeParagraphs, mergeRuns, type RunContext } from './runs.ts';

/** So much of a paragraph stands in another: it was split off it, or joined to it. */
const WITHIN = 0.6;
/** Words marked when paragraphs are compared as one stretch, as a part of those marked when each is for itself, at most. */
const WORTH = 0.75;
/** Paragraphs in a row that are looked at together. */
const ROW = 40;

interface Context {
  pairs: Pairs;
  runs: RunContext;
  bags: Bags;
}

/**
 * Finds paragraphs that were split or joined, or whose ends went elsewhere, and makes one step of theirs. A paragraph that came or
 * went is looked for in those around it; the words of all of them are then compared as one stretch, with ends of paragraphs
 * as signs in it, and that stands where it marks clearly fewer words.
 */
export function withSplits(steps: readonly Step[], ctx: Context): Step[] {
  const out: Step[] = [];
  let row: Step[] = [];
  const flush = (): void => {
    out.push(...(row.length > 1 && row.length <= ROW && row.some(lone) ? splitsIn(row, ctx) : row));
    row = [];
  };
  for (const step of steps) {
    if (!loose(step, ctx.pairs)) {
      flush();
      out.push(step);
    } else row.push(step);
  }
  flush();
  return out;
}

const lone = (step: Step): boolean => step.olds.length + step.nexts.length === 1;

// A paragraph that changed, came or went; one that moved is no part of another.
function loose({ olds: [old], nexts: [next] }: Step, pairs: Pairs): boolean {
  if ((old ?? next)?.node.kind !== 'item') return false;
  if (old && next) return old.node.own !== next.node.own;
  return old ? pairs.nextOf(old.node) === undefined : next !== undefined && pairs.oldOf(next.node) === undefined;
}

/** Paragraphs of both texts that have to do with each other, as half-open ranges of a row. */
interface Part {
  a: [from: number, to: number];
  b: [from: number, to: number];
}

function splitsIn(row: readonly Step[], ctx: Context): Step[] {
  const [olds, nexts] = [row.flatMap((step) => step.olds), row.flatMap((step) => step.nexts)];
  if (olds.length === 0 || nexts.length === 0) return [...row];
  const whole: Part = { a: [0, olds.length], b: [0, nexts.length] };
  const letters = (lines: readonly Line[]): string =>
    lines
      .map(({ node }) => node.own)
      .join('')
      .replace(/\s/g, '');
  const parts = letters(olds) === letters(nexts) ? [whole] : partsOf(row, olds, nexts, ctx);
  const found = parts.filter((part) => worth(part, row, olds, nexts, ctx.runs));
  if (found.length === 0) return [...row];
  for (const { a, b } of found) {
    for (const { node } of olds.slice(...a)) ctx.pairs.remove(node);
    for (const { node } of nexts.slice(...b)) {
      const old = ctx.pairs.oldOf(node);
      if (old) ctx.pairs.remove(old);
    }
  }
  return rowWith(found, olds, nexts, ctx.pairs);
}

// Each lone paragraph with the one that holds most of it, between the pairs around it.
function partsOf(row: readonly Step[], olds: readonly Line[], nexts: readonly Line[], ctx: Context): Part[] {
  const parts: Part[] = [];
  let [i, j] = [0, 0];
  for (const step of row) {
    const [old, next] = [step.olds[0], step.nexts[0]];
    if (old && next) parts.push({ a: [i, i + 1], b: [j, j + 1] });
    i += step.olds.length;
    j += step.nexts.length;
  }
  const pairs = [...parts];
  const near = (at: number, side: 'a' | 'b'): [number, number] => {
    const other = side === 'a' ? 'b' : 'a';
    const before = pairs.findLast((part) => part[side][0] < at);
    const after = pairs.find((part) => part[side][0] > at);
    return [before?.[other][0] ?? 0, after?.[other][1] ?? (side === 'a' ? nexts.length : olds.length)];
  };
  const look = (lines: readonly Line[], others: readonly Line[], side: 'a' | 'b'): void => {
    for (const [at, line] of lines.entries()) {
      if (pairs.some((part) => part[side][0] === at)) continue;
      const bag = ctx.bags.of(line.node.own);
      let best = { at: -1, share: WITHIN };
      const [from, to] = near(at, side);
      for (let k = from; k < to; k += 1) {
        const other = others[k];
        const share = other ? ctx.bags.within(ctx.bags.of(other.node.own), bag) : 0;
        if (share >= best.share) best = { at: k, share };
      }
      if (best.at < 0) continue;
      const [mine, its]: [Part['a'], Part['a']] = [
        [at, at + 1],
        [best.at, best.at + 1],
      ];
      parts.push(side === 'a' ? { a: mine, b: its } : { a: its, b: mine });
    }
  };
  look(olds, nexts, 'a');
  look(nexts, olds, 'b');
  return united(parts);
}

// Parts that share a paragraph, or cross, are one.
function united(parts: readonly Part[]): Part[] {
  const out: Part[] = [];
  for (const part of [...parts].sort((x, y) => x.a[0] - y.a[0] || x.b[0] - y.b[0])) {
    const one: Part = { a: [...part.a], b: [...part.b] };
    for (let last = out.at(-1); last && (last.a[1] > one.a[0] || last.b[1] > one.b[0]); last = out.at(-1)) {
      one.a = [Math.min(last.a[0], one.a[0]), Math.max(last.a[1], one.a[1])];
      one.b = [Math.min(last.b[0], one.b[0]), Math.max(last.b[1], one.b[1])];
      out.pop();
    }
    out.push(one);
  }
  return out.filter(({ a, b }) => a[1] - a[0] + b[1] - b[0] > 2);
}

// A label before figures alone reads as two figures, whoever reads it in a file: no end of a paragraph may rest on it.
const isFigures = ({ node }: Line): boolean => Boolean(node.item?.label) && !/\p{L}/u.test(node.own);

const runsIn = ({ node }: Line): Run[] => (node.item ? runsOf(node.item) : []);
const marked = (pieces: readonly Piece[], ctx: RunContext): number =>
  pieces.reduce((sum, { kind, text }) => (kind === 'same' ? sum : sum + wordCount(ctx.tokens(text))), 0);

// Whether comparing as one stretch spares the reader enough.
function worth(
  { a, b }: Part,
  row: readonly Step[],
  olds: readonly Line[],
  nexts: readonly Line[],
  ctx: RunContext,
): boolean {
  const [x, y] = [olds.slice(...a), nexts.slice(...b)];
  const within = new Set([...x, ...y]);
  if ([...within].some(isFigures)) return false;
  let apart = 0;
  for (const step of row) {
    const [old, next] = [...step.olds, ...step.nexts];
    if (old && next && within.has(old) && within.has(next))
      apart += marked(mergeRuns(runsIn(old), runsIn(next), ctx).pieces, ctx);
    else for (const line of [old, next]) if (line && within.has(line)) apart += wordCount(ctx.tokens(line.node.own));
  }
  const together = marked(mergeParagraphs(x.map(runsIn), y.map(runsIn), ctx).pieces, ctx);
  return together <= WORTH * apart && together + 2 <= apart;
}

// The row with what was found as one step each; what stays around it stays, and what went stands before what came.
function rowWith(found: readonly Part[], olds: readonly Line[], nexts: readonly Line[], pairs: Pairs): Step[] {
  const out: Step[] = [];
  let [i, j] = [0, 0];
  const alone = (toA: number, toB: number): void => {
    const left = nexts.slice(j, toB);
    for (const old of olds.slice(i, toA)) {
      const at = left.findIndex(({ node }) => node === pairs.nextOf(old.node));
      if (at < 0) {
        out.push(went(old));
        continue;
      }
      const upTo = left.splice(0, at + 1);
      const next = upTo.pop();
      out.push(...upTo.map(came));
      if (next) out.push({ olds: [old], nexts: [next] });
    }
    out.push(...left.map(came));
    [i, j] = [toA, toB];
  };
  for (const { a, b } of found) {
    alone(a[0], b[0]);
    out.push({ olds: olds.slice(...a), nexts: nexts.slice(...b) });
    [i, j] = [a[1], b[1]];
  }
  alone(olds.length, nexts.length);
  return out;
}
