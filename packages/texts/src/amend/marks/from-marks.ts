import { Bags } from '../../compare/bags.ts';
import { rootOf, nodesIn } from '../../compare/nodes.ts';
import { match } from '../../compare/match.ts';
import { rejectText } from '../../settle/index.ts';
import type { Comment, Group, Item, Run, Text } from '../../model/text.ts';
import { address } from '../../structure/address.ts';
import { runsAt } from '../apply.ts';
import { editsBetween } from '../edits.ts';
import { partPassed } from './passed.ts';
import { Found, type Read } from './found.ts';
import { MarkReader } from './reader.ts';
import type { Amendment, AmendmentOp, AmendNote } from '../model.ts';
import { threeWay } from '../three-way.ts';
import { clean, keyOf, textIn } from '../runs.ts';
import { unitsOf } from '../units.ts';

export interface FromMarksOptions {
  /** The text that all amend; left out, it is the file's own text before its changes. */
  base?: Text;
  /** Comments of the file: an author's comments at a place are the reasons for that author's change there. */
  comments?: readonly Comment[];
  /** Code of the organisation that an author writes for; left out, the author's name. */
  organisationOf?: (author: string) => string;
  /** Name for changes whose author the file does not say. */
  unnamed?: string;
  /** When they count as arrived, where a mark has no date. ISO 8601. */
  at?: string;
  /** Begins the ids of amendments and changes, so that those of several files differ. */
  prefix?: string;
}

export interface FromMarks {
  /** The text that the amendments are against: every `target` is a paragraph of it. */
  base: Text;
  amendments: Amendment[];
  notes: AmendNote[];
}

/**
 * The amendments that a text with revision marks holds: each author's changes of a paragraph are one amendment of that
 * author (a move is one with both its ends, and so is a paragraph that is split, or joined to the next). Labels are not proposed: they follow from what comes and goes.
 *
 * With a `base` that the file was made from, paragraphs are found in it by words and place. Where the file's text before its
 * changes differs from the base, somebody changed words without marks: that is told (`unmarked-change`), and the marked
 * changes are carried onto the base's words.
 */
export function amendmentsFromMarks(marked: Text, options: FromMarksOptions = {}): FromMarks {
  const before = rejectText(marked);
  const own = addressed(before);
  const { groups, passed } = partPassed(marked.groups);
  const found = new Found(options.unnamed ?? 'unnamed');
  new MarkReader(found, (eId) => own.addresses.get(eId), passed).groups(groups, null);
  const { base = own.text } = options;
  const placed = options.base === undefined ? { read: found.read, notes: [] } : onBase(found.read, own.text, base);
  const units = unitsOf(base);
  const [read, idle] = [[] as Read[], [] as AmendNote[]];
  for (const one of placed.read) {
    const { op } = one;
    const unit = units.find(op.target);
    if (op.act !== 'MOD' || op.runs === undefined || unit === undefined) read.push(one);
    else if (editsBetween(runsAt(unit), op.runs, base.language).length > 0) read.push(one);
    else
      idle.push({
        code: 'no-change',
        message: `${unit.eId}: ${one.author} takes formatting away and changes no words`,
        target: op.target,
      });
  }
  return {
    base,
    amendments: amendmentsOf(read, options),
    notes: [...found.notes, ...placed.notes, ...idle],
  };
}

// Addresses of the text before its changes are its own, not those of the marked one.
function addressed(text: Text): { text: Text; addresses: Map<string, string> } {
  const groups = structuredClone(text.groups);
  address(groups, []);
  const addresses = new Map<string, string>();
  const items = (a: readonly Item[], b: readonly Item[]): void =>
    a.forEach((one, i) => {
      const other = b[i];
      if (other === undefined) return;
      addresses.set(one.eId, other.eId);
      items(one.items, other.items);
    });
  const walk = (a: readonly Group[], b: readonly Group[]): void =>
    a.forEach((one, i) => {
      const other = b[i];
      if (other === undefined) return;
      addresses.set(one.eId, other.eId);
      items(one.items, other.items);
      one.table?.forEach((row, r) =>
        row.cells.forEach((cell, c) => items(cell.items, other.table?.[r]?.cells[c]?.items ?? [])),
      );
      walk(one.groups, other.groups);
    });
  walk(text.groups, groups);
  return { text: { ...text, groups }, addresses };
}

function onBase(read: readonly Read[], own: Text, base: Text): { read: Read[]; notes: AmendNote[] } {
  const [old, next] = [rootOf(base.groups), rootOf(own.groups)];
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
  const place = (op: AmendmentOp): AmendmentOp => {
    const found = ids.get(op.target) ?? cellIds.get(op.target);
    const unit = found === undefined ? undefined : units.find(found);
    if (unit === undefined) return op;
    const there = ownUnits.find(op.target);
    const target = unit.id;
    if (op.act !== 'MOD' || op.runs === undefined || there === undefined) return { ...op, target };
    const [was, is] = [runsAt(there), runsAt(unit)];
    if (keyOf(was) === keyOf(is)) return { ...op, target };
    return { ...op, target, runs: threeWay(was, clean(is), op.runs, base.language).runs };
  };
  return { read: read.map((one) => ({ ...one, op: place(one.op) })), notes };
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

function amendmentsOf(read: readonly Read[], options: FromMarksOptions): Amendment[] {
  const { prefix = '', organisationOf = (author: string) => author } = options;
  const out = new Map<string, { author: string; read: Read[] }>();
  for (const one of read) {
    const key = JSON.stringify([one.author, one.op.move ?? one.op.together ?? one.paragraph]);
    const entry = out.get(key) ?? { author: one.author, read: [] };
    entry.read.push(one);
    out.set(key, entry);
  }
  const counts = new Map<string, number>();
  const ids = new Map<string, string>();
  const made = [...out.values()].map(({ author, read: own }): Amendment => {
    const by = organisationOf(author);
    const n = (counts.get(by) ?? 0) + 1;
    counts.set(by, n);
    const id = `${prefix}${by}/${n}`;
    own.forEach(({ op }, i) => ids.set(op.id, own.length === 1 ? `${id}.1` : `${id}.${i + 1}`));
    const dates = own.flatMap(({ date }) => date ?? []).sort();
    const lines = new Set(own.flatMap((one) => one.lines));
    const reasons = (options.comments ?? [])
      .filter((comment) => comment.author === author && comment.parent === undefined && lines.has(comment.line))
      .map((comment) => comment.text);
    return {
      id,
      by,
      supporters: [],
      at: dates[0] ?? options.at ?? '',
      ...(reasons.length === 0 ? {} : { reasons: reasons.join('\n') }),
      ops: own.map(({ op }) => op),
      status: 'proposed',
    };
  });
  const home = new Map(made.flatMap((one) => one.ops.map((op) => [op.id, one] as const)));
  const parentOf = (one: Amendment): Amendment | undefined =>
    one.ops.flatMap((op) => (op.act === 'ADD' ? [] : (home.get(op.target) ?? []))).find((other) => other !== one);
  return made.map((amendment) => ({
    ...amendment,
    ...parentIn(parentOf(amendment)),
    ops: amendment.ops.map((op) => ({ ...op, id: ids.get(op.id) ?? op.id, target: ids.get(op.target) ?? op.target })),
  }));
}

const parentIn = (parent: Amendment | undefined): Pick<Amendment, 'parent'> =>
  parent === undefined ? {} : { parent: parent.id };

/** Words of a text in order, one string per paragraph or heading that has any: for those who compare two readings. */
export const paragraphsOf = (text: Text): string[] =>
  unitsOf(text)
    .all.map((unit) => textIn(runsAt(unit) as Run[]))
    .filter((words) => words !== '');
