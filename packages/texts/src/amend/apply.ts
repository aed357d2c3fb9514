import { headingRunsOf } from '../compare/nodes.ts';
import type { Group, Item, Language, Run, Text } from '../model/text.ts';
import { freshAddress } from './addresses.ts';
import { withRowChanges, type RowWriting } from './apply-rows.ts';
import { addresseesOf, openingVerb } from '../structure/words.ts';
import { editsBetween, struck, struckItem, withEdits, type By, type Edit } from './edits.ts';
import { conventionOf, isDash, isRomanSeries, nextLabel, labelsOf, provisionalLabel } from './labels.ts';
import type { AmendmentOp, AmendNote, LabelConvention, NewParagraph } from './model.ts';
import { additionsOf, noPlace, type Addition } from './place.ts';
import { join, marked, runsOf, textIn } from './runs.ts';
import { emptyPlan, rebuild, unitsOf, type Plan, type Unit, type Units } from './units.ts';

/** A proposal that cannot be applied to this text; `notes` name each place. */
export class AmendError extends Error {
  override name = 'AmendError';
  readonly notes: AmendNote[];
  constructor(notes: AmendNote[]) {
    super(notes.map((note) => note.message).join('; '));
    this.notes = notes;
  }
}

export interface AmendOptions {
  /** What changes is marked as this author's; left out, the result is clean. */
  by?: By;
  /** Labels of what is added: as the proposal gives them, else by the convention (default), or always by it. */
  labels?: 'given' | 'provisional';
  convention?: LabelConvention;
}

/**
 * A text with one proposal made: its changes marked under an author's name (`by`), or clean. Several changes of the words of
 * one paragraph are made together. Throws AmendError where a change has no place or two of them change the same words.
 */
export function amend(text: Text, ops: readonly AmendmentOp[], options: AmendOptions = {}): Text {
  const { text: done, notes } = applyOps(text, ops, options);
  if (notes.length > 0) throw new AmendError(notes);
  return done;
}

/** The same, with what could not be applied told instead of thrown. */
export function applyOps(
  text: Text,
  ops: readonly AmendmentOp[],
  options: AmendOptions = {},
): { text: Text; notes: AmendNote[]; added: Map<string, string> } {
  const units = unitsOf(text);
  const plan = emptyPlan();
  const notes: AmendNote[] = [];
  const { language } = text;
  const known = ops.filter((op) => op.act !== 'ADD' || op.row !== undefined);
  const taken = new Set(units.all.map((unit) => unit.eId));
  const byUnit = new Map<Unit, AmendmentOp[]>();
  for (const op of known) {
    const unit = units.find(op.target);
    if (unit === undefined) notes.push(noPlace(op));
    else byUnit.set(unit, [...(byUnit.get(unit) ?? []), op]);
  }
  for (const [unit, own] of byUnit) {
    const mods = own.filter((op) => op.act === 'MOD' && op.row === undefined);
    const edits = combined(unit, mods, language, notes);
    const label = mods.map((op) => op.label).findLast((one) => one !== undefined);
    if (edits.length > 0 || label !== undefined) changeWords(plan, unit, edits, label, language, options.by);
    const sup = own.find((op) => op.act === 'SUP' && op.row === undefined);
    if (sup) takeOut(plan, unit, sup, options.by);
    changeRows(plan, unit, own, { table: unit.eId, language, taken, by: options.by });
  }
  const { slots, loose } = additionsOf(
    units,
    ops.map((op) => movedFrom(op, ops, units)),
  );
  for (const op of loose) notes.push(noPlace(op));
  const added = place(units, slots, plan, text, taken, options);
  return { text: rebuild(text, plan), notes, added };
}

/** The runs of a unit: a paragraph's words, or a heading's. */
export const runsAt = (unit: Unit): Run[] => (unit.item === null ? headingRunsOf(unit.group) : runsOf(unit.item));

// The changes of words of several MODs of one paragraph. Two that strike the same words cannot both be made.
function combined(unit: Unit, mods: readonly AmendmentOp[], language: Language, notes: AmendNote[]): Edit[] {
  const out: Edit[] = [];
  for (const op of mods) {
    for (const edit of op.runs === undefined ? [] : editsBetween(runsAt(unit), op.runs, language)) {
      if (out.some((other) => other.key === edit.key)) continue;
      if (out.some((other) => edit.from < other.to && other.from < edit.to))
        notes.push({
          code: 'overlaps',
          message: `MOD ${op.id}: another change alters the same words of ${unit.eId}`,
          op: op.id,
          target: op.target,
        });
      else out.push(edit);
    }
  }
  return out.sort((a, b) => a.from - b.from || a.to - b.to);
}

/** A paragraph with other words. */
export const withRuns = (item: Item, runs: Run[]): Item => ({ ...item, runs, text: textIn(runs) });

/** A heading with other words, and what they say: the verb and whom it addresses. */
export function withHeading(group: Group, runs: Run[], language: Language): Group {
  const heading = textIn(runs);
  const match = group.verb === null ? null : openingVerb(heading, language);
  return {
    ...group,
    heading,
    headingRuns: runs,
    ...(match === null
      ? {}
      : { verb: match.verb, addressees: group.part === 'operative' ? addresseesOf(heading, match, language) : [] }),
  };
}

/** What the heading of a new group says. */
export function callOf(part: Group['part'], heading: string, language: Language): Pick<Group, 'verb' | 'addressees'> {
  const match = part === 'operative' || part === 'preamble' ? openingVerb(heading, language) : null;
  return {
    verb: match?.verb ?? null,
    addressees: match && part === 'operative' ? addresseesOf(heading, match, language) : [],
  };
}

function chain<T>(map: Map<string, (one: T) => T[]>, eId: string, next: (one: T) => T[]): void {
  const before = map.get(eId);
  map.set(eId, before === undefined ? next : (one) => before(one).flatMap(next));
}

function changeWords(
  plan: Plan,
  unit: Unit,
  edits: readonly Edit[],
  label: string | null | undefined,
  language: Language,
  by?: By,
): void {
  if (unit.item === null)
    chain(plan.groups, unit.eId, (group) => [
      {
        ...(edits.length === 0 ? group : withHeading(group, withEdits(runsAt(unit), edits, by), language)),
        ...(label === undefined ? {} : { label }),
      },
    ]);
  else
    chain(plan.items, unit.eId, (item) => {
      const worded = edits.length === 0 ? item : withRuns(item, withEdits(runsOf(item), edits, by));
      if (label === undefined || label === item.label) return [worded];
      return [{ ...worded, label, ...(by === undefined ? {} : { oldLabel: item.label ?? '' }) }];
    });
}

/** A group whose heading is struck, under a mark; what is below it is struck by itself. */
export const struckGroup = (group: Group, runs: Run[], by: By): Group => ({
  ...group,
  headingRuns: struck(runs, by),
  state: 'deleted',
  ...(group.table === undefined
    ? {}
    : { table: group.table.map((row) => ({ ...row, mark: { state: 'deleted' as const, ...by } })) }),
});

function takeOut(plan: Plan, unit: Unit, op: AmendmentOp, by?: By): void {
  const heading = op.place === 'heading' && unit.item === null;
  const whole = op.alone !== true && !heading;
  for (const one of whole ? [unit, ...unit.below] : [unit]) {
    if (one.item === null)
      chain(plan.groups, one.eId, (group) => {
        if (by !== undefined)
          return [
            heading
              ? { ...group, heading: '', headingRuns: struck(runsAt(one), by) }
              : struckGroup(group, runsAt(one), by),
          ];
        return whole ? [] : [{ ...group, heading: '', headingRuns: struck(runsAt(one)) }];
      });
    else
      chain(plan.items, one.eId, (item) => {
        if (by !== undefined) return [struckItem(item, by)];
        return whole ? [] : item.items;
      });
  }
}

function changeRows(plan: Plan, unit: Unit, ops: readonly AmendmentOp[], writing: RowWriting): void {
  const rows = ops.filter((op) => op.row !== undefined);
  if (rows.length > 0) chain(plan.groups, unit.eId, (group) => [withRowChanges(group, rows, writing)]);
}

/** A new paragraph with those below it. */
export function itemFrom(from: NewParagraph, label: string | null, eId: string, taken: Set<string>, by?: By): Item {
  const runs = by === undefined ? join(from.runs) : marked(join(from.runs), { state: 'inserted', ...by });
  return {
    eId,
    label,
    text: textIn(runs),
    runs,
    state: by === undefined ? 'kept' : 'inserted',
    lines: [],
    items: (from.items ?? []).map((one) =>
      itemFrom(one, one.label ?? null, freshAddress(eId, 'point', one.label ?? null, taken), taken, by),
    ),
  };
}

// What stands around a gap of a list gives the labels of what is put there.
function place(
  units: Units,
  slots: Map<string, Addition[]>,
  plan: Plan,
  text: Text,
  taken: Set<string>,
  options: AmendOptions,
): Map<string, string> {
  const added = new Map<string, string>();
  const convention = options.convention ?? conventionOf(text.language);
  for (const [key, additions] of slots) {
    const first = additions[0];
    if (first === undefined) continue;
    const labels = slotLabels(units, first, additions.length, convention);
    if (first.into === 'groups')
      plan.addedGroups.set(
        key,
        additions.map((one) => groupFrom(one, taken, text.language, added, options.by)),
      );
    else
      plan.addedItems.set(
        key,
        additions.map((one, i) => added1(one, labels[i] ?? null, parentOf(one), taken, added, options)),
      );
  }
  return added;
}

// The paragraph that a move brings is the one that it takes away: its identity goes with it.
function movedFrom(op: AmendmentOp, ops: readonly AmendmentOp[], units: Units): Addition['op'] {
  if (op.act !== 'ADD' || op.move === undefined) return op;
  const source = ops.find((other) => other.act === 'SUP' && other.move === op.move);
  const wId = source === undefined ? undefined : units.find(source.target)?.item?.wId;
  return wId === undefined ? op : { ...op, wId };
}

const parentOf = (one: Addition): string => one.slot.list.split('/')[0] ?? '';

function added1(
  one: Addition,
  computed: string | null,
  parent: string,
  taken: Set<string>,
  added: Map<string, string>,
  options: AmendOptions,
): Item {
  const label = options.labels === 'given' || computed === null ? (one.op.label ?? computed) : computed;
  const kind = parent.startsWith('preamble') ? 'rec' : 'para';
  const eId = freshAddress(parent, kind, label, taken);
  added.set(one.op.id, eId);
  const item = itemFrom({ runs: one.op.runs ?? [], items: one.op.items ?? [] }, label, eId, taken, options.by);
  const below = one.below.map((other) => added1(other, other.op.label ?? null, eId, taken, added, options));
  return {
    ...item,
    ...(one.op.wId === undefined ? {} : { wId: one.op.wId }),
    items: [...item.items, ...below],
  };
}

/** A group that is added: heading, paragraphs, rows. */
export function groupFrom(
  one: Addition,
  taken: Set<string>,
  language: Language,
  added: Map<string, string>,
  by?: By,
): Group {
  const { op } = one;
  const part = op.part ?? 'section';
  const runs = by === undefined ? join(op.runs ?? []) : marked(join(op.runs ?? []), { state: 'inserted', ...by });
  const heading = textIn(runs);
  const parent = parentOf(one);
  const eId = freshAddress(parent === '' ? 'x' : parent, part === 'table' ? 'table' : 'sec', op.label ?? null, taken);
  added.set(op.id, eId);
  return {
    eId,
    part,
    heading,
    ...(runs.length === 0 ? {} : { headingRuns: runs }),
    ...(op.label === undefined ? {} : { label: op.label }),
    ...callOf(part, heading, language),
    state: by === undefined ? 'kept' : 'inserted',
    lines: [],
    items: [
      ...(op.items ?? []).map((item) =>
        itemFrom(item, item.label ?? null, freshAddress(eId, 'para', item.label ?? null, taken), taken, by),
      ),
      ...one.below
        .filter((other) => other.op.part === undefined)
        .map((other) => added1(other, other.op.label ?? null, eId, taken, added, by === undefined ? {} : { by })),
    ],
    groups: one.below
      .filter((other) => other.op.part !== undefined)
      .map((other) => groupFrom(other, taken, language, added, by)),
    ...(op.rows === undefined
      ? {}
      : {
          table: op.rows.map((row) => ({
            ...row,
            ...(by === undefined ? {} : { mark: { state: 'inserted' as const, ...by } }),
            cells: row.cells.map((cell) => ({
              ...cell,
              items: cell.items.map((item) =>
                itemFrom(item, item.label, freshAddress(eId, 'para', item.label, taken), taken, by),
              ),
            })),
          })),
        }),
  };
}

/** Labels for what is put in a gap: the next of the series at the end of a list, else by the convention. */
export function slotLabels(
  units: Units,
  first: Pick<Addition, 'into' | 'slot' | 'beside'>,
  count: number,
  convention: LabelConvention,
): (string | null)[] {
  if (first.into === 'groups') return Array.from({ length: count }, () => null);
  const list = units.list(first.slot.list).flatMap(({ item }) => (item === null ? [] : [item]));
  const labels = labelsOf(list);
  if (labels.length === 0) return Array.from({ length: count }, () => null);
  const roman = isRomanSeries(labels);
  const before = labelsOf(list.slice(0, first.slot.index)).at(-1) ?? null;
  const after = labelsOf(list.slice(first.slot.index))[0] ?? runsOn(units, first.beside, before, roman);
  const out: (string | null)[] = [];
  let last = before;
  for (let n = 0; n < count; n++) {
    const next: string | null = after === null && last !== null ? nextLabel(last, roman) : null;
    out.push(next ?? provisionalLabel(before, after, n, convention));
    last = next ?? last;
  }
  return out;
}

// Numbers may run on under the next heading: then the end of a list is no end of its series.
function runsOn(units: Units, beside: Unit, before: string | null, roman: boolean): string | null {
  const group = beside.item === null ? beside : units.find(beside.group.eId);
  if (before === null || group === undefined || isDash(before)) return null;
  const next = units.list(group.list)[group.index + 1];
  const first = next === undefined ? undefined : labelsOf(next.group.items)[0];
  return first !== undefined && first === nextLabel(before, roman) ? first : null;
}
