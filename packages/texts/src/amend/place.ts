import type { AmendmentOp, AmendNote } from './model.ts';
import { groupsOf, itemsOf, slotKey, type Slot, type Unit, type Units } from './units.ts';

/** Something added: a paragraph or a group, and what is added below it. */
export interface Addition {
  /** `wId` where the paragraph had an identity before it moved here. */
  op: AmendmentOp & { wId?: string };
  into: 'items' | 'groups';
  slot: Slot;
  /** The paragraph or group that it was put beside. */
  beside: Unit;
  below: Addition[];
}

/** Where an ADD puts its paragraph or group; null for rows, which stand in no list. */
export function slotOf(unit: Unit, op: AmendmentOp): Pick<Addition, 'into' | 'slot'> {
  const { place = 'after' } = op;
  if (op.part !== undefined) {
    const into = 'groups' as const;
    if (unit.kind === 'group' && place !== 'inside')
      return { into, slot: { list: unit.list, index: place === 'before' ? unit.index : unit.index + 1 } };
    const { eId, groups } = unit.group;
    return { into, slot: { list: groupsOf(eId), index: groups.length } };
  }
  const into = 'items' as const;
  if (unit.item !== null && place !== 'inside')
    return { into, slot: { list: unit.list, index: place === 'before' ? unit.index : unit.index + 1 } };
  if (unit.item !== null) return { into, slot: { list: itemsOf(unit.eId), index: unit.item.items.length } };
  return { into, slot: { list: itemsOf(unit.eId), index: place === 'heading' ? 0 : unit.group.items.length } };
}

/**
 * The additions of one proposal by the gap that they stand in, in order: what is put after a paragraph comes before what is
 * put before the next one; then by rank, then as given. One may stand beside or below another one of the same proposal.
 */
export function additionsOf(
  units: Units,
  ops: readonly AmendmentOp[],
): { slots: Map<string, Addition[]>; loose: AmendmentOp[] } {
  const slots = new Map<string, Addition[]>();
  const made = new Map<string, { addition: Addition; list: Addition[] }>();
  const adds = ops.filter((op) => op.act === 'ADD' && op.row === undefined);
  const orderOf = new Map(adds.map((op, i) => [op.id, i]));
  const sorted = [...adds].sort(
    (a, b) =>
      Number(a.place === 'before') - Number(b.place === 'before') ||
      (a.rank ?? 0) - (b.rank ?? 0) ||
      (orderOf.get(a.id) ?? 0) - (orderOf.get(b.id) ?? 0),
  );
  let waiting: AmendmentOp[] = [];
  for (const op of sorted) {
    const unit = units.find(op.target);
    if (unit === undefined) {
      waiting.push(op);
      continue;
    }
    const at = slotOf(unit, op);
    const key = slotKey(at.slot);
    const list = slots.get(key) ?? [];
    slots.set(key, list);
    const addition = { op, ...at, beside: unit, below: [] };
    list.push(addition);
    made.set(op.id, { addition, list });
  }
  // Additions beside additions, as long as one more finds its place.
  for (let before = -1; waiting.length > 0 && waiting.length !== before;) {
    before = waiting.length;
    const still: AmendmentOp[] = [];
    for (const op of waiting) {
      const host = made.get(op.target);
      if (host === undefined) {
        still.push(op);
        continue;
      }
      const list = op.place === 'inside' ? host.addition.below : host.list;
      const addition = { ...host.addition, op, below: [] };
      if (op.place === 'inside') list.push(addition);
      else {
        let at = list.indexOf(host.addition) + (op.place === 'before' ? 0 : 1);
        // Those put after the same one stand in the order given.
        while (op.place !== 'before' && list[at]?.op.target === op.target) at++;
        list.splice(at, 0, addition);
      }
      made.set(op.id, { addition, list });
    }
    waiting = still;
  }
  return { slots, loose: waiting };
}

/** Said where a change names a paragraph that the text does not have. */
export const noPlace = (op: AmendmentOp, amendment?: string): AmendNote => ({
  code: 'no-place',
  message: `${op.act} ${op.id}: the text has no paragraph ${op.target}`,
  op: op.id,
  target: op.target,
  ...(amendment === undefined ? {} : { amendment }),
});
