import type { Item, Mark, Run } from '../model/text.ts';
import type { Live } from './gather.ts';
import type { AmendmentOp, Segment } from './model.ts';
import { join, textIn } from './runs.ts';
import type { Units } from './units.ts';

/**
 * The end of a paragraph among words, while proposals are merged: who splits a paragraph proposes its words with an end in
 * them, so that another's change of a word before or after it is combined with that. A sign for private use (Unicode 16,
 * 23.5), beyond those that stand for footnotes and images.
 */
const END = '\uf8fe';
/** What a reader sees where an end stands in a bracket. */
const PILCROW = '¶';

/** What changes of one amendment that stand or fall together have in common; null where a change stands alone. */
export const tieOf = ({ together, move }: AmendmentOp): string | null => together ?? move ?? null;

/** The changes tied to each other, of one amendment each. */
export function tiedLives(live: Iterable<Live>): Live[][] {
  const out = new Map<string, Live[]>();
  for (const one of live) {
    const tie = tieOf(one.op);
    if (tie === null) continue;
    const key = JSON.stringify([one.amendment.id, tie]);
    out.set(key, [...(out.get(key) ?? []), one]);
  }
  return [...out.values()].filter((list) => list.length > 1);
}

/**
 * Splits among tied changes: by the change of the paragraph (MOD) the additions that take what is split off, in order. Only
 * where they follow each other, nothing stands below the paragraph, and nobody amends them: elsewhere they are a change and
 * additions like others, contested together.
 */
export function splitsOf(
  ties: readonly Live[][],
  live: ReadonlyMap<string, Live>,
  units: Units,
): Map<string, AmendmentOp[]> {
  const out = new Map<string, AmendmentOp[]>();
  for (const tied of ties) {
    const [mod, ...others] = tied.filter(({ op }) => op.act === 'MOD');
    const adds = tied.flatMap(({ op }) => (op.act === 'ADD' ? [op] : []));
    if (mod?.op.runs === undefined || mod.amends !== null || others.length > 0 || adds.length !== tied.length - 1)
      continue;
    const item = units.find(mod.op.target)?.item;
    if (item === undefined || item === null || item.items.length > 0) continue;
    const ids = new Set(adds.map(({ id }) => id));
    const follows = ({ target, place = 'after', part, items = [] }: AmendmentOp): boolean =>
      part === undefined &&
      items.length === 0 &&
      (target === mod.op.target ? place === 'after' || place === 'inside' : place === 'after' && ids.has(target));
    const amended = [...live.values()].some((one) => ids.has(one.op.target) && !tied.includes(one));
    if (adds.every(follows) && !amended) out.set(mod.op.id, inOrder(adds));
  }
  return out;
}

/** What is split off, in order: each is put after the one before it, or all after the paragraph by rank. */
export function inOrder(adds: readonly AmendmentOp[]): AmendmentOp[] {
  const ranked = adds.map((op, i) => ({ op, i })).sort((a, b) => (a.op.rank ?? 0) - (b.op.rank ?? 0) || a.i - b.i);
  const ids = new Set(adds.map(({ id }) => id));
  const out: AmendmentOp[] = [];
  for (const { op } of ranked) {
    const at = ids.has(op.target) ? out.findIndex(({ id }) => id === op.target) : -1;
    if (at < 0) out.push(op);
    else out.splice(at + 1, 0, op);
  }
  return out;
}

/** The words of a paragraph and of what is split off it, with ends between. */
export const withEnds = (first: readonly Run[], rest: readonly AmendmentOp[]): Run[] => [
  ...first,
  ...rest.flatMap((op) => [{ text: END }, ...(op.runs ?? [])]),
];

/** Words cut at their ends; each piece but the last with the mark of the end that follows it. */
export function piecesOf(runs: readonly Run[]): { runs: Run[]; end?: Mark }[] {
  const out: { runs: Run[]; end?: Mark }[] = [{ runs: [] }];
  for (const run of runs)
    for (const [i, text] of run.text.split(END).entries()) {
      if (i > 0) {
        const last = out.at(-1);
        if (last !== undefined && run.mark !== undefined) last.end = run.mark;
        out.push({ runs: [] });
      }
      if (text !== '' || run.text === '') out.at(-1)?.runs.push({ ...run, text });
    }
  return out.map((piece) => ({ ...piece, runs: join(piece.runs) }));
}

const swapped = (segments: readonly Segment[], from: string, to: string, all: boolean): Segment[] =>
  segments.map((one): Segment => {
    if (one.kind === 'words')
      return all ? { ...one, runs: one.runs.map((run) => ({ ...run, text: run.text.replaceAll(from, to) })) } : one;
    const options = one.choice.options.map((option) => ({
      ...option,
      segments: swapped(option.segments, from, to, option.original !== true),
    }));
    return { ...one, choice: { ...one.choice, options } };
  });

/** Segments as readers see them: a pilcrow for each end. */
export const shown = (segments: readonly Segment[]): Segment[] => swapped(segments, END, PILCROW, false);
/** The same as they are cut: an end for each pilcrow that is proposed. */
export const unshown = (segments: readonly Segment[]): Segment[] => swapped(segments, PILCROW, END, false);

/** Segments as they are printed: an end that is not agreed is shown in its bracket, the others part the paragraph. */
export const parting = (segments: readonly Segment[]): Segment[] =>
  segments.map((one) => (one.kind === 'choice' && one.choice.reason !== 'proposed' ? (shown([one])[0] ?? one) : one));

/**
 * A paragraph cut in several: the first keeps its identity, those after have addresses and labels of their own and stand
 * after it, or below it (`nested`).
 */
export function itemsOfPieces(
  item: Item,
  pieces: readonly { runs: Run[]; end?: Mark }[],
  more: readonly { eId: string; label: string | null }[],
  nested: boolean,
): Item[] {
  const made = pieces.map(({ runs, end }, i): Item => {
    const { end: own, ...first } = item;
    const { eId = `${item.eId}-${i + 1}`, label = null } = more[i - 1] ?? {};
    const base: Item = i === 0 ? first : { eId, label, text: '', runs: [], state: 'kept', lines: [], items: [] };
    const ending = i === pieces.length - 1 ? own : end;
    return { ...base, runs, text: textIn(runs), ...(ending === undefined ? {} : { end: ending }) };
  });
  const [first, ...others] = made;
  return nested && first !== undefined ? [{ ...first, items: others }] : made;
}
