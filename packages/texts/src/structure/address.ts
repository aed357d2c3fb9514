import type { Group, Item, Row, Warning } from '../model/text.ts';

/** A label as it stands in an address; "" where it has neither letter nor digit. */
export const slugOf = (label: string): string =>
  label
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
const slug = (label: string): string => slugOf(label) || 'x';

/** The address wanted where nothing else has it, else the first that is free with a suffix; it is taken then. */
export function freeAddress(wanted: string, taken: Set<string>): string {
  let eId = wanted;
  for (let n = 2; taken.has(eId); n++) eId = `${wanted}-${n}`;
  taken.add(eId);
  return eId;
}

/**
 * Gives every group and item its address in Akoma Ntoso's form (naming convention 1.0): `sec_3__para_6__point_a`,
 * `preamble__recs_2__rec_a`, `att_1__para_b`. Addresses are unique within a text; a second one gets a suffix and a warning.
 */
export function address(groups: readonly Group[], warnings: Warning[]): void {
  const seen = new Set<string>();
  const unique = (wanted: string, line: number): string => {
    const eId = freeAddress(wanted, seen);
    if (eId !== wanted) warnings.push({ line, code: 'label-twice', message: `the label of ${wanted} stands twice` });
    return eId;
  };
  const counts = { front: 0, preamble: 0, operative: 0, annex: 0, article: 0, section: 0, table: 0 };
  for (const group of groups) {
    const n = ++counts[group.part];
    group.eId = unique(topAddress(group, n), group.lines[0] ?? 0);
    below(group, group.part === 'preamble' ? 'rec' : 'para', unique);
  }
}

function topAddress(group: Group, n: number): string {
  switch (group.part) {
    case 'front':
      return `front_${n}`;
    case 'preamble':
      return n === 1 && group.verb === null ? 'preamble' : `preamble__recs_${n - 1}`;
    case 'operative':
      return `sec_${n}`;
    case 'annex':
      return `att_${n}`;
    case 'article':
      return `art_${group.label ?? n}`;
    case 'section':
      return `sec_${group.label ? slug(group.label) : `x${n}`}`;
    case 'table':
      return `table_${n}`;
  }
}

function below(group: Group, kind: string, unique: (wanted: string, line: number) => string): void {
  number(group.items, group.eId, kind, unique);
  const rows = (list: readonly Row[], what: string): void => {
    for (const [r, row] of list.entries())
      for (const [c, cell] of row.cells.entries())
        number(cell.items, `${group.eId}__${what}_${r + 1}__cell_${c + 1}`, 'para', unique);
  };
  rows(group.table ?? [], 'row');
  rows(
    (group.passedRows ?? []).map((one) => one.row),
    'gone',
  );
  let n = 0;
  for (const child of group.groups) {
    n++;
    const form = child.part === 'article' ? 'art' : child.part === 'table' ? 'table' : 'sec';
    child.eId = unique(`${group.eId}__${form}_${child.label ? slug(child.label) : n}`, child.lines[0] ?? 0);
    below(child, 'para', unique);
  }
}

function number(
  items: readonly Item[],
  parent: string,
  kind: string,
  unique: (wanted: string, line: number) => string,
): void {
  let bare = 0;
  let dash = 0;
  let struck = 0;
  for (const item of items) {
    const line = item.lines[0] ?? 0;
    const isDash = item.label !== null && /^[–—•·*-]$/.test(item.label);
    const wanted =
      item.state === 'deleted'
        ? `${parent}__del_${item.oldLabel ?? item.label ?? ++struck}`
        : item.label === null
          ? `${parent}__p_${++bare}`
          : isDash
            ? `${parent}__indent_${++dash}`
            : `${parent}__${kind}_${slug(item.label)}`;
    item.eId = unique(wanted, line);
    number(item.items, item.eId, 'point', unique);
  }
}
