import type { Item, Run, Text } from '../model/text.ts';
import { runsAt, withHeading, withRuns } from './apply.ts';
import { goneRow } from './apply-rows.ts';
import { withEdits, type By } from './edits.ts';
import { paragraphsIn } from './row-change.ts';
import { signs, textIn } from './runs.ts';
import { emptyPlan, rebuild, unitsOf, type Unit } from './units.ts';

/** Between the paragraphs of a row: no space, so that words of two cells are never neighbours. */
const APART = '\u001e';

/** A stretch in which brackets open and close: one paragraph or heading, or all paragraphs of a row of a table. */
export interface Scope {
  units: readonly Unit[];
  /** Where each of them begins in `words`. */
  starts: readonly number[];
  words: string;
  row: { table: Unit; index: number } | null;
}

/** A place in a scope: a paragraph and a character of its words. */
export interface At {
  unit: Unit;
  at: number;
}

/** A change of words in a scope, by places in all its words. */
export interface ScopeEdit {
  from: number;
  to: number;
  runs: Run[];
}

/** The scopes of a text, in reading order. */
export function scopesOf(text: Text): Scope[] {
  const units = unitsOf(text);
  const rows = new Map<Unit, Scope>();
  for (const table of units.all)
    for (const [index, row] of (table.item === null ? (table.group.table ?? []) : []).entries()) {
      const within = paragraphsIn(row).flatMap((item) => units.find(item.eId) ?? []);
      const scope = scopeOf(within, { table, index });
      for (const unit of within) rows.set(unit, scope);
    }
  const seen = new Set<Scope>();
  return units.all.flatMap((unit) => {
    const row = rows.get(unit);
    if (row === undefined) return [scopeOf([unit], null)];
    if (seen.has(row)) return [];
    seen.add(row);
    return [row];
  });
}

/** The scope that some paragraphs make. */
export function scopeOf(units: readonly Unit[], row: Scope['row']): Scope {
  const starts: number[] = [];
  let words = '';
  for (const [i, unit] of units.entries()) {
    if (i > 0) words += APART;
    starts.push(words.length);
    words += signs(runsAt(unit), new Map());
  }
  return { units, starts, words, row };
}

/** A place in the words of a scope as one in a paragraph. */
export function placeIn(scope: Scope, at: number): At {
  const i = Math.max(
    0,
    scope.starts.findLastIndex((start) => start <= at),
  );
  const unit = scope.units[i];
  if (unit === undefined) throw new Error('a scope has a paragraph');
  return { unit, at: at - (scope.starts[i] ?? 0) };
}

/** Words of a scope as they are printed: cells apart. */
export const printedIn = (words: string): string => words.replaceAll(APART, ' | ');

/**
 * A text with words of one scope changed; edits ascend. A paragraph that is left without words goes, and so does a row that
 * had some and is left with none.
 */
export function withScopeEdits(text: Text, scope: Scope, edits: readonly ScopeEdit[], by?: By): Text {
  const plan = emptyPlan();
  const { row } = scope;
  const changed = scope.units.flatMap((unit, i): { unit: Unit; runs: Run[] }[] => {
    const start = scope.starts[i] ?? 0;
    const end = start + signs(runsAt(unit), new Map()).length;
    const own = edits.flatMap((edit) => {
      const [from, to] = [Math.max(edit.from, start), Math.min(edit.to, end)];
      // What is put in stands where the change begins.
      const here = edit.from >= start && edit.from <= end;
      if (from > to || (from === to && !(here && edit.runs.length > 0))) return [];
      return [{ from: from - start, to: to - start, runs: here ? edit.runs : [] }];
    });
    return own.length === 0 ? [] : [{ unit, runs: withEdits(runsAt(unit), own, by) }];
  });
  const now = new Map(changed.map(({ unit, runs }) => [unit, runs]));
  if (row !== null && changed.length > 0 && scope.units.every((unit) => isEmpty(now.get(unit) ?? runsAt(unit)))) {
    plan.groups.set(row.table.eId, (group) => [
      {
        ...group,
        table: (group.table ?? []).flatMap((one, r) =>
          r !== row.index ? [one] : by === undefined ? [] : [goneRow(one, by)],
        ),
      },
    ]);
    return rebuild(text, plan);
  }
  for (const { unit, runs } of changed)
    if (unit.item === null) plan.groups.set(unit.eId, (group) => [withHeading(group, runs, text.language)]);
    else plan.items.set(unit.eId, (item) => itemWith(item, runs));
  return rebuild(text, plan);
}

const isEmpty = (runs: readonly Run[]): boolean =>
  textIn(runs) === '' && !runs.some((run) => run.note !== undefined || run.image !== undefined);

function itemWith(item: Item, runs: Run[]): Item[] {
  if (!isEmpty(runs)) return [withRuns(item, runs)];
  if (runs.some((run) => run.mark?.state === 'deleted')) return [{ ...item, runs, state: 'deleted' }];
  return item.items;
}
