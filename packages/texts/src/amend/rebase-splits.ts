import type { Language, Run } from '../model/text.ts';
import { runsAt } from './apply.ts';
import { editsBetween } from './edits.ts';
import type { AmendmentOp } from './model.ts';
import { clean, keyOf } from './runs.ts';
import { inOrder, piecesOf, tieOf, withEnds } from './splits.ts';
import { threeWay } from './three-way.ts';
import type { Unit, Units } from './units.ts';

/** What was decided, as far as the paragraphs go that it split or joined. */
export interface Decisions {
  made: readonly AmendmentOp[];
  added: ReadonlyMap<string, string>;
  before: Units;
  after: Units;
  language: Language;
  /** Ids of changes that are taken. */
  ids: Set<string>;
}

/** A change of words, and what takes the words that it splits off, as they are proposed now. */
export interface CarriedWords {
  ops: AmendmentOp[];
  overlaps: boolean;
  changes: boolean;
}

const nowOf = (unit: Unit, { after }: Decisions): Unit | undefined => after.find(unit.id) ?? after.find(unit.eId);

function fresh(id: string, { ids }: Decisions): string {
  for (let n = 1; ; n++)
    if (!ids.has(`${id}+${n}`)) {
      ids.add(`${id}+${n}`);
      return `${id}+${n}`;
    }
}

// The paragraphs that one has become: itself, and what was split off it.
function partsOf(unit: Unit, now: Unit, decisions: Decisions): Unit[] {
  const { made, before, after, added } = decisions;
  const split = made.find((op) => op.act === 'MOD' && tieOf(op) !== null && before.find(op.target) === unit);
  if (split === undefined) return [now];
  const adds = made.filter((op) => op.act === 'ADD' && tieOf(op) === tieOf(split));
  return [now, ...inOrder(adds).flatMap((op) => after.find(added.get(op.id) ?? '') ?? [])];
}

/**
 * A change of the words of a paragraph (with the additions that take what it splits off, in order), for a paragraph that may
 * have been split itself: each piece of it asks for its own words. Where its pieces and those that stand do not answer each
 * other, it asks for all its words and for the going of the others. Null where nothing is split.
 */
export function carriedOverSplits(
  op: AmendmentOp,
  adds: readonly AmendmentOp[],
  unit: Unit,
  now: Unit,
  decisions: Decisions,
): CarriedWords | null {
  const parts = partsOf(unit, now, decisions);
  const same = parts.length === 1 && (adds.length === 0 || keyOf(runsAt(unit)) === keyOf(runsAt(now)));
  if (same || op.runs === undefined) return null;
  const { language } = decisions;
  const stands = parts.map((part) => clean(runsAt(part)));
  const all = withEnds(
    stands[0] ?? [],
    stands.slice(1).map((runs): AmendmentOp => ({ ...op, runs })),
  );
  const merged = threeWay(runsAt(unit), all, withEnds(op.runs, adds), language);
  const pieces = piecesOf(merged.runs).map(({ runs }) => runs);
  const { overlaps, changes } = merged;
  if (pieces.length === parts.length) {
    const changed = parts.flatMap((part, i) => {
      const runs = pieces[i] ?? [];
      return editsBetween(stands[i] ?? [], runs, language).length === 0 ? [] : [{ target: part.id, runs }];
    });
    const { together: _tie, ...own } = op;
    const ops = changed.map((one, i): AmendmentOp => ({
      ...own,
      ...one,
      id: i === 0 ? op.id : fresh(op.id, decisions),
    }));
    return { ops: [...ops, ...adds.map((add) => ({ ...add, state: 'met' as const }))], overlaps, changes };
  }
  const [first = [], ...rest] = pieces;
  const together = tieOf(op) ?? `ends-${op.id}`;
  const added = rest.map((runs, i): AmendmentOp => {
    const given = adds[i] ?? { id: fresh(op.id, decisions), act: 'ADD' as const };
    return { ...given, target: now.id, place: 'after', rank: i, runs, together };
  });
  const gone = parts
    .slice(1)
    .map((part): AmendmentOp => ({ id: fresh(op.id, decisions), act: 'SUP', target: part.id, alone: true, together }));
  return { ops: [{ ...op, runs: first, together }, ...added, ...gone], overlaps: overlaps || gone.length > 0, changes };
}

/** A change of the words of a paragraph that was joined to another: it is one of that paragraph. Null where it was not. */
export function carriedOverJoin(
  op: AmendmentOp,
  unit: Unit,
  decisions: Decisions,
): (CarriedWords & { now: Unit }) | null {
  const { made, before, language } = decisions;
  const of = (act: AmendmentOp['act'], tie: string | null) =>
    made.filter((one) => one.act === act && tieOf(one) === tie && tie !== null);
  const sup = made.find((one) => one.act === 'SUP' && one.together !== undefined && before.find(one.target) === unit);
  if (sup === undefined || op.runs === undefined) return null;
  const [mod] = of('MOD', tieOf(sup));
  const host = mod === undefined ? undefined : before.find(mod.target);
  const now = host && nowOf(host, decisions);
  if (host === undefined || now === undefined) return null;
  const joined = [host, ...of('SUP', tieOf(sup)).flatMap((one) => before.find(one.target) ?? [])];
  const order = new Map(before.all.map((one, i) => [one, i]));
  joined.sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
  const words = (own: readonly Run[]): Run[] => joined.flatMap((one) => (one === unit ? own : runsAt(one)));
  const merged = threeWay(words(runsAt(unit)), clean(runsAt(now)), words(op.runs), language);
  const { runs, overlaps, changes } = merged;
  return { ops: [{ ...op, target: now.id, runs }], overlaps, changes, now };
}
