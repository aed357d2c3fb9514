import type { Group, Item, Mark, Text } from '../model/text.ts';
import { freshAddress } from './addresses.ts';
import { callOf, runsAt, slotLabels, struckGroup, struckItem, withHeading, withRuns } from './apply.ts';
import { houseOrder, sorted } from './attribution.ts';
import { struck, type By } from './edits.ts';
import { compileAdditions, type CompiledAddition } from './additions.ts';
import { gather, type Gathered, type OnUnit } from './gather.ts';
import { conventionOf } from './labels.ts';
import { isContested, mergeWords } from './merge.ts';
import type { Amendment, Compilation, CompiledPlace, CompileOptions, NewParagraph, Option, Segment } from './model.ts';
import { markOf, printed, printedAddition, type Printing } from './render.ts';
import { rowsOf } from './rows.ts';
import { textIn } from './runs.ts';
import { rowCases, type TableCase } from './row-cases.ts';
import { printTables } from './tables.ts';
import { emptyPlan, rebuild, unitsOf, type Plan, type Unit } from './units.ts';

/**
 * Merges any number of proposals against one text, per paragraph: identical ones are joined, compatible ones combined word
 * by word, what cannot stand together is printed in square brackets with its authors, in the house order of organisations.
 * The same amendments give the same compilation in whatever order they come. What has no place is told in `notes`, never
 * left out in silence; withdrawn and settled ones are in `rows`.
 */
export function compile(text: Text, amendments: readonly Amendment[], options: CompileOptions = {}): Compilation {
  const language = options.language ?? text.language;
  const compare = houseOrder(options.order ?? []);
  const all = [...amendments].sort(
    (a, b) => compare(a.by, b.by) || (a.at < b.at ? -1 : a.at > b.at ? 1 : 0) || byNumber(a.id, b.id),
  );
  const units = unitsOf(text);
  const found = gather({ ...text, language }, units, all);
  const dates = new Map(all.map(({ id, at }) => [id, at]));
  const printing: Printing = {
    language,
    editor: options.editor ?? 'Compilation',
    date: (amendment) => dates.get(amendment) || undefined,
  };
  const plan = emptyPlan();
  const places: CompiledPlace[] = [];
  const additions = compileAdditions(all, found, units, compare, language);
  const tables = rowCases(found, units, language);
  const contested = contestedSups(found, additions, tables);
  for (const unit of units.all) {
    const on = found.units.get(unit);
    if (on === undefined) continue;
    const segments = segmentsOf(unit, on, contested, { language, compare });
    places.push(placeOf(unit, on, segments, compare));
    printUnit(plan, unit, segments, printing, found);
  }
  const convention = options.labels ?? conventionOf(language);
  const taken = new Set(units.all.map(({ eId }) => eId));
  for (const [key, list] of additions) {
    const [first] = list;
    if (first === undefined) continue;
    const labels = slotLabels(units, first.addition, list.length, convention);
    if (first.addition.into === 'groups')
      plan.addedGroups.set(
        key,
        list.map((one) => printGroup(one, first.addition.slot.list.split('/')[0] ?? '', { taken, places, printing })),
      );
    else
      plan.addedItems.set(
        key,
        list.map((one, i) =>
          printItem(one, labels[i] ?? one.addition.op.label ?? null, first.addition.slot.list.split('/')[0] ?? '', {
            taken,
            places,
            printing,
          }),
        ),
      );
  }
  printTables(tables, { plan, places, found, printing, taken, compare });
  const done = rebuild(text, plan);
  const order = new Map(unitsOf(done).all.map(({ eId }, i) => [eId, i]));
  places.sort((a, b) => (order.get(a.eId) ?? 0) - (order.get(b.eId) ?? 0));
  const notes = [...found.notes].sort((a, b) => (a.message < b.message ? -1 : a.message > b.message ? 1 : 0));
  for (const { id, by, status } of all)
    if (status === 'withdrawn')
      notes.push({ code: 'withdrawn', message: `amendment ${id} of ${by} is withdrawn`, amendment: id });
  return { text: done, places, rows: rowsOf(all, places, units), notes };
}

// What one organisation adds at a place stands in the order in which it was numbered: A/9 before A/10.
const byNumber = (a: string, b: string): number =>
  a.localeCompare(b, 'en', { numeric: true }) || (a < b ? -1 : a > b ? 1 : 0);

// A paragraph that one would take out while another changes it, keeps it or adds below it is contested, with all that goes
// with it.
function contestedSups(
  found: Gathered,
  additions: Map<string, CompiledAddition[]>,
  tables: ReadonlyMap<string, TableCase>,
): Set<string> {
  const out = new Set<string>();
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

function segmentsOf(
  unit: Unit,
  on: OnUnit,
  contested: ReadonlySet<string>,
  context: { language: Text['language']; compare: (a: string, b: string) => number },
): Segment[] {
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

const placeOf = (
  unit: Unit,
  on: OnUnit,
  segments: Segment[],
  compare: (a: string, b: string) => number,
): CompiledPlace => ({
  target: unit.id,
  eId: unit.eId,
  label: unit.item === null ? (unit.group.label ?? null) : unit.item.label,
  kind: unit.item === null ? 'heading' : 'words',
  original: runsAt(unit),
  segments,
  kept: sorted(on.kept, compare),
  contested: isContested(segments),
});

/** The choice of taking out a whole paragraph, where nothing contradicts it. */
const wholeOut = (segments: readonly Segment[]): Option | null => {
  const [only] = segments;
  if (only?.kind !== 'choice' || only.choice.reason !== 'proposed' || !only.choice.id.endsWith('#all')) return null;
  return only.choice.options[1] ?? null;
};

function printUnit(plan: Plan, unit: Unit, segments: readonly Segment[], printing: Printing, found: Gathered): void {
  if (!segments.some((one) => one.kind === 'choice')) return;
  const out = wholeOut(segments);
  if (out !== null) {
    const by = authorOf(markOf('deleted', out.by, printing));
    const alone = out.by.every(({ op }) => found.live.get(op)?.op.place === 'heading');
    if (unit.item !== null) plan.items.set(unit.eId, (item) => [struckItem(item, by)]);
    else
      plan.groups.set(unit.eId, (group) => [
        alone ? withHeading(group, struck(runsAt(unit), by), printing.language) : struckGroup(group, runsAt(unit), by),
      ]);
    return;
  }
  const runs = printed(segments, printing);
  if (unit.item !== null) plan.items.set(unit.eId, (item) => [withRuns(item, runs)]);
  else plan.groups.set(unit.eId, (group) => [withHeading(group, runs, printing.language)]);
}

const authorOf = ({ author, date }: Mark): By => ({
  ...(author === undefined ? {} : { author }),
  ...(date === undefined ? {} : { date }),
});

interface Making {
  taken: Set<string>;
  places: CompiledPlace[];
  printing: Printing;
}

function printItem(one: CompiledAddition, label: string | null, parent: string, making: Making): Item {
  const kind = parent.startsWith('preamble') ? 'rec' : 'para';
  const eId = freshAddress(parent, kind, label, making.taken);
  const runs = printedAddition(one.segments, one.by, one.contested, making.printing);
  recordAddition(one, eId, label, making);
  return {
    eId,
    label,
    text: textIn(runs),
    runs,
    state: 'inserted',
    lines: [],
    items: [
      ...(one.addition.op.items ?? []).map((below) => printBelow(one, below, eId, making)),
      ...one.below.map((below) => printItem(below, below.addition.op.label ?? null, eId, making)),
    ],
  };
}

function recordAddition(one: CompiledAddition, eId: string, label: string | null, making: Making): void {
  making.places.push({
    target: one.addition.op.id,
    eId,
    label,
    kind: 'addition',
    original: [],
    segments: [{ kind: 'choice', choice: one.choice }],
    kept: [],
    contested: one.contested,
  });
}

// Paragraphs below an addition come and go with it.
function printBelow(one: CompiledAddition, from: NewParagraph, parent: string, making: Making): Item {
  const label = from.label ?? null;
  const eId = freshAddress(parent, 'point', label, making.taken);
  const segments: Segment[] = [{ kind: 'words', runs: from.runs }];
  const runs = printedAddition(segments, one.by, one.contested, making.printing);
  const option: Option = { key: one.choice.options[1]?.key ?? 'add', by: one.by, segments };
  recordAddition(
    { ...one, choice: { ...one.choice, options: [one.choice.options[0] ?? option, option] } },
    eId,
    label,
    making,
  );
  return {
    eId,
    label,
    text: textIn(runs),
    runs,
    state: 'inserted',
    lines: [],
    items: (from.items ?? []).map((below) => printBelow(one, below, eId, making)),
  };
}

function printGroup(one: CompiledAddition, parent: string, making: Making): Group {
  const { op } = one.addition;
  const part = op.part ?? 'section';
  const eId = freshAddress(
    parent === '' ? 'x' : parent,
    part === 'table' ? 'table' : 'sec',
    op.label ?? null,
    making.taken,
  );
  const runs =
    (op.runs ?? []).length === 0 ? [] : printedAddition(one.segments, one.by, one.contested, making.printing);
  recordAddition(one, eId, op.label ?? null, making);
  const bare: Group = {
    eId,
    part,
    heading: '',
    ...(op.label === undefined ? {} : { label: op.label }),
    ...callOf(part, textIn(op.runs ?? []), making.printing.language),
    state: 'inserted',
    lines: [],
    items: [
      ...(op.items ?? []).map((below) => printBelow(one, below, eId, making)),
      ...one.below
        .filter(({ addition }) => addition.op.part === undefined)
        .map((below) => printItem(below, below.addition.op.label ?? null, eId, making)),
    ],
    groups: one.below
      .filter(({ addition }) => addition.op.part !== undefined)
      .map((below) => printGroup(below, eId, making)),
    ...(op.rows === undefined
      ? {}
      : {
          table: op.rows.map((row) => ({
            ...row,
            mark: markOf('inserted', one.by, making.printing),
            cells: row.cells.map((cell) => ({
              ...cell,
              items: cell.items.map((item) =>
                printBelow(one, { runs: item.runs, label: item.label, items: [] }, eId, making),
              ),
            })),
          })),
        }),
  };
  return runs.length === 0 ? bare : { ...bare, heading: textIn(runs), headingRuns: runs };
}
