import { Bags } from '../../compare/bags.ts';
import { match } from '../../compare/match.ts';
import { nodesIn, rootOf } from '../../compare/nodes.ts';
import type { Group, Text } from '../../model/text.ts';
import { withoutMarks } from '../../settle/tree.ts';
import { runsAt } from '../apply.ts';
import type { AmendmentOp, AmendNote } from '../model.ts';
import { clean, keyOf, textIn } from '../runs.ts';
import { threeWay } from '../three-way.ts';
import { unitsOf, type Unit } from '../units.ts';
import type { Read } from './found.ts';

/**
 * Changes read against a file's own text before them, put on the text that all amend (`base`): paragraphs are found in it by
 * words and place, and words carried over. What the file changes without marks is told. A change of a paragraph that the base
 * does not have is told and left out: its address in the file may be that of another paragraph here. What it would add there
 * comes behind the nearest paragraph before that both have.
 */
export function onBase(read: readonly Read[], own: Text, base: Text): { read: Read[]; notes: AmendNote[] } {
  const [old, next] = [rootOf(withoutMarks(base).groups), rootOf(own.groups)];
  const pairs = match(old, next, new Bags(base.language));
  const units = unitsOf(base);
  const ownUnits = unitsOf(own);
  const ids = new Map<string, string>();
  const notes: AmendNote[] = [];
  const unmarked = (target: string, message: string): void => {
    notes.push({ code: 'unmarked-change', message, target });
  };
  for (const node of nodesIn(next)) {
    const eId = (node.item ?? node.group)?.eId;
    if (eId === undefined) continue;
    const twin = pairs.oldOf(node);
    const to = (twin?.item ?? twin?.group)?.eId;
    if (to !== undefined) ids.set(eId, to);
    else if (node.own !== '' && !isRow(node))
      unmarked(eId, `"${short(node.own)}" is in the file without a mark and not in the text`);
    if (twin !== undefined && twin.own !== node.own && to !== undefined)
      unmarked(to, `${to}: the file changes "${short(twin.own)}" to "${short(node.own)}" without marks`);
  }
  for (const node of nodesIn(old))
    if (pairs.nextOf(node) === undefined && node.own !== '' && !isRow(node))
      unmarked((node.item ?? node.group)?.eId ?? '', `"${short(node.own)}" is in the text, and not in the file`);
  const cellIds = cellAddresses(own, base);
  const made = new Set(read.map(({ op }) => op.id));
  const here = (target: string): Unit | undefined => {
    const id = ids.get(target) ?? cellIds.get(target);
    return id === undefined ? undefined : units.find(id);
  };
  // A heading that is struck alone is a paragraph of the part before it in the file.
  const found = new Set(ids.values());
  const headings = units.all.filter((unit) => unit.kind === 'group' && !unit.group.table && !found.has(unit.eId));
  const headingLike = (unit: Unit | undefined): Unit | undefined => {
    const words = unit === undefined ? '' : textIn(runsAt(unit));
    return words === '' ? undefined : headings.find((one) => textIn(runsAt(one)) === words);
  };
  const before = (target: string): Unit | undefined => {
    const at = ownUnits.all.findIndex((one) => one.eId === target);
    return ownUnits.all
      .slice(0, Math.max(0, at))
      .reverse()
      .flatMap((one) => here(one.eId) ?? [])[0];
  };
  const place = (op: AmendmentOp): AmendmentOp | null => {
    if (made.has(op.target)) return op;
    const unit = here(op.target);
    const there = ownUnits.find(op.target);
    if (unit === undefined) {
      const heading = op.act === 'SUP' ? headingLike(there) : undefined;
      if (heading !== undefined) return { ...op, target: heading.id, place: 'heading' };
      const near = op.act === 'ADD' && op.row === undefined ? before(op.target) : undefined;
      if (near === undefined || (op.part !== undefined && near.kind !== 'group')) return null;
      return { ...op, target: near.id, place: op.part === undefined && near.kind === 'group' ? 'heading' : 'after' };
    }
    const target = unit.id;
    if (op.act !== 'MOD' || op.runs === undefined || there === undefined) return { ...op, target };
    const [was, is] = [runsAt(there), runsAt(unit)];
    if (keyOf(was) === keyOf(is)) return { ...op, target };
    return { ...op, target, runs: threeWay(was, clean(is), op.runs, base.language).runs };
  };
  const out: Read[] = [];
  const left = new Set<string>();
  for (const one of read) {
    // What was left out has nothing that could be amended; what goes with it stands or falls with it.
    const bound = [one.op.target, one.op.move, one.op.together].some((id) => id !== undefined && left.has(id));
    const op = bound ? null : place(one.op);
    if (op !== null) {
      out.push({ ...one, op });
      continue;
    }
    for (const id of [one.op.id, one.op.move, one.op.together]) if (id !== undefined) left.add(id);
    const there = ownUnits.find(one.op.target);
    const words = one.op.runs ?? (there === undefined ? [] : runsAt(there));
    const isNew =
      one.op.place === 'heading' && one.op.act === 'MOD' && there !== undefined && runsAt(there).length === 0;
    notes.push({
      code: isNew ? 'heading-between' : 'left-out',
      message: `${one.author}: ${one.op.act} "${short(textIn(words))}" is left out`,
    });
  }
  const gone = (op: AmendmentOp): boolean => [op.move, op.together].some((id) => id !== undefined && left.has(id));
  return { read: out.filter(({ op }) => !gone(op)), notes };
}

const isRow = (node: { kind: string }): boolean => node.kind === 'row';
const short = (words: string): string => (words.length > 60 ? `${words.slice(0, 59)}…` : words);

// Cells are found by their place where both tables have as many rows.
function cellAddresses(own: Text, base: Text): Map<string, string> {
  const tables = (groups: readonly Group[]): Group[] =>
    groups.flatMap((group) => [...(group.table ? [group] : []), ...tables(group.groups)]);
  const [a, b] = [tables(own.groups), tables(base.groups)];
  const out = new Map<string, string>();
  if (a.length !== b.length) return out;
  a.forEach((group, t) => {
    const other = b[t]?.table ?? [];
    if (group.table?.length !== other.length) return;
    group.table.forEach((row, r) =>
      row.cells.forEach((cell, c) =>
        cell.items.forEach((item, i) => {
          const twin = other[r]?.cells[c]?.items[i];
          if (twin) out.set(item.eId, twin.eId);
        }),
      ),
    );
  });
  return out;
}
