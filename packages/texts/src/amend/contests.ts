import type { Language } from '../model/text.ts';
import type { CompiledAddition } from './additions.ts';
import { runsAt } from './apply.ts';
import { sorted } from './attribution.ts';
import type { Gathered, Live, OnUnit } from './gather.ts';
import { mergeWords } from './merge.ts';
import type { Option, Segment } from './model.ts';
import type { TableCase } from './row-cases.ts';
import type { Unit } from './units.ts';

interface MergeFacts {
  language: Language;
  compare: (a: string, b: string) => number;
  /** Changes that are not agreed because what they stand or fall with is not. */
  forced: ReadonlySet<string>;
}

/**
 * The proposals for each paragraph and heading, merged. Changes that stand or fall together are contested together: where
 * that makes more of them contested, what they touch is merged once more, until no more are.
 */
export function mergedUnits(
  found: Gathered,
  additions: ReadonlyMap<string, readonly CompiledAddition[]>,
  tables: ReadonlyMap<string, TableCase>,
  facts: Omit<MergeFacts, 'forced'>,
): Map<Unit, Segment[]> {
  const out = new Map<Unit, Segment[]>();
  const forced = new Set<string>();
  const ties = found.ties.filter((tied) => !tied.some(({ op }) => found.splitOff.has(op.id)));
  const sups = new Set<string>();
  for (let stale: ReadonlySet<Unit> | null = null; ;) {
    for (const list of additions.values()) for (const one of list) contest(one, forced);
    const contested = contestedSups(found, additions, tables, forced);
    const more = new Set([...contested].filter((op) => !sups.has(op)));
    for (const op of more) sups.add(op);
    for (const [unit, on] of found.units)
      if (stale === null || stale.has(unit) || on.sups.some(({ op }) => more.has(op)))
        out.set(unit, segmentsOf(unit, on, contested, { ...facts, forced }));
    if (ties.length === 0) return out;
    const open = new Set([...contestedIn(out), ...contested, ...[...additions.values()].flat().flatMap(opsOf)]);
    const next = ties.filter(
      (tied) => tied.some(({ op }) => open.has(op.id)) && tied.some(({ op }) => !forced.has(op.id)),
    );
    if (next.length === 0) return out;
    for (const { op } of next.flat()) forced.add(op.id);
    stale = unitsWith(found, new Set(next.flat().map(({ op }: Live) => op.id)));
  }
}

const unitsWith = (found: Gathered, ops: ReadonlySet<string>): Set<Unit> =>
  new Set(
    [...found.units].flatMap(([unit, on]) => ([...on.mods, ...on.sups].some(({ op }) => ops.has(op)) ? [unit] : [])),
  );

// The changes behind what is contested in a paragraph.
function contestedIn(merged: ReadonlyMap<Unit, readonly Segment[]>): Set<string> {
  const out = new Set<string>();
  const walk = (segments: readonly Segment[]): void => {
    for (const one of segments)
      if (one.kind === 'choice')
        for (const option of one.choice.options) {
          if (one.choice.reason !== 'proposed') for (const { op } of option.by) out.add(op);
          walk(option.segments);
        }
  };
  for (const segments of merged.values()) walk(segments);
  return out;
}

const opsOf = (one: CompiledAddition): string[] => [
  ...(one.contested ? one.by.map(({ op }) => op) : []),
  ...one.below.flatMap(opsOf),
];

function contest(one: CompiledAddition, forced: ReadonlySet<string>): void {
  if (!one.contested && one.by.some(({ op }) => forced.has(op))) {
    one.contested = true;
    one.choice.reason = 'conflict';
  }
  for (const below of one.below) contest(below, forced);
}

// A paragraph that one would take out while another changes it, keeps it or adds below it is contested, with all that goes
// with it.
function contestedSups(
  found: Gathered,
  additions: ReadonlyMap<string, readonly CompiledAddition[]>,
  tables: ReadonlyMap<string, TableCase>,
  forced: ReadonlySet<string>,
): Set<string> {
  const out = new Set(forced);
  for (const { unit, rows, come } of tables.values())
    if (come.size > 0 || [...rows.values()].some((one) => one.shaped.length + one.filled.size > 0))
      for (const { op } of found.units.get(unit)?.sups ?? []) out.add(op);
  for (const on of found.units.values())
    if (on.mods.some((one) => one.edits.length > 0 || one.amends !== undefined) || on.kept.length > 0)
      for (const { op } of on.sups) out.add(op);
  for (const one of [...additions.values()].flat()) {
    const { beside, slot } = one.addition;
    const host = slot.list === beside.list ? beside.parent : beside;
    const sups = host === null ? [] : (found.units.get(host)?.sups ?? []);
    for (const { op } of sups)
      if (found.live.get(op)?.op.alone !== true) {
        out.add(op);
        one.contested = true;
        one.choice.reason = 'conflict';
      }
  }
  // Two that reach one paragraph are contested together.
  for (let before = -1; before !== out.size;) {
    before = out.size;
    for (const on of found.units.values())
      if (on.sups.some(({ op }) => out.has(op))) for (const { op } of on.sups) out.add(op);
  }
  return out;
}

function segmentsOf(unit: Unit, on: OnUnit, contested: ReadonlySet<string>, context: MergeFacts): Segment[] {
  const { compare } = context;
  const kept = sorted(on.kept, compare);
  const disputed = on.sups.length > 0;
  const inner = mergeWords(runsAt(unit), on.mods, {
    target: unit.id,
    ...context,
    kept,
    disputed: disputed || on.threatened === true,
    ...(on.beside === undefined ? {} : { beside: on.beside }),
  });
  if (!disputed) return inner;
  const gone: Option = {
    key: 'delete',
    by: sorted(
      on.sups.flatMap(({ by }) => by),
      compare,
    ),
    segments: [],
  };
  const open = on.sups.some(({ op }) => contested.has(op));
  const changed = inner.some((one) => one.kind === 'choice');
  const original: Option = { key: 'original', original: true, by: changed ? [] : kept, segments: inner };
  const reason = !open ? 'proposed' : on.kept.length > 0 && !changed ? 'kept' : 'conflict';
  return [{ kind: 'choice', choice: { id: `${unit.id}#all`, reason, options: [original, gone] } }];
}
