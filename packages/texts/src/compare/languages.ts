import type { Language, Text } from '../model/text.ts';
import { factsOf, hanNumber, westernDigits, type Fact } from '../words/facts.ts';
import { acceptText } from '../settle/index.ts';
import { rootOf, type Node } from './nodes.ts';
import type { Place } from './model.ts';

/** A place where two language versions of one text disagree. */
export interface Misalignment {
  /**
   * `missing`: a part that only one of them has; `label`: another number or letter; `structure`: another kind of part, or
   * other columns of a table; `date`, `figure`, `reference`: the facts disagree; `note`: another number of footnotes.
   */
  kind: 'missing' | 'label' | 'structure' | 'date' | 'figure' | 'reference' | 'note';
  /** Null on the side where nothing stands. */
  a: Place | null;
  b: Place | null;
  /** What only the first prints, and only the second: empty for what is missing or labelled otherwise. */
  onlyA: Fact[];
  onlyB: Fact[];
}

/** Figures below this are words in one language and digits in the other too often to be told apart. */
const SMALL = 13;
/** Cost of leaving a part without counterpart. */
const GAP = 0.75;

/**
 * Where two language versions of one text disagree: parts that are missing, labels, dates, figures and references. Parts are
 * aligned by their place, labels, facts and lengths, never by their words (after W. A. Gale and K. W. Church, "A program for
 * aligning sentences in bilingual corpora", Computational Linguistics 19, 1993). Labels and facts are compared in a form that
 * is the same in every language: "٢٥" and "二十五" are 25, (б) and (ب) are (b). Pure.
 */
export function alignLanguages(a: Text, b: Text): Misalignment[] {
  const [x, y] = [acceptText(a), acceptText(b)];
  const found: Misalignment[] = [];
  const side = (text: Text): Side => ({ language: text.language, facts: new Map(), length: lengthOf(text) });
  const [sideA, sideB] = [side(x), side(y)];
  walk(rootOf(x.groups), rootOf(y.groups), sideA, sideB, found);
  if (x.footnotes.length !== y.footnotes.length) {
    const place = (text: Text): Place => ({
      what: 'note',
      eId: text.footnotes.at(-1)?.id ?? '',
      label: String(text.footnotes.length),
      words: '',
    });
    found.push({ kind: 'note', a: place(x), b: place(y), onlyA: [], onlyB: [] });
  }
  return found;
}

interface Side {
  language: Language;
  facts: Map<Node, Fact[]>;
  length: number;
}

const lengthOf = (text: Text): number => {
  let sum = 0;
  const add = (node: Node): void => {
    sum += node.own.length;
    for (const one of [...node.items, ...node.rows, ...node.groups]) add(one);
  };
  add(rootOf(text.groups));
  return Math.max(1, sum);
};

const factsIn = (node: Node, side: Side): Fact[] => {
  const facts = side.facts.get(node) ?? factsOf(node.own, side.language);
  side.facts.set(node, facts);
  return facts;
};

const key = ({ kind, value }: Fact): string => `${kind} ${value}`;
/** Whether a fact is printed alike in every language: small figures may be words in one and digits in another. */
export const telling = (fact: Fact): boolean =>
  fact.kind !== 'figure' || !(Number(fact.value) < SMALL && Number.isInteger(Number(fact.value)));

/** What one side has over the other, each occurrence counted. */
export function only(a: readonly Fact[], b: readonly Fact[]): Fact[] {
  const left = new Map<string, number>();
  for (const fact of b) left.set(key(fact), (left.get(key(fact)) ?? 0) + 1);
  return a.filter((fact) => {
    const count = left.get(key(fact)) ?? 0;
    left.set(key(fact), count - 1);
    return count <= 0;
  });
}

const CYRILLIC = 'абвгдежзиклмнопрстуфхцчшщэюя';
const ARABIC = ['ا', 'ب', 'ج', 'د', 'ه', 'و', 'ز', 'ح', 'ط', 'ي', 'ك', 'ل', 'م', 'ن', 'س', 'ع', 'ف', 'ص', 'ق', 'ر'];
/** A label in a form that is the same in every language: figures of the West, letters by their place in the alphabet. */
export function plainLabel(label: string | null): string | null {
  if (label === null) return null;
  const western = westernDigits(label).toLowerCase().replace(/\s+/g, '');
  const han = hanNumber(western);
  if (han !== null) return String(han);
  const letter = western
    .replace(/[أإآ]/g, 'ا')
    .replace(/[\u0640\u0651]/g, '')
    .replace('ﻫ', 'ه');
  const place = letter.length === 1 ? Math.max(CYRILLIC.indexOf(letter), ARABIC.indexOf(letter)) : -1;
  if (place >= 0) return String.fromCharCode(97 + place);
  return /^[–—•·*-]$/.test(western) ? '-' : western;
}

function costOf(a: Node, b: Node, sideA: Side, sideB: Side): number {
  if (a.kind !== b.kind) return Infinity;
  const [labelA, labelB] = [plainLabel(a.label), plainLabel(b.label)];
  let cost = labelA === labelB ? 0 : labelA === null || labelB === null ? 0.35 : 0.6;
  if (labelA !== null && labelA === labelB) cost -= 0.25;
  if (a.group?.part !== b.group?.part) cost += 0.8;
  const [factsA, factsB] = [factsIn(a, sideA).filter(telling), factsIn(b, sideB).filter(telling)];
  const all = factsA.length + factsB.length;
  if (all > 0) {
    const shared = all - only(factsA, factsB).length - only(factsB, factsA).length;
    cost += 0.5 * (1 - shared / all) - 0.3 * (shared / all);
  }
  const [m, n] = [a.own.length / sideA.length, b.own.length / sideB.length];
  if (m > 0 && n > 0) cost += Math.min(0.6, 0.35 * Math.abs(Math.log(m / n)));
  else if (m !== n) cost += 0.4;
  const [partsA, partsB] = [a, b].map((node) => node.items.length + node.groups.length + node.rows.length);
  if (partsA !== partsB) cost += 0.15;
  return cost;
}

// The cheapest pairing of two lists in order.
function paired(a: readonly Node[], b: readonly Node[], sideA: Side, sideB: Side): [Node | null, Node | null][] {
  const width = b.length + 1;
  const costs = new Float64Array((a.length + 1) * width);
  const steps = new Uint8Array(costs.length);
  for (let i = 0; i <= a.length; i += 1)
    for (let j = 0; j <= b.length; j += 1) {
      if (i === 0 && j === 0) continue;
      const at = i * width + j;
      const [x, y] = [a[i - 1], b[j - 1]];
      const pair = x && y ? (costs[at - width - 1] ?? 0) + costOf(x, y, sideA, sideB) : Infinity;
      const skipA = x ? (costs[at - width] ?? 0) + GAP : Infinity;
      const skipB = y ? (costs[at - 1] ?? 0) + GAP : Infinity;
      costs[at] = Math.min(pair, skipA, skipB);
      steps[at] = pair <= skipA && pair <= skipB ? 0 : skipA <= skipB ? 1 : 2;
    }
  const out: [Node | null, Node | null][] = [];
  for (let i = a.length, j = b.length; i > 0 || j > 0;) {
    const step = steps[i * width + j];
    if (step !== 2) i -= 1;
    if (step !== 1) j -= 1;
    out.push([step === 2 ? null : (a[i] ?? null), step === 1 ? null : (b[j] ?? null)]);
  }
  return out.reverse();
}

function walk(a: Node, b: Node, sideA: Side, sideB: Side, found: Misalignment[]): void {
  for (const [x, y] of [
    ...paired(a.items, b.items, sideA, sideB),
    ...paired(a.rows, b.rows, sideA, sideB),
    ...paired(a.groups, b.groups, sideA, sideB),
  ]) {
    const [placeA, placeB] = [x && placeOf(x), y && placeOf(y)];
    const tell = (kind: Misalignment['kind'], onlyA: Fact[] = [], onlyB: Fact[] = []): void => {
      found.push({ kind, a: placeA, b: placeB, onlyA, onlyB });
    };
    if (!x || !y) {
      tell('missing');
      continue;
    }
    if (plainLabel(x.label) !== plainLabel(y.label)) tell('label');
    if (x.group?.part !== y.group?.part || x.row?.cells.length !== y.row?.cells.length) tell('structure');
    const [factsA, factsB] = [factsIn(x, sideA), factsIn(y, sideB)];
    for (const kind of ['date', 'figure', 'reference'] as const) {
      const of = (facts: readonly Fact[]): Fact[] => facts.filter((fact) => fact.kind === kind);
      const [onlyA, onlyB] = [only(of(factsA), of(factsB)), only(of(factsB), of(factsA))].map((list) =>
        list.filter(telling),
      );
      if ((onlyA?.length ?? 0) + (onlyB?.length ?? 0) > 0) tell(kind, onlyA, onlyB);
    }
    walk(x, y, sideA, sideB, found);
  }
}

const placeOf = ({ item, group, row, own, label, wId, parent }: Node): Place => ({
  what: row ? 'row' : group ? 'heading' : 'paragraph',
  eId: item?.eId ?? group?.eId ?? parent?.group?.eId ?? '',
  ...(wId === undefined ? {} : { wId }),
  label,
  words: own,
});
