import type { Language, Run, Text } from '../model/text.ts';
import { runsAt } from './apply.ts';
import { attributionsOf } from './attribution.ts';
import { editsBetween } from './edits.ts';
import type { Proposal } from './merge.ts';
import type { Amendment, AmendmentOp, AmendNote, Attribution } from './model.ts';
import { noPlace } from './place.ts';
import { splitsOf, tiedLives, withEnds } from './splits.ts';
import type { Unit, Units } from './units.ts';

/** What is proposed for one paragraph or heading. */
export interface OnUnit {
  mods: Proposal[];
  /** Those that ask that it go: their SUP reaches it. */
  sups: { op: string; by: Attribution[] }[];
  kept: Attribution[];
  /** The row that it stands in is contested: no change in it is agreed. */
  threatened?: true;
  /** Organisations that change cells of the row that it stands in. */
  beside?: ReadonlySet<string>;
}

/** A change that counts, with its amendment. */
export interface Live {
  amendment: Amendment;
  op: AmendmentOp;
  /** Organisation whose proposal it amends. */
  on: string | null;
  /** Change that it amends. */
  amends: Live | null;
}

/** All proposals, by what they are about. */
export interface Gathered {
  live: Map<string, Live>;
  units: Map<Unit, OnUnit>;
  /** Changes to what others would add, by the id of that addition. */
  onAdditions: Map<string, { mods: Proposal[]; against: Attribution[] }>;
  rows: Live[];
  /** Changes of one amendment that stand or fall together. */
  ties: Live[][];
  /** Additions that take what is split off a paragraph: the words of its change say all, by the id of the addition. */
  splitOff: Map<string, string>;
  notes: AmendNote[];
}

/** Whether an amendment counts when proposals are merged. */
export const isOpen = ({ status }: Amendment): boolean => status === 'proposed' || status === 'partly-accepted';
export const isOpenOp = (op: AmendmentOp): boolean => (op.state ?? 'open') === 'open';

/**
 * Sorts out what each open change is about. An amendment to an amendment counts as a proposal of its own for the paragraph
 * that the other would change, told as "the other's, as amended by"; one to an addition stays with the addition.
 */
export function gather(text: Text, units: Units, amendments: readonly Amendment[]): Gathered {
  const notes: AmendNote[] = [];
  const live = new Map<string, Live>();
  const byId = new Map(amendments.map((one) => [one.id, one]));
  for (const amendment of amendments)
    for (const op of isOpen(amendment) ? amendment.ops.filter(isOpenOp) : []) {
      if (live.has(op.id)) {
        notes.push({
          code: 'twice',
          message: `the change ${op.id} stands twice; the second is left out`,
          amendment: amendment.id,
          op: op.id,
        });
        continue;
      }
      const parent = amendment.parent === undefined ? undefined : byId.get(amendment.parent);
      live.set(op.id, { amendment, op, on: parent?.by ?? null, amends: null });
    }
  for (const one of live.values()) one.amends = amendedBy(one, live, byId, units);
  const ties = tiedLives(live.values());
  const splits = splitsOf(ties, live, units);
  const splitOff = new Map([...splits].flatMap(([mod, adds]) => adds.map((op) => [op.id, mod] as const)));
  const out: Gathered = { live, units: new Map(), onAdditions: new Map(), rows: [], ties, splitOff, notes };
  for (const one of live.values()) sortOut(one, out, units, text.language, splits.get(one.op.id) ?? []);
  return out;
}

function amendedBy(one: Live, live: Map<string, Live>, byId: Map<string, Amendment>, units: Units): Live | null {
  const { op, amendment } = one;
  const direct = live.get(op.target);
  if (direct !== undefined && direct.amendment.id !== amendment.id && op.act !== 'ADD') {
    one.on = direct.amendment.by;
    return direct;
  }
  const parent = amendment.parent === undefined ? undefined : byId.get(amendment.parent);
  if (parent === undefined || op.act === 'ADD') return null;
  const unit = units.find(op.target);
  const same = parent.ops.find(
    (other) => unit !== undefined && units.find(other.target) === unit && other.act === 'MOD',
  );
  return same === undefined ? null : (live.get(same.id) ?? null);
}

// The change that a chain of amendments to amendments begins with. A ring has no beginning.
function rootOf(one: Live): Live | null {
  let at: Live = one;
  for (let depth = 0; at.amends !== null; depth++) {
    if (depth > 50) return null;
    at = at.amends;
  }
  return at;
}

function sortOut(one: Live, out: Gathered, units: Units, language: Language, splitOff: readonly AmendmentOp[]): void {
  const { op, amendment } = one;
  const root = rootOf(one);
  // A row that another would have in place of one that is added, or otherwise than it is proposed, stands beside that.
  if (root !== null && root !== one && root.op.row !== undefined && op.act === 'MOD' && op.rows !== undefined) {
    out.rows.push({ ...one, op: { ...op, act: root.op.act, target: root.op.target, row: root.op.row } });
    return;
  }
  if (op.row !== undefined && one.amends === null) {
    if (units.find(op.target) === undefined) out.notes.push(noPlace(op, amendment.id));
    else out.rows.push(one);
    return;
  }
  if (op.act === 'ADD') return;
  const by = attributionsOf(amendment, op, one.on);
  if (root !== null && root !== one && root.op.act === 'ADD') {
    const entry = out.onAdditions.get(root.op.id) ?? { mods: [], against: [] };
    out.onAdditions.set(root.op.id, entry);
    const original: Run[] = root.op.runs ?? [];
    if (op.act === 'MOD' && op.runs !== undefined)
      entry.mods.push({
        op: op.id,
        by,
        edits: editsBetween(original, op.runs, language),
        ...(one.amends === root || one.amends === null ? {} : { amends: one.amends.op.id }),
      });
    else if (op.act === 'SUP') entry.against.push(...by);
    return;
  }
  const unit = root === null ? undefined : units.find(root.op.target);
  if (unit === undefined) {
    out.notes.push(noPlace(op, amendment.id));
    return;
  }
  const at = (where: Unit): OnUnit => {
    const entry = out.units.get(where) ?? { mods: [], sups: [], kept: [] };
    out.units.set(where, entry);
    return entry;
  };
  const amends = one.amends?.op.act === 'MOD' ? { amends: one.amends.op.id } : {};
  switch (op.act) {
    case 'MOD': {
      const runs = op.runs === undefined ? undefined : withEnds(op.runs, splitOff);
      const edits = runs === undefined ? [] : editsBetween(runsAt(unit), runs, language);
      if (edits.length === 0 && op.label === undefined && one.amends === null)
        out.notes.push({
          code: 'no-change',
          message: `MOD ${op.id}: the words of ${unit.eId} stay as they are`,
          amendment: amendment.id,
          op: op.id,
          target: op.target,
        });
      at(unit).mods.push({ op: op.id, by, edits, ...amends });
      return;
    }
    case 'SUP':
      // To strike a proposal to change is to ask that the words stay; to strike a proposal to strike, likewise.
      if (one.amends?.op.act === 'MOD') at(unit).mods.push({ op: op.id, by, edits: [], ...amends });
      else if (one.amends?.op.act === 'SUP') for (const each of [unit, ...unit.below]) at(each).kept.push(...by);
      else if (op.alone || (op.place === 'heading' && unit.kind === 'group')) at(unit).sups.push({ op: op.id, by });
      else for (const each of [unit, ...unit.below]) at(each).sups.push({ op: op.id, by });
      return;
    case 'NOC':
      for (const each of [unit, ...unit.below]) at(each).kept.push(...by);
      return;
  }
}
