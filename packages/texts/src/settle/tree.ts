import type { Cell, Footnote, Group, Item, Row, Run, State, Text } from '../model/text.ts';
import { textIn } from '../model/words.ts';
import { Tree } from '../compare/lines.ts';
import { runsOf } from '../compare/nodes.ts';
import { unset } from '../model/looks.ts';
import { hasChanges, itemHas } from './changes.ts';

/** Which way changes are settled. */
export type Side = 'accept' | 'reject';

/** The same as `acceptText` for those who read its words alone: references and repairs stay as they are. */
export const withoutMarks = (text: Text): Text => (hasChanges(text) ? treeOf(text, 'accept') : text);

/** A text with its marks settled, but for its references and repairs. */
export function treeOf(text: Text, side: Side): Text {
  const { was, ...rest } = text;
  const notes = notesOf(text.footnotes, side);
  return {
    ...rest,
    ...(side === 'reject' ? was : {}),
    groups: settled({ groups: text.groups, items: [] }, side, notes.run).groups,
    footnotes: notes.footnotes.map((note) => ({ ...note, runs: note.runs.map(notes.run) })),
  };
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
    const own = {
      ...rest,
      runs,
      ...(note.runs.some((run) => run.mark ?? run.was ?? run.passed) ? { text: textIn(runs) } : {}),
    };
    if (side === 'reject' && was) {
      back.set(note.id, { ...was, printed: note.label });
      footnotes.push({ ...own, ...was });
    } else footnotes.push(own);
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
      return { ...unset(rest), ...was.format };
    });
}

// A tree once its changes are settled. A heading that goes leaves what stands below it under what comes before, a paragraph
// leaves those within it in its place; one whose end goes takes in the next.
function settled(
  root: { groups: readonly Group[]; items: readonly Item[] },
  side: Side,
  noted: (run: Run) => Run,
): Tree {
  const tree = new Tree();
  let [open, spare]: [Item | null, Group | null] = [null, null];
  const depthOf = (one: Item | Group, depth: number): number =>
    (side === 'accept' ? one.depth : one.was?.depth) ?? depth;
  const item = (one: Item, depth: number): void => {
    const goes = one.state === dropped(side) || open !== null;
    if (one.state !== dropped(side)) {
      // Nothing stands before it that could hold it: a table comes after its paragraphs.
      if (spare !== null && (!tree.open || tree.open.table))
        tree.addGroup(withoutHeading(spare), Math.max(0, tree.roomForGroup - 1));
      const own = settledItem(one, side, noted);
      if (open === null) open = tree.addItem(own, depthOf(one, depth));
      else {
        open.runs = [...runsOf(open), ...runsOf(own)];
        open.text = textIn(open.runs);
      }
      if (one.end?.state !== dropped(side)) open = null;
    }
    for (const within of one.items) item(within, goes ? depth : depth + 1);
  };
  const group = (one: Group, depth: number): void => {
    if (one.state === dropped(side)) spare = one;
    else {
      [open, spare] = [null, null];
      tree.addGroup(settledGroup(one, side, noted), depthOf(one, depth));
    }
    for (const within of one.items) item(within, 0);
    for (const within of one.groups) group(within, depth + 1);
  };
  for (const one of root.items) item(one, 0);
  for (const one of root.groups) group(one, 0);
  return tree;
}

// What holds paragraphs that no heading is left for.
const withoutHeading = ({ headingRuns: _runs, table: _table, passedRows: _passed, ...group }: Group): Group => ({
  ...group,
  part: group.part === 'table' ? 'section' : group.part,
  heading: '',
  label: null,
  verb: null,
  addressees: [],
  state: 'kept',
});

function settledItem(item: Item, side: Side, noted: (run: Run) => Run): Item {
  if (!itemHas(item)) return { ...item, runs: item.runs.map(noted) };
  const { oldLabel, was, depth: _depth, end: _end, ...rest } = item;
  const runs = settleRuns(item.runs, side).map(noted);
  const back = side === 'reject' && item.state === 'kept';
  const words = item.runs.some((run) => run.mark !== undefined || run.passed !== undefined);
  return {
    ...rest,
    ...(side === 'reject' && was?.eId !== undefined && { eId: was.eId }),
    label: back && oldLabel !== undefined ? (oldLabel === '' ? null : oldLabel) : item.label,
    state: 'kept',
    runs,
    ...(words && { text: textIn(runs) }),
  };
}

function settledCell({ mark: _mark, was, ...cell }: Cell, side: Side, noted: (run: Run) => Run): Cell {
  const own: Cell = { ...cell, items: settled({ groups: [], items: cell.items }, side, noted).items };
  if (side === 'accept' || was === undefined) return own;
  for (const name of ['colspan', 'rowspan'] as const) {
    const before = was[name];
    if (before === null) delete own[name];
    else if (before !== undefined) own[name] = before;
  }
  return own;
}

/** A row that stays, without its own mark and those of its cells. */
export const settledRow = ({ mark: _mark, ...row }: Row, side: Side, noted: (run: Run) => Run = (run) => run): Row => ({
  ...row,
  cells: row.cells.filter((cell) => cell.mark?.state !== dropped(side)).map((cell) => settledCell(cell, side, noted)),
});

function settledGroup(group: Group, side: Side, noted: (run: Run) => Run): Group {
  const { oldLabel, was, depth: _depth, headingRuns, passedRows: _passed, ...rest } = group;
  const { depth: _was, ...before } = was ?? {};
  const runs = headingRuns && settleRuns(headingRuns, side).map(noted);
  const changed = headingRuns?.some((run) => run.mark !== undefined) === true;
  return {
    ...rest,
    ...(side === 'reject' ? before : {}),
    ...(runs && { headingRuns: runs }),
    ...(changed && runs ? { heading: textIn(runs) } : {}),
    ...(side === 'reject' && oldLabel !== undefined ? { label: oldLabel === '' ? null : oldLabel } : {}),
    state: 'kept',
    ...(group.table
      ? {
          table: group.table
            .filter((row) => row.mark?.state !== dropped(side))
            .map((row) => settledRow(row, side, noted)),
        }
      : {}),
  };
}
