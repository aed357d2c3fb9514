import type { Language, Run } from '../model/text.ts';
import { namesOf, sorted } from './attribution.ts';
import { withEdits, type Edit } from './edits.ts';
import type { Attribution, Choice, ChoiceReason, Option, Segment } from './model.ts';
import { cut, join, keyOf, signs } from './runs.ts';
import { sensitiveIn } from './sensitive.ts';

/** What one proposal changes in a paragraph, and who stands behind it. */
export interface Proposal {
  /** Id of the change. */
  op: string;
  by: Attribution[];
  edits: Edit[];
  /** Id of the change that this one amends. */
  amends?: string;
}

export interface MergeContext {
  /** For the ids of choices. */
  target: string;
  language: Language;
  compare: (a: string, b: string) => number;
  /** Those that ask that the paragraph stay. */
  kept: readonly Attribution[];
  /** Words that stand in an addition belong to whom proposes it. */
  original?: readonly Attribution[];
  /** Somebody would take the whole paragraph out: no change in it is agreed. */
  disputed?: boolean;
  /** Changes that are not agreed because what they stand or fall with is not. */
  forced?: ReadonlySet<string>;
  /** Organisations that change what goes with the paragraph: other cells of its row. */
  beside?: ReadonlySet<string>;
}

/**
 * Merges proposals for one paragraph. Each proposal's changes are found against the original alone, so that the result
 * depends on the set of proposals and not on their order.
 *
 * Changes are laid on the original in order of place. Those that overlap, touch, or stand side by side with nothing but a
 * space between them fall into one stretch: there each proposal gives its own wording of the whole stretch, equal wordings
 * are joined, and what remains are alternatives. A change that no other proposal comes near stands alone and is combined
 * with the rest; unless it changes a date, a figure, a negation or what is binding beside another proposal, or somebody asks
 * that the paragraph stay: then it is an alternative to the original.
 */
export function mergeWords(base: readonly Run[], given: readonly Proposal[], context: MergeContext): Segment[] {
  const proposals = given.filter((one) => one.edits.length > 0 || one.amends !== undefined);
  const stretches = stretchesOf(base, proposals);
  const parts = cut(
    base,
    stretches.flatMap((one) => [one.from, one.to]),
  );
  const out: Segment[] = [];
  const words = (runs: readonly Run[] | undefined): void => {
    if (runs && runs.length > 0) out.push({ kind: 'words', runs: join(runs) });
  };
  words(parts[0]);
  for (const [i, stretch] of stretches.entries()) {
    const choice = choiceAt(parts[2 * i + 1] ?? [], stretch, proposals, context);
    if (choice) out.push({ kind: 'choice', choice });
    else words(parts[2 * i + 1]);
    words(parts[2 * i + 2]);
  }
  return out;
}

interface Stretch {
  from: number;
  to: number;
  edits: { edit: Edit; ops: string }[];
}

function stretchesOf(base: readonly Run[], proposals: readonly Proposal[]): Stretch[] {
  const distinct = new Map<string, { edit: Edit; by: Set<string> }>();
  for (const { op, edits } of proposals)
    for (const edit of edits) {
      const one = distinct.get(edit.key) ?? { edit, by: new Set<string>() };
      one.by.add(op);
      distinct.set(edit.key, one);
    }
  const all = [...distinct.values()]
    .map(({ edit, by }) => ({ edit, ops: [...by].sort().join('\n') }))
    .sort((a, b) => a.edit.from - b.edit.from || a.edit.to - b.edit.to || (a.edit.key < b.edit.key ? -1 : 1));
  const plain = signs(base, new Map());
  const out: Stretch[] = [];
  for (const one of all) {
    const last = out.at(-1);
    const { from, to } = one.edit;
    const near =
      last !== undefined &&
      (from <= last.to ||
        (/^\s*$/.test(plain.slice(last.to, from)) &&
          last.edits.some((other) => other.edit.to === last.to && other.ops !== one.ops)));
    if (last !== undefined && near) {
      last.to = Math.max(last.to, to);
      last.edits.push(one);
    } else out.push({ from, to, edits: [one] });
  }
  return out;
}

function choiceAt(
  original: readonly Run[],
  stretch: Stretch,
  proposals: readonly Proposal[],
  context: MergeContext,
): Choice | null {
  const within = (edit: Edit): boolean => edit.from >= stretch.from && edit.to <= stretch.to;
  const touched = new Set(proposals.filter(({ edits }) => edits.some(within)).map(({ op }) => op));
  const wordings = new Map<string, { runs: Run[]; by: Attribution[]; direct: boolean }>();
  const stay: Attribution[] = original.length > 0 ? [...(context.original ?? [])] : [];
  const originalKey = keyOf(original);
  let objected = false;
  for (const { op, by, edits, amends } of proposals) {
    const amended = amends !== undefined && touched.has(amends);
    if (!touched.has(op) && !amended) continue;
    const own = edits.filter(within);
    // An amendment to an amendment that agrees with it here says nothing of its own.
    const parent = proposals.find((other) => other.op === amends);
    if (
      parent &&
      own.map(({ key }) => key).join() ===
        parent.edits
          .filter(within)
          .map(({ key }) => key)
          .join()
    )
      continue;
    const runs = join(
      withEdits(
        original,
        own.map((edit) => ({ ...edit, from: edit.from - stretch.from, to: edit.to - stretch.from })),
      ),
    );
    const key = keyOf(runs);
    if (key === originalKey) {
      stay.push(...by);
      objected = true;
    } else {
      const wording = wordings.get(key) ?? { runs, by: [], direct: false };
      wording.by.push(...by);
      if (amends === undefined) wording.direct = true;
      wordings.set(key, wording);
    }
  }
  if (wordings.size === 0) return null;
  stay.push(...context.kept);
  const options = [...wordings].map(([key, { runs, by }]): Option => ({
    key: shortKey(key),
    by: sorted(by, context.compare),
    segments: runs.length === 0 ? [] : [{ kind: 'words', runs }],
  }));
  options.sort((a, b) => byNames(a, b, context.compare));
  const first: Option = {
    key: 'original',
    original: true,
    by: sorted(stay, context.compare),
    segments: original.length === 0 ? [] : [{ kind: 'words', runs: join(original) }],
  };
  const direct = [...wordings.values()].filter((one) => one.direct).length;
  return {
    id: `${context.target}#${stretch.from}-${stretch.to}`,
    reason: reasonOf({ count: options.length, direct, objected, original, wordings, proposals, stretch, context }),
    options: [first, ...options],
  };
}

function reasonOf(facts: {
  count: number;
  direct: number;
  objected: boolean;
  original: readonly Run[];
  wordings: ReadonlyMap<string, { runs: Run[]; by: Attribution[] }>;
  proposals: readonly Proposal[];
  stretch: Stretch;
  context: MergeContext;
}): ChoiceReason {
  const { context } = facts;
  if (facts.direct > 1) return 'conflict';
  if (facts.direct === 0 || facts.count > 1 || facts.objected || context.original !== undefined) return 'amended';
  if (context.kept.length > 0) return 'kept';
  const [only] = [...facts.wordings.values()];
  const behind = new Set(only?.by.map((one) => one.by));
  const others =
    facts.proposals.some(({ by, amends }) => !behind.has(by[0]?.by ?? '') && amends === undefined) ||
    [...(context.beside ?? [])].some((by) => !behind.has(by));
  if (context.disputed || only?.by.some(({ op }) => context.forced?.has(op))) return 'conflict';
  if (others && only && sensitiveIn(facts.original, only.runs, context.language).length > 0) return 'sensitive';
  return 'proposed';
}

/** Options in the house order of those behind them, then by their names, then by their words. */
export function byNames(a: Option, b: Option, compare: (a: string, b: string) => number): number {
  const [x, y] = [a.by, b.by];
  for (let i = 0; i < Math.min(x.length, y.length); i++) {
    const order = compare(x[i]?.by ?? '', y[i]?.by ?? '');
    if (order !== 0) return order;
  }
  const [m, n] = [namesOf(x).join(), namesOf(y).join()];
  return x.length - y.length || (m < n ? -1 : m > n ? 1 : a.key < b.key ? -1 : a.key > b.key ? 1 : 0);
}

/** A short name for some words, equal for equal words (FNV-1a, 53 bits of two passes). */
export function shortKey(words: string): string {
  let [a, b] = [0x811c9dc5, 0x1000193];
  for (let i = 0; i < words.length; i++) {
    a = Math.imul(a ^ words.charCodeAt(i), 0x01000193) >>> 0;
    b = Math.imul(b ^ words.charCodeAt(i), 0x85ebca6b) >>> 0;
  }
  return a.toString(36) + b.toString(36);
}

/** Whether a place shows alternatives in brackets. */
export const isContested = (segments: readonly Segment[]): boolean =>
  segments.some((one) => one.kind === 'choice' && one.choice.reason !== 'proposed');

/** The words of a place once each choice in it is made: `pick` gives the key of an option, null keeps the original. */
export function resolved(segments: readonly Segment[], pick: (choice: Choice) => string | null): Run[] {
  return join(
    segments.flatMap((one) => {
      if (one.kind === 'words') return one.runs;
      const key = pick(one.choice) ?? 'original';
      const option = one.choice.options.find((each) => each.key === key) ?? one.choice.options[0];
      return resolved(option?.segments ?? [], pick);
    }),
  );
}
