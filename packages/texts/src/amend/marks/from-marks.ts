import { rejectText } from '../../settle/index.ts';
import type { Comment, Group, Item, Run, Text } from '../../model/text.ts';
import { address } from '../../structure/address.ts';
import { runsAt } from '../apply.ts';
import { editsBetween } from '../edits.ts';
import { partPassed } from './passed.ts';
import { Found, type Read } from './found.ts';
import { onBase } from './onto-base.ts';
import { MarkReader } from './reader.ts';
import type { Amendment, AmendNote } from '../model.ts';
import { textIn } from '../runs.ts';
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
