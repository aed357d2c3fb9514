import type { Footnote, Group, Item, Run, State, Text } from '../model/text.ts';
import { findReferences } from '../references/index.ts';
import { itemsIn } from '../structure/items.ts';

type Side = 'accept' | 'reject';

/** A text as it stands once all its changes are accepted: no mark is left. The same object where it has none. */
export const acceptText = (text: Text): Text => settle(text, 'accept');

/** A text as it stood before its changes: no mark is left. The same object where it has none. */
export const rejectText = (text: Text): Text => settle(text, 'reject');

/** Whether anything in a text is marked as a change. */
export const hasChanges = (text: Text): boolean =>
  text.was !== undefined ||
  text.groups.some(groupChanged) ||
  text.footnotes.some((note) => note.was !== undefined || note.runs.some(runChanged));

const runChanged = (run: Run): boolean => run.mark !== undefined || run.was !== undefined || run.passed !== undefined;
const itemChanged = (item: Item): boolean =>
  item.state !== 'kept' ||
  item.oldLabel !== undefined ||
  item.was !== undefined ||
  item.runs.some(runChanged) ||
  item.items.some(itemChanged);
const groupChanged = (group: Group): boolean =>
  group.state !== 'kept' ||
  group.oldLabel !== undefined ||
  group.was !== undefined ||
  (group.headingRuns ?? []).some(runChanged) ||
  group.items.some(itemChanged) ||
  (group.table ?? []).some((row) => row.mark !== undefined || row.cells.some((cell) => cell.items.some(itemChanged))) ||
  group.groups.some(groupChanged);

function settle(text: Text, side: Side): Text {
  if (!hasChanges(text)) return text;
  const { was, ...rest } = text;
  const notes = notesOf(text.footnotes, side);
  const one: Text = {
    ...rest,
    ...(side === 'reject' ? was : {}),
    groups: groupsOf(text.groups, side, notes.run),
    footnotes: notes.footnotes.map((note) => ({ ...note, runs: note.runs.map(notes.run) })),
    repairs: [],
  };
  const references = [...itemsIn(one.groups)].flatMap(({ item }) =>
    findReferences(item.text, one.language).map((found) => ({ ...found, eId: item.eId })),
  );
  return { ...one, references };
}

const dropped = (side: Side): State => (side === 'accept' ? 'deleted' : 'inserted');

function notesOf(notes: readonly Footnote[], side: Side): { footnotes: Footnote[]; run: (run: Run) => Run } {
  const back = new Map<string, { id: string; label: string; printed: string }>();
  const footnotes: Footnote[] = [];
  for (const note of notes) {
    const { was, ...rest } = note;
    const whole = note.runs.length > 0 && note.runs.every((run) => run.mark?.state === dropped(side));
    if (whole || (side === 'reject' && was === null)) continue;
    const runs = settleRuns(note.runs, side);
    const settled = { ...rest, runs, ...(note.runs.some(runChanged) ? { text: wordsOf(runs) } : {}) };
    if (side === 'reject' && was) {
      back.set(note.id, { ...was, printed: note.label });
      footnotes.push({ ...settled, ...was });
    } else footnotes.push(settled);
  }
  const run = (one: Run): Run => {
    const old = one.note === undefined ? undefined : back.get(one.note);
    return old ? { ...one, note: old.id, text: one.text === old.printed ? old.label : one.text } : one;
  };
  return { footnotes: side === 'reject' ? byOrder(footnotes) : footnotes, run };
}

// Notes that went stand at the end of a redline: they go back to their place by their number.
const byOrder = (notes: readonly Footnote[]): Footnote[] =>
  notes.every((note) => /^\d+$/.test(note.label))
    ? [...notes].sort((a, b) => Number(a.label) - Number(b.label))
    : [...notes];

function settleRuns(runs: readonly Run[], side: Side): Run[] {
  return runs
    .filter((run) => run.mark?.state !== dropped(side) && run.passed === undefined)
    .map((run) => {
      const { mark: _mark, was, ...rest } = run;
      if (was === undefined || side === 'accept') return rest;
      const { bold: _b, italic: _i, underline: _u, strike: _s, sup: _p, sub: _d, lang: _l, rtl: _r, ...bare } = rest;
      return { ...bare, ...was.format };
    });
}

const wordsOf = (runs: readonly Run[]): string =>
  runs
    .filter((run) => run.note === undefined)
    .map((run) => run.text)
    .join('')
    .replace(/[ \u00a0]+/g, ' ')
    .trim();

// A paragraph that goes leaves those within it in its place, where they stay.
function itemsOf(items: readonly Item[], side: Side, noted: (run: Run) => Run): Item[] {
  return items.flatMap((item): Item[] => {
    const within = itemsOf(item.items, side, noted);
    if (item.state === dropped(side)) return within;
    if (!itemChanged({ ...item, items: [] })) return [{ ...item, runs: item.runs.map(noted), items: within }];
    const { oldLabel, was, ...rest } = item;
    const runs = settleRuns(item.runs, side).map(noted);
    const back = side === 'reject' && item.state === 'kept';
    const words = item.runs.some((run) => run.mark !== undefined || run.passed !== undefined) && item.runs.length > 0;
    return [
      {
        ...rest,
        ...(side === 'reject' && was ? was : {}),
        label: back && oldLabel !== undefined ? (oldLabel === '' ? null : oldLabel) : item.label,
        state: 'kept',
        runs,
        ...(words ? { text: wordsOf(runs) } : {}),
        items: within,
      },
    ];
  });
}

function groupsOf(groups: readonly Group[], side: Side, noted: (run: Run) => Run): Group[] {
  return groups.flatMap((group): Group[] => {
    if (group.state === dropped(side)) return [];
    const { oldLabel, was, headingRuns, ...rest } = group;
    const runs = headingRuns && settleRuns(headingRuns, side).map(noted);
    const changed = headingRuns?.some((run) => run.mark !== undefined) === true;
    return [
      {
        ...rest,
        ...(side === 'reject' && was ? was : {}),
        ...(runs === undefined ? {} : { headingRuns: runs }),
        ...(changed && runs ? { heading: wordsOf(runs) } : {}),
        ...(side === 'reject' && oldLabel !== undefined ? { label: oldLabel === '' ? null : oldLabel } : {}),
        state: 'kept',
        items: itemsOf(group.items, side, noted),
        ...(group.table
          ? {
              table: group.table
                .filter((row) => row.mark?.state !== dropped(side))
                .map(({ mark: _mark, ...row }) => ({
                  ...row,
                  cells: row.cells.map((cell) => ({ ...cell, items: itemsOf(cell.items, side, noted) })),
                })),
            }
          : {}),
        groups: groupsOf(group.groups, side, noted),
      },
    ];
  });
}
