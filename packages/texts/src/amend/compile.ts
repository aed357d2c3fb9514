import type { Mark, Text } from '../model/text.ts';
import { compileAdditions } from './additions.ts';
import { freshAddress } from './addresses.ts';
import { runsAt, slotLabels, struckGroup, withHeading, withRuns } from './apply.ts';
import { houseOrder, sorted } from './attribution.ts';
import { mergedUnits } from './contests.ts';
import { struck, struckItem, type By } from './edits.ts';
import { gather, type Gathered, type OnUnit } from './gather.ts';
import { conventionOf } from './labels.ts';
import { isContested } from './merge.ts';
import type { Amendment, Compilation, CompiledPlace, CompileOptions, Option, Segment } from './model.ts';
import { printGroup, printItem } from './print-additions.ts';
import { markOf, printed, type Printing } from './render.ts';
import { rowCases } from './row-cases.ts';
import { rowsOf } from './rows.ts';
import { itemsOfPieces, parting, piecesOf, shown } from './splits.ts';
import { printTables } from './tables.ts';
import { emptyPlan, rebuild, slotKey, unitsOf, type Plan, type Slot, type Unit } from './units.ts';

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
  const convention = options.labels ?? conventionOf(language);
  const taken = new Set(units.all.map(({ eId }) => eId));
  const splits = new Map<string, number>();
  const merged = mergedUnits(found, additions, tables, { language, compare });
  for (const unit of units.all) {
    const [on, segments] = [found.units.get(unit), merged.get(unit)];
    if (on === undefined || segments === undefined) continue;
    const slot: Slot = { list: unit.list, index: unit.index + 1 };
    const beside = additions.get(slotKey(slot))?.length ?? 0;
    const labels = (count: number): (string | null)[] =>
      slotLabels(units, { into: 'items', slot, beside: unit }, count + beside, convention);
    const parts = printUnit(plan, unit, segments, { printing, found, taken, labels });
    places.push(placeOf(unit, on, segments, parts, compare));
    if (parts?.nested === false) splits.set(slotKey(slot), parts.eIds.length);
  }
  for (const [key, list] of additions) {
    const [first] = list;
    if (first === undefined) continue;
    const before = splits.get(key) ?? 0;
    const labels = slotLabels(units, first.addition, before + list.length, convention).slice(before);
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
  return { text: done, places, rows: rowsOf(all, places, units, found.splitOff), notes };
}

// What one organisation adds at a place stands in the order in which it was numbered: A/9 before A/10.
const byNumber = (a: string, b: string): number =>
  a.localeCompare(b, 'en', { numeric: true }) || (a < b ? -1 : a > b ? 1 : 0);

const placeOf = (
  unit: Unit,
  on: OnUnit,
  segments: Segment[],
  parts: Parts | null,
  compare: (a: string, b: string) => number,
): CompiledPlace => ({
  target: unit.id,
  eId: unit.eId,
  label: unit.item === null ? (unit.group.label ?? null) : unit.item.label,
  kind: unit.item === null ? 'heading' : 'words',
  original: runsAt(unit),
  segments: parts === null ? segments : shown(segments),
  ...(parts === null ? {} : { parts: parts.eIds }),
  kept: sorted(on.kept, compare),
  contested: isContested(segments),
});

/** The choice of taking out a whole paragraph, where nothing contradicts it. */
const wholeOut = (segments: readonly Segment[]): Option | null => {
  const [only] = segments;
  if (only?.kind !== 'choice' || only.choice.reason !== 'proposed' || !only.choice.id.endsWith('#all')) return null;
  return only.choice.options[1] ?? null;
};

/** What is split off a paragraph, and whether it stands below it. */
interface Parts {
  eIds: string[];
  nested: boolean;
}

interface UnitPrinting {
  printing: Printing;
  found: Gathered;
  taken: Set<string>;
  /** Labels for so many paragraphs that come after this one. */
  labels(count: number): (string | null)[];
}

/** Puts what is printed for a unit into the plan; gives the addresses of what is split off where somebody would split it. */
function printUnit(plan: Plan, unit: Unit, segments: readonly Segment[], at: UnitPrinting): Parts | null {
  const { printing, found, taken } = at;
  const splitters = new Set(found.splitOff.values());
  const splits = found.units.get(unit)?.mods.some(({ op }) => splitters.has(op)) === true;
  if (!segments.some((one) => one.kind === 'choice')) return null;
  const out = wholeOut(segments);
  if (out !== null) {
    const by = authorOf(markOf('deleted', out.by, printing));
    const alone = out.by.every(({ op }) => found.live.get(op)?.op.place === 'heading');
    if (unit.item !== null) plan.items.set(unit.eId, (item) => [struckItem(item, by)]);
    else
      plan.groups.set(unit.eId, (group) => [
        alone ? withHeading(group, struck(runsAt(unit), by), printing.language) : struckGroup(group, runsAt(unit), by),
      ]);
    return null;
  }
  const runs = printed(splits ? parting(segments) : segments, printing);
  if (unit.item === null) {
    plan.groups.set(unit.eId, (group) => [withHeading(group, runs, printing.language)]);
    return null;
  }
  if (!splits) {
    plan.items.set(unit.eId, (item) => [withRuns(item, runs)]);
    return null;
  }
  const pieces = piecesOf(runs);
  const nested = isNested(unit, found);
  const labels = nested ? [] : at.labels(pieces.length - 1);
  const parent = nested ? unit.eId : (unit.list.split('/')[0] ?? '');
  const kind = nested ? 'point' : parent.startsWith('preamble') ? 'rec' : 'para';
  const more = pieces.slice(1).map((_, i) => {
    const label = labels[i] ?? null;
    return { eId: freshAddress(parent, kind, label, taken), label };
  });
  plan.items.set(unit.eId, (item) => itemsOfPieces(item, pieces, more, nested));
  return { eIds: more.map(({ eId }) => eId), nested };
}

// Whether all who split a paragraph put what they split off below it: it has no number of its own.
function isNested(unit: Unit, found: Gathered): boolean {
  const adds = [...found.splitOff.keys()].flatMap((id) => found.live.get(id)?.op ?? []);
  const own = adds.filter(({ target }) => target === unit.id || target === unit.eId);
  return own.length > 0 && own.every(({ place }) => place === 'inside');
}

const authorOf = ({ author, date }: Mark): By => ({
  ...(author === undefined ? {} : { author }),
  ...(date === undefined ? {} : { date }),
});
