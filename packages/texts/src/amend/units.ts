import type { Group, Item, Text } from '../model/text.ts';

/** A paragraph or a group's heading, and where it stands. */
export interface Unit {
  kind: 'item' | 'group';
  eId: string;
  /** wId where there is one, else eId. */
  id: string;
  item: Item | null;
  group: Group;
  /** List that it stands in, and its place there. */
  list: string;
  index: number;
  parent: Unit | null;
  /** Everything below it, in reading order. */
  below: Unit[];
}

/** A gap between two members of a list: what is added there stands before the member at `index`. */
export interface Slot {
  list: string;
  index: number;
}

/** Every paragraph and group of a text, by address and by identity. */
export interface Units {
  all: Unit[];
  /** By wId or eId. */
  find(target: string): Unit | undefined;
  list(name: string): Unit[];
}

export const itemsOf = (eId: string): string => `${eId}/items`;
export const groupsOf = (eId: string): string => `${eId}/groups`;
const cellOf = (eId: string, row: number, cell: number): string => `${eId}/${row}/${cell}`;
const ROOT = groupsOf('');

/** The paragraphs of a text, in reading order. */
export function unitsOf(text: Text): Units {
  const all: Unit[] = [];
  const byId = new Map<string, Unit>();
  const byWork = new Map<string, Unit>();
  const lists = new Map<string, Unit[]>();
  const put = (unit: Unit): void => {
    all.push(unit);
    byId.set(unit.eId, unit);
    if (unit.id !== unit.eId) byWork.set(unit.id, unit);
    const list = lists.get(unit.list);
    if (list === undefined) lists.set(unit.list, [unit]);
    else list.push(unit);
    for (let above = unit.parent; above !== null; above = above.parent) above.below.push(unit);
  };
  const items = (list: readonly Item[], name: string, group: Group, parent: Unit): void => {
    for (const [index, item] of list.entries()) {
      const { eId } = item;
      const unit: Unit = {
        kind: 'item',
        eId,
        id: item.wId ?? eId,
        item,
        group,
        list: name,
        index,
        parent,
        below: [],
      };
      put(unit);
      items(item.items, itemsOf(eId), group, unit);
    }
  };
  const groups = (list: readonly Group[], name: string, parent: Unit | null): void => {
    for (const [index, group] of list.entries()) {
      const { eId } = group;
      const unit: Unit = {
        kind: 'group',
        eId,
        id: group.wId ?? eId,
        item: null,
        group,
        list: name,
        index,
        parent,
        below: [],
      };
      put(unit);
      items(group.items, itemsOf(eId), group, unit);
      for (const [r, row] of (group.table ?? []).entries())
        for (const [c, cell] of row.cells.entries()) items(cell.items, cellOf(eId, r, c), group, unit);
      groups(group.groups, groupsOf(eId), unit);
    }
  };
  groups(text.groups, ROOT, null);
  return {
    all,
    find: (target) => byWork.get(target) ?? byId.get(target),
    list: (name) => lists.get(name) ?? [],
  };
}

/** What becomes of a text: per member of a list what stands in its place, and what is added in the gaps. */
export interface Plan {
  /** By eId. Given the item with those below it done already; an empty list takes it out. */
  items: Map<string, (item: Item) => Item[]>;
  groups: Map<string, (group: Group) => Group[]>;
  /** By `slotKey`. */
  addedItems: Map<string, Item[]>;
  addedGroups: Map<string, Group[]>;
}

export const emptyPlan = (): Plan => ({
  items: new Map(),
  groups: new Map(),
  addedItems: new Map(),
  addedGroups: new Map(),
});

export const slotKey = (slot: Slot): string => `${slot.list}@${slot.index}`;

/** A new text by a plan. What does not change is the same object as before. */
export function rebuild(text: Text, plan: Plan): Text {
  const list = <T>(old: readonly T[], name: string, added: Map<string, T[]>, each: (one: T) => readonly T[]): T[] => {
    const out: T[] = [];
    for (const [i, one] of old.entries())
      out.push(...(added.get(slotKey({ list: name, index: i })) ?? []), ...each(one));
    out.push(...(added.get(slotKey({ list: name, index: old.length })) ?? []));
    return out.length === old.length && out.every((one, i) => one === old[i]) ? (old as T[]) : out;
  };
  const items = (old: readonly Item[], name: string): Item[] =>
    list(old, name, plan.addedItems, (item) => {
      const below = items(item.items, itemsOf(item.eId));
      const done = below === item.items ? item : { ...item, items: below };
      return plan.items.get(item.eId)?.(done) ?? [done];
    });
  const groups = (old: readonly Group[], name: string): Group[] =>
    list(old, name, plan.addedGroups, (group) => {
      const inner = {
        items: items(group.items, itemsOf(group.eId)),
        groups: groups(group.groups, groupsOf(group.eId)),
        table: tableOf(group),
      };
      const changed = inner.items !== group.items || inner.groups !== group.groups || inner.table !== group.table;
      const { table, ...rest } = inner;
      const done = changed ? { ...group, ...rest, ...(table === undefined ? {} : { table }) } : group;
      return plan.groups.get(group.eId)?.(done) ?? [done];
    });
  const tableOf = (group: Group): Group['table'] => {
    if (group.table === undefined) return undefined;
    const rows = group.table.map((row, r) => {
      const cells = row.cells.map((cell, c) => {
        const below = items(cell.items, cellOf(group.eId, r, c));
        return below === cell.items ? cell : { ...cell, items: below };
      });
      return cells.every((cell, c) => cell === row.cells[c]) ? row : { ...row, cells };
    });
    return rows.every((row, r) => row === group.table?.[r]) ? group.table : rows;
  };
  const done = groups(text.groups, ROOT);
  return done === text.groups ? text : { ...text, groups: done };
}
