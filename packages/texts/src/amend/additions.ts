import type { Language } from '../model/text.ts';
import { attributionsOf, sorted } from './attribution.ts';
import { isOpen, isOpenOp, type Gathered } from './gather.ts';
import { isContested, mergeWords, shortKey } from './merge.ts';
import type { Amendment, AmendmentOp, Attribution, Choice, NewParagraph, Option, Segment } from './model.ts';
import { additionsOf, noPlace, type Addition } from './place.ts';
import { keyOf } from './runs.ts';
import type { Units } from './units.ts';

/** Something that one or several proposals add, alike, at one place. */
export interface CompiledAddition {
  addition: Addition;
  by: Attribution[];
  /** Another addition stands at the same place, somebody would change it, or somebody is against it. */
  contested: boolean;
  /** Leaving it out, or adding it. */
  choice: Choice;
  /** Its words, with what others would change in them. */
  segments: Segment[];
  below: CompiledAddition[];
}

interface Joined {
  addition: Addition;
  ops: string[];
  by: Attribution[];
  below: Joined[];
}

/**
 * Additions by the gap that they stand in: those that are alike are joined; the rest follow each other in the house order,
 * each organisation's own in the order that it gave them.
 */
export function compileAdditions(
  amendments: readonly Amendment[],
  found: Gathered,
  units: Units,
  compare: (a: string, b: string) => number,
  language: Language,
): Map<string, CompiledAddition[]> {
  const slots = new Map<string, Joined[]>();
  const byOp = new Map<string, { list: Joined[]; one: Joined }>();
  let waiting: { amendment: Amendment; op: AmendmentOp }[] = [];
  for (const amendment of amendments) {
    if (!isOpen(amendment)) continue;
    const ops = amendment.ops.filter(
      (op) => isOpenOp(op) && found.live.get(op.id)?.op === op && !found.splitOff.has(op.id),
    );
    const own = additionsOf(units, ops);
    for (const [key, additions] of own.slots) {
      const list = slots.get(key) ?? [];
      slots.set(key, list);
      for (const addition of additions) joinIn(list, addition, amendment, found, byOp);
    }
    waiting.push(...own.loose.map((op) => ({ amendment, op })));
  }
  // What one would add beside another's addition stands there.
  for (let before = -1; waiting.length > 0 && waiting.length !== before;) {
    before = waiting.length;
    waiting = waiting.filter(({ amendment, op }) => {
      const host = byOp.get(op.target);
      if (host === undefined) return true;
      const addition: Addition = { ...host.one.addition, op, below: [] };
      if (op.place === 'inside') joinIn(host.one.below, addition, amendment, found, byOp);
      else {
        const index = host.list.indexOf(host.one) + (op.place === 'before' ? 0 : 1);
        joinIn(host.list, addition, amendment, found, byOp, index);
      }
      return false;
    });
  }
  for (const { amendment, op } of waiting) found.notes.push(noPlace(op, amendment.id));
  return new Map(
    [...slots]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, list]) => [key, finish(list, found, compare, language, '')]),
  );
}

function joinIn(
  list: Joined[],
  addition: Addition,
  amendment: Amendment,
  found: Gathered,
  byOp: Map<string, { list: Joined[]; one: Joined }>,
  at = list.length,
): void {
  const { op } = addition;
  const by = attributionsOf(amendment, op, found.live.get(op.id)?.on ?? null);
  const key = keyOfAddition(addition);
  // A move is joined with the same move only: it is the same paragraph that goes on.
  const same = list.find(
    (one) => keyOfAddition(one.addition) === key && (one.addition.op.move === undefined) === (op.move === undefined),
  );
  const one = same ?? { addition, ops: [], by: [], below: [] };
  one.ops.push(op.id);
  one.by.push(...by);
  if (same === undefined) {
    list.splice(at, 0, one);
    for (const below of addition.below) joinIn(one.below, below, amendment, found, byOp);
  } else
    for (const [i, below] of addition.below.entries()) joinSame(one.below[i], below, amendment, found, byOp, one.below);
  byOp.set(op.id, { list, one });
}

function joinSame(
  one: Joined | undefined,
  addition: Addition,
  amendment: Amendment,
  found: Gathered,
  byOp: Map<string, { list: Joined[]; one: Joined }>,
  list: Joined[],
): void {
  if (one === undefined) return;
  one.ops.push(addition.op.id);
  one.by.push(...attributionsOf(amendment, addition.op, found.live.get(addition.op.id)?.on ?? null));
  byOp.set(addition.op.id, { list, one });
  for (const [i, below] of addition.below.entries()) joinSame(one.below[i], below, amendment, found, byOp, one.below);
}

function keyOfAddition({ op, below }: Addition): string {
  const paragraph = ({ runs, items }: NewParagraph): string =>
    `(${keyOf(runs)}${(items ?? []).map(paragraph).join('')})`;
  const rows = (op.rows ?? []).map((row) => row.cells.map((cell) => cell.items.map((item) => keyOf(item.runs))));
  return [
    op.part ?? '',
    paragraph({ runs: op.runs ?? [], items: op.items ?? [] }),
    JSON.stringify(rows),
    below.map(keyOfAddition).join(''),
  ].join('|');
}

function finish(
  list: readonly Joined[],
  found: Gathered,
  compare: (a: string, b: string) => number,
  language: Language,
  outer: string,
): CompiledAddition[] {
  // What one organisation adds at a place goes together.
  const setOf = (one: Joined): string =>
    [...new Set(one.by.filter(({ supports }) => supports === undefined).map(({ by }) => by))].sort().join('\n');
  const rivals = new Set(list.map(setOf)).size > 1 || (outer !== '' && list.some((one) => setOf(one) !== outer));
  return list.map((one) => {
    const { addition } = one;
    const target = [...one.ops].sort()[0] ?? addition.op.id;
    const by = sorted(one.by, compare);
    const on = one.ops.flatMap((op) => found.onAdditions.get(op) ?? []);
    const against = sorted(
      on.flatMap((each) => each.against),
      compare,
    );
    const segments = mergeWords(
      addition.op.runs ?? [],
      on.flatMap((each) => each.mods),
      { target, language, compare, kept: [], original: by },
    );
    const contested = rivals || against.length > 0 || isContested(segments);
    const original: Option = { key: 'original', original: true, by: against, segments: [] };
    const words: Option = { key: shortKey(keyOfAddition(addition)), by, segments };
    const reason = rivals ? 'conflict' : contested ? 'amended' : 'proposed';
    return {
      addition,
      by,
      contested,
      choice: { id: `${target}#add`, reason, options: [original, words] },
      segments,
      below: finish(one.below, found, compare, language, setOf(one)),
    };
  });
}
