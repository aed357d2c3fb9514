import { acceptText } from '../settle/index.ts';
import type { Footnote, Group, Item, Language, Run, Text, Warning } from '../model/text.ts';
import { findReferences } from '../references/index.ts';
import { address } from '../structure/address.ts';
import { itemsIn } from '../structure/items.ts';
import { applyOps, withRuns } from './apply.ts';
import { editsBetween, withEdits } from './edits.ts';
import { isOpenOp } from './gather.ts';
import { isRegular, isRomanSeries, labelsOf, nextLabel, renumbered } from './labels.ts';
import type { Amendment, AmendNote } from './model.ts';
import { runsOf } from './runs.ts';
import { itemsOf, unitsOf, type Units } from './units.ts';

export interface ConsolidateOptions {
  /** As printed after the number: "modified 2025". Left out, the text keeps the one it has. */
  status?: string;
}

/**
 * The clean text of the next version: `decided` is the text as it stands after all decisions (marks are accepted), or the
 * amendments of which the accepted ones are to be made in `base`. Lists in which paragraphs came or went are numbered anew, in
 * their own series, on through the lists that run on; addresses follow; identities (`wId`) stay, new paragraphs have none.
 * Notes tell what could not be made and which paragraphs cite a number that has changed.
 */
export function consolidate(
  base: Text,
  decided: Text | readonly Amendment[],
  options: ConsolidateOptions = {},
): { text: Text; notes: AmendNote[] } {
  const made = isText(decided)
    ? { text: decided, notes: [] }
    : applyOps(base, acceptedOps(decided), { labels: 'provisional' });
  const clean = acceptText(made.text);
  const groups = structuredClone(clean.groups);
  const notes = [...made.notes];
  const changes = renumber(unitsOf(base), groups, notes);
  const warnings: Warning[] = [];
  address(groups, warnings);
  if (options.status !== undefined) printStatus(groups, clean, options.status);
  const footnotes = notesInOrder(groups, clean.footnotes);
  notes.push(...citing(groups, changes, clean.language));
  return {
    text: {
      ...clean,
      ...(options.status === undefined ? {} : { status: options.status }),
      groups,
      footnotes,
      references: [...itemsIn(groups)].flatMap(({ item }) =>
        findReferences(item.text, clean.language).map((found) => ({ ...found, eId: item.eId })),
      ),
      repairs: [],
      warnings,
    },
    notes,
  };
}

const isText = (one: Text | readonly Amendment[]): one is Text => !Array.isArray(one);

const acceptedOps = (amendments: readonly Amendment[]) =>
  amendments.flatMap(({ ops, status }) =>
    ops.filter((op) => op.state === 'accepted' || (status === 'accepted' && isOpenOp(op))),
  );

/** A label that changed, in which list of paragraphs. */
interface Relabelled {
  group: Group;
  from: string;
  to: string;
}

// Numbers the lists in which paragraphs came or went. Edits the groups given, which are our own copy.
function renumber(base: Units, groups: Group[], notes: AmendNote[]): Relabelled[] {
  const changes: Relabelled[] = [];
  const walk = (list: readonly Group[]): void => {
    const runsOn = continuing(base, list);
    let last: string | null = null;
    for (const group of list) {
      const start: string | null = last !== null && runsOn(group) ? nextLabel(last, false) : null;
      number(base, group.items, group.eId, group, start, changes, notes);
      last = labelsOf(group.items).at(-1) ?? (group.part === 'operative' || group.part === 'section' ? last : null);
      for (const row of group.table ?? [])
        for (const cell of row.cells) for (const item of cell.items) below(item, group);
      walk(group.groups);
    }
  };
  const below = (item: Item, group: Group): void => {
    number(base, item.items, item.eId, group, null, changes, notes);
  };
  walk(groups);
  return changes;
}

function number(
  base: Units,
  items: Item[],
  parent: string,
  group: Group,
  start: string | null,
  changes: Relabelled[],
  notes: AmendNote[],
): void {
  const old = base.list(itemsOf(parent)).flatMap(({ item }) => (item === null ? [] : [item]));
  const before = labelsOf(old);
  const same = old.length === items.length && items.every((item, i) => idOf(item) === idOf(old[i]));
  const [first] = before;
  const moved = start !== null && first !== undefined && first !== start;
  if ((!same || moved) && isRegular(before))
    for (const [i, label] of renumbered(before, items, start).entries()) {
      const item = items[i];
      if (item === undefined) continue;
      const was = base.find(item.wId ?? item.eId)?.item?.label ?? base.find(item.eId)?.item?.label ?? null;
      if (was !== null && label !== null && was !== label) changes.push({ group, from: was, to: label });
      item.label = label;
    }
  else if (!same)
    notes.push({
      code: 'not-applied',
      message: `${parent}: its numbers form no series; they stay as they are`,
      target: parent,
    });
  for (const item of items) number(base, item.items, item.eId, group, null, changes, notes);
}

const idOf = (item: Item | undefined): string | undefined => item?.wId ?? item?.eId;

// Whether the numbers of a group run on from the group before it, as they did in the base; a new group does as its neighbours.
function continuing(base: Units, list: readonly Group[]): (group: Group) => boolean {
  const runs = new Map<string, boolean>();
  let last: string | null = null;
  for (const { eId } of list) {
    const old = base.find(eId);
    if (old?.kind !== 'group') continue;
    const labels = labelsOf(old.group.items);
    const [first] = labels;
    if (last !== null && first !== undefined)
      runs.set(eId, !isRomanSeries(labels) && /^\d+$/.test(first) && first !== '1' && Number(first) > Number(last));
    last = labels.at(-1) ?? last;
  }
  const any = [...runs.values()].some(Boolean);
  return (group) => runs.get(group.eId) ?? (any && base.find(group.eId) === undefined);
}

// Prints the status in the line of the number, in place of the one before.
function printStatus(groups: Group[], text: Text, status: string): void {
  for (const group of groups)
    for (const [i, item] of group.items.entries()) {
      if (group.part !== 'front') continue;
      const old = text.status === null ? null : `(${text.status})`;
      const words =
        old !== null && item.text.includes(old)
          ? item.text.replace(old, `(${status})`)
          : old === null && text.number !== null && item.text.length < 120 && item.text.endsWith(text.number)
            ? `${item.text} (${status})`
            : null;
      if (words === null) continue;
      const runs = runsOf(item);
      group.items[i] = withRuns(item, withEdits(runs, editsBetween(runs, [{ text: words }], text.language)));
      return;
    }
}

// Notes that nothing refers to any more go; numbered ones are numbered in the order of the text.
function notesInOrder(groups: Group[], footnotes: readonly Footnote[]): Footnote[] {
  const order: { id: string; at: string }[] = [];
  const numbers = new Map<string, string>();
  for (const { item } of itemsIn(groups))
    for (const { note } of item.runs)
      if (note !== undefined && !order.some(({ id }) => id === note)) order.push({ id: note, at: item.eId });
  const kept = footnotes.filter((note) => note.at === null || order.some(({ id }) => id === note.id));
  const numbered = kept.every((note) => /^\d+$/.test(note.label)) && kept.every((note) => note.at !== null);
  const gone = kept.length < footnotes.length;
  const sorted = [...kept].sort(
    (a, b) => order.findIndex(({ id }) => id === a.id) - order.findIndex(({ id }) => id === b.id),
  );
  if (numbered && (gone || sorted.some((note, i) => note !== kept[i])))
    for (const [i, note] of sorted.entries())
      numbers.set(
        note.id,
        String(Number(kept[0]?.label === undefined ? 1 : Math.min(...footnotes.map(({ label }) => Number(label)))) + i),
      );
  for (const { item } of itemsIn(groups))
    item.runs = item.runs.map((run): Run => {
      const label = run.note === undefined ? undefined : numbers.get(run.note);
      return label === undefined || !/^\d+$/.test(run.text) ? run : { ...run, text: label };
    });
  return (numbers.size > 0 ? sorted : kept).map((note) => ({
    ...note,
    label: numbers.get(note.id) ?? note.label,
    at: order.find(({ id }) => id === note.id)?.at ?? note.at,
  }));
}

/** "paragraph 5", in each language: a number cited within the text. */
const CITED: Record<Language, RegExp> = {
  en: /\b(?:paragraphs?|items?|resolves|decides)\s+(\d+)/giu,
  fr: /(?:paragraphes?|points?|alinéas?|décide)\s+(\d+)/giu,
  es: /(?:párrafos?|puntos?|resuelve|decide)\s+(\d+)/giu,
  ru: /пункт\p{L}*\s+(\d+)/giu,
  zh: /第\s*(\d+)\s*(?:段|款|项)/gu,
  ar: /(?:الفقرة|الفقرتين|الفقرات)\s+(\d+)/gu,
};

function citing(groups: readonly Group[], changes: readonly Relabelled[], language: Language): AmendNote[] {
  const moved = new Map<string, Set<string>>();
  for (const { from, to } of changes) moved.set(from, (moved.get(from) ?? new Set()).add(to));
  if (moved.size === 0) return [];
  return [...itemsIn(groups)].flatMap(({ item }) =>
    [...item.text.matchAll(CITED[language])].flatMap((match): AmendNote[] => {
      const to = moved.get(match[1] ?? '');
      if (to === undefined) return [];
      return [
        {
          code: 'internal-reference',
          message: `${item.eId} cites "${match[0]}"; a paragraph ${match[1] ?? ''} is now ${[...to].join(' or ')}`,
          target: item.wId ?? item.eId,
        },
      ];
    }),
  );
}
