import type { Cell, Language, Row, Run } from '../model/text.ts';
import { runsAt } from './apply.ts';
import { attributionsOf } from './attribution.ts';
import { editsBetween } from './edits.ts';
import type { Gathered, Live, OnUnit } from './gather.ts';
import type { Proposal } from './merge.ts';
import { noPlace } from './place.ts';
import { paragraphsIn, rowChange, rowKey, type RowChange } from './row-change.ts';
import { keyOf, runsOf } from './runs.ts';
import { sensitiveIn } from './sensitive.ts';
import type { Unit, Units } from './units.ts';

/** A proposal for a row that stays, as it would be then. */
interface Proposed {
  live: Live;
  next: Row;
  change: RowChange;
}

/** All that is proposed for one row that stands in the text. */
export interface RowCase {
  row: Row;
  paragraphs: Unit[];
  /** Those that ask that it go. */
  gone: Live[];
  /** Those that ask that it stay as it is. */
  kept: Live[];
  /** Those by which cells come, go, or cover others. */
  shaped: Proposed[];
  /** Words for cells without a paragraph, by the place of the cell. */
  filled: Map<number, Proposal[]>;
  /** No way to word the row is agreed: what stands and the other ways are printed in brackets. */
  contested: boolean;
  /** Organisations that change words in it. */
  beside: ReadonlySet<string>;
}

/** Rows that are added at one place of a table, alike ones joined. */
export interface Added {
  row: Row;
  key: string;
  lives: Live[];
}

/** What is proposed for the rows of one table. */
export interface TableCase {
  unit: Unit;
  rows: Map<number, RowCase>;
  /** By the row before which they come. */
  come: Map<number, Added[]>;
  /** Places at which what comes is not agreed. */
  rivals: Set<number>;
}

/**
 * Sorts out proposals for rows of tables. Words that they propose for cells that stay are proposals for the paragraphs there,
 * like any other. Taking out a row, or giving it another shape, stands beside proposals for other words only where no word
 * is touched by both; else the row is contested, and with it what its authors tied to that.
 */
export function rowCases(found: Gathered, units: Units, language: Language): Map<string, TableCase> {
  const tables = new Map<string, TableCase>();
  for (const live of found.rows) {
    const unit = units.find(live.op.target);
    if (unit === undefined) continue;
    const table = tables.get(unit.eId) ?? { unit, rows: new Map(), come: new Map(), rivals: new Set() };
    tables.set(unit.eId, table);
    if (live.op.act === 'ADD') addRows(table, live);
    else putOnRow(table, live, found, units, language);
  }
  const touched = touchedBy(found, units);
  for (const table of tables.values()) findRivals(table, found);
  settleContests([...tables.values()], found, touched, language);
  for (const table of tables.values()) for (const one of table.rows.values()) passOn(one, found, language);
  tellBeside(found, tables);
  return tables;
}

// A row says one thing: what others change in its other cells counts where a date or a figure is changed in one.
function tellBeside(found: Gathered, tables: ReadonlyMap<string, TableCase>): void {
  const groups = new Set([...found.units.keys()].flatMap(({ item, group }) => (item && group.table ? [group] : [])));
  for (const group of groups)
    for (const [index, row] of (group.table ?? []).entries()) {
      const items = new Set(paragraphsIn(row));
      const on = [...found.units].flatMap(([unit, one]) => (unit.item && items.has(unit.item) ? [one] : []));
      const own = tables.get(group.eId)?.rows.get(index);
      const proposals = [...on.flatMap(({ mods }) => mods), ...[...(own?.filled.values() ?? [])].flat()];
      const beside = new Set(proposals.flatMap((one) => (one.edits.length > 0 ? (one.by[0]?.by ?? []) : [])));
      if (own !== undefined) own.beside = beside;
      // Words that came with a cell that goes stand or fall with that: they were asked about as a whole.
      const merged = new Set(
        own?.shaped.flatMap(({ live, change }) => (lostCells(change).length > 0 ? [live.op.id] : [])),
      );
      if (beside.size > 1) for (const one of on) if (!one.mods.some(({ op }) => merged.has(op))) one.beside = beside;
    }
}

function addRows(table: TableCase, live: Live): void {
  const rows = table.unit.group.table ?? [];
  const at = Math.min(live.op.row ?? 0, rows.length);
  const list = table.come.get(at) ?? [];
  table.come.set(at, list);
  const used = new Set<Added>();
  for (const row of live.op.rows ?? []) {
    const key = rowKey(row);
    const same = list.find((one) => one.key === key && !used.has(one));
    const one = same ?? { row, key, lives: [] };
    one.lives.push(live);
    if (same === undefined) list.push(one);
    used.add(one);
  }
}

function putOnRow(table: TableCase, live: Live, found: Gathered, units: Units, language: Language): void {
  const { op } = live;
  const index = op.row ?? 0;
  const row = table.unit.group.table?.[index];
  const next = op.rows?.[0];
  if (row === undefined || (op.act === 'MOD' && next === undefined)) {
    found.notes.push({
      ...noPlace(op, live.amendment.id),
      message: `${op.act} ${op.id}: ${row === undefined ? `${table.unit.eId} has no row ${index + 1}` : 'it gives no row'}`,
    });
    return;
  }
  const one: RowCase = table.rows.get(index) ?? {
    row,
    paragraphs: paragraphsIn(row).flatMap((item) => units.find(item.eId) ?? []),
    gone: [],
    kept: [],
    shaped: [],
    filled: new Map(),
    contested: false,
    beside: new Set(),
  };
  table.rows.set(index, one);
  if (op.act === 'SUP') one.gone.push(live);
  else if (op.act === 'NOC') {
    one.kept.push(live);
    for (const unit of one.paragraphs) onUnit(found, unit).kept.push(...by(live));
  } else if (next !== undefined) {
    const change = rowChange(row, next, language);
    if (change.shape !== null) one.shaped.push({ live, next, change });
    else giveWords(one, live, change, found, language);
  }
}

const by = ({ amendment, op, on }: Live) => attributionsOf(amendment, op, on);
const onUnit = (found: Gathered, unit: Unit): OnUnit => {
  const on = found.units.get(unit) ?? { mods: [], sups: [], kept: [] };
  found.units.set(unit, on);
  return on;
};

// Words of cells that stay are proposals for the paragraphs in them.
function giveWords(one: RowCase, live: Live, change: RowChange, found: Gathered, language: Language): void {
  for (const { old, runs } of change.words) {
    const unit = one.paragraphs.find(({ item }) => item === old);
    if (unit !== undefined)
      onUnit(found, unit).mods.push({
        op: live.op.id,
        by: by(live),
        edits: editsBetween(runsAt(unit), runs, language),
      });
  }
  for (const { cell, runs } of change.filled)
    one.filled.set(cell, [
      ...(one.filled.get(cell) ?? []),
      { op: live.op.id, by: by(live), edits: editsBetween([], runs, language) },
    ]);
}

/** The changes that touch a paragraph by its words or by what stands beside it, and those that ask that it stay. */
type Touched = Map<Unit, Set<string>>;

function touchedBy(found: Gathered, units: Units): Touched {
  const out: Touched = new Map();
  const add = (unit: Unit, ...ops: string[]): void => {
    if (ops.length > 0) out.set(unit, new Set([...(out.get(unit) ?? []), ...ops]));
  };
  for (const [unit, on] of found.units) {
    add(unit, ...on.mods.filter((one) => one.edits.length > 0 || one.amends !== undefined).map(({ op }) => op));
    add(unit, ...on.kept.map(({ op }) => op));
  }
  for (const { op } of found.live.values())
    if (op.act === 'ADD' && op.row === undefined) {
      const unit = units.find(op.target);
      if (unit !== undefined) add(unit, op.id);
    }
  return out;
}

const authorsOf = (one: Added): string =>
  [...new Set(one.lives.map(({ amendment }) => amendment.by))].sort().join('\n');

function findRivals(table: TableCase, found: Gathered): void {
  for (const [at, list] of table.come) {
    const against = list.some((one) =>
      one.lives.some(({ op }) => (found.onAdditions.get(op.id)?.against.length ?? 0) > 0),
    );
    if (goes(table.unit, found) || against || new Set(list.map(authorsOf)).size > 1) table.rivals.add(at);
  }
}

function settleContests(tables: readonly TableCase[], found: Gathered, touched: Touched, language: Language): void {
  const contested = new Set<string>();
  const tie = ({ amendment, op }: Live): string | null =>
    op.together === undefined ? null : JSON.stringify([amendment.id, op.together]);
  for (const table of tables)
    for (const [index, one] of table.rows) one.contested = isContested(table, index, one, found, touched, language);
  for (let before = -1; before !== contested.size;) {
    before = contested.size;
    for (const { rows } of tables)
      for (const one of rows.values()) {
        const lives = [...one.gone, ...one.shaped.map(({ live }) => live)];
        one.contested ||= lives.some((live) => contested.has(tie(live) ?? ''));
        if (one.contested) for (const live of lives) contested.add(tie(live) ?? live.op.id);
      }
  }
}

function isContested(
  table: TableCase,
  index: number,
  one: RowCase,
  found: Gathered,
  touched: Touched,
  language: Language,
): boolean {
  const { gone, shaped } = one;
  if (gone.length > 0)
    return shaped.length + one.kept.length + one.filled.size > 0 || one.paragraphs.some((unit) => touched.has(unit));
  const [first] = shaped;
  if (first === undefined) return false;
  if (goes(table.unit, found) || one.kept.length > 0) return true;
  if (shaped.some(({ change }) => change.shape !== first.change.shape)) return true;
  const own = new Set(shaped.map(({ live }) => live.op.id));
  const shared = (unit: Unit): boolean =>
    goes(unit, found) || [...(touched.get(unit) ?? [])].some((op) => !own.has(op));
  for (const { change } of shaped) {
    const changed = new Set(change.words.map(({ old }) => old));
    const cells = lostCells(change);
    const lost = new Set(cells.flatMap(paragraphsIn));
    const both = ({ item }: Unit): boolean => item !== null && (changed.has(item) || lost.has(item));
    if (one.paragraphs.some((unit) => both(unit) && shared(unit))) return true;
    const filled = [...cells.map((cell) => one.row.cells.indexOf(cell)), ...change.filled.map(({ cell }) => cell)];
    if (filled.some((cell) => one.filled.has(cell)) || reachesRowsThatCome(table, index, change)) return true;
    // Words of a cell that goes may have come into another: they go together.
    if (wordsOf(change) !== wordsOf(first.change) && cells.length > 0) return true;
  }
  const behind = new Set(shaped.map(({ live }) => live.amendment.by));
  const others = [
    ...one.paragraphs.flatMap((unit) => found.units.get(unit)?.mods ?? []),
    ...[...one.filled.values()].flat(),
  ];
  if (others.every((each) => behind.has(each.by[0]?.by ?? ''))) return false;
  const changed = (row: Row): Run[] =>
    row.cells.flatMap(paragraphsIn).flatMap((item) => [...runsOf(item), { text: ' ' }]);
  return shaped.some(({ next }) => sensitiveIn(changed(one.row), changed(next), language).length > 0);
}

const goes = (unit: Unit, found: Gathered): boolean => (found.units.get(unit)?.sups.length ?? 0) > 0;

const lostCells = ({ steps, rewritten }: RowChange): Cell[] =>
  steps.flatMap(({ old, next }) => (old !== undefined && (next === undefined || rewritten.has(old)) ? [old] : []));

const wordsOf = ({ words, filled }: RowChange): string =>
  JSON.stringify([
    words.map(({ old, runs }) => [old.eId, keyOf(runs)]),
    filled.map(({ cell, runs }) => [cell, keyOf(runs)]),
  ]);

// A cell that is to reach over more rows, and a row that is to come among those.
function reachesRowsThatCome(table: TableCase, index: number, change: RowChange): boolean {
  return change.steps.some(({ old, next }) => {
    const rows = next?.rowspan ?? 1;
    if (old === undefined || rows <= 1 || rows === (old.rowspan ?? 1)) return false;
    return [...table.come.keys()].some((at) => at > index && at < index + rows);
  });
}

// What the row's case says to its paragraphs, once it is known whether it is contested.
function passOn(one: RowCase, found: Gathered, language: Language): void {
  if (one.contested)
    for (const unit of one.paragraphs) {
      const on = found.units.get(unit);
      if (on !== undefined) on.threatened = true;
    }
  else for (const { live, change } of one.shaped) giveWords(one, live, change, found, language);
}
