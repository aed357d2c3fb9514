import type { Authored, Group, Item, Movable, Run, Text } from '@suivi/texts';
import { arrivedRuns, movesIn } from '@suivi/texts/compare';
import { itemsIn } from '@suivi/texts/structure';
import { rowsOf, type NodeRow } from './rows.ts';

/** A paragraph or heading of a text with its changes marked, as a page prints it. */
export interface MarkedNode extends Pick<
  NodeRow,
  'eid' | 'parent_eid' | 'depth' | 'kind' | 'part' | 'label' | 'old_label' | 'state' | 'runs' | 'grid'
> {
  /** Whether anything of it changed: its words, its number, how it is set, or a row or cell of it. */
  changed: boolean;
  /**
   * Whether it moved here, or away from here; and its other end, with its label, or its first words where it bears none. Only what
   * changed on the way is marked, at its new place. Of a row the first paragraph says so.
   */
  moved: { way: 'here' | 'away'; other: string; label: string | null; words: string } | null;
}

/** Paragraphs that stay and are left out, how many. */
export interface Skipped {
  eid: string;
  skipped: number;
}

const touched = (run: Run): boolean => run.mark !== undefined || run.was !== undefined;

/** The paragraphs of a text with marks, in reading order. An end of a paragraph that came or went is a sign with its mark. */
export function markedNodes(text: Text): MarkedNode[] {
  const moves = movedIn(text);
  const items = new Map<string, Item>();
  for (const { item } of itemsIn(text.groups)) items.set(item.eId, item);
  return rowsOf(text).map((row) => {
    const { eid, parent_eid, depth, kind, part, label, old_label, state, grid } = row;
    const move = moves.get(eid);
    return {
      eid,
      parent_eid,
      depth,
      kind,
      part,
      label,
      old_label,
      state,
      grid:
        grid &&
        grid.map((one) =>
          one.cells.some(({ items: [first = ''] }) => moves.has(first)) ? { ...one, mark: undefined } : one,
        ),
      runs: !move ? runsOf(row, items.get(eid)) : move.way === 'here' ? arrivedRuns(row.runs).map(spread) : [],
      changed: state !== 'kept' || old_label !== null || row.runs.some(touched) || gridChanged(grid),
      moved: move?.moved ?? null,
    };
  });
}

/** Paragraphs and headings that moved, those of rows that did among them, by address. */
function movedIn(text: Text): Map<string, Pick<MarkedNode, 'moved'> & { way: 'here' | 'away' }> {
  const found: ReturnType<typeof movedIn> = new Map();
  for (const [part, other] of movesIn(text)) {
    const [end] = paragraphsOf(other);
    const state = 'cells' in part ? part.mark?.state : part.state;
    const way = state === 'deleted' ? 'away' : 'here';
    for (const [i, { eId }] of paragraphsOf(part).entries())
      found.set(eId, {
        way,
        moved: i === 0 && end ? { way, other: end.eId, label: end.label ?? null, words: firstWords(other) } : null,
      });
  }
  return found;
}

/** How a part begins: a row with its cells one after the other. */
function firstWords(part: Movable): string {
  // What was struck keeps its words here.
  const cells = 'cells' in part ? part.cells.map((cell) => cell.items.map(({ text }) => text).join(' ')) : [];
  const words = ('cells' in part ? cells.join(' | ') : 'part' in part ? part.heading : part.text).trim();
  return words.length <= SHORT ? words : `${words.slice(0, SHORT).replace(/\s+\S*$/, '')}…`;
}
const SHORT = 60;

const withinEach = (items: readonly Item[]): Item[] => items.flatMap((item) => [item, ...withinEach(item.items)]);
const paragraphsOf = (part: Movable): (Item | Group)[] =>
  'cells' in part ? part.cells.flatMap((cell) => withinEach(cell.items)) : [part];

function runsOf({ runs, state }: NodeRow, item: Item | undefined): Run[] {
  const marked = state === 'kept' || runs.some(touched) ? runs : runs.map((run): Run => ({ ...run, mark: { state } }));
  return item?.end ? [...marked, { text: '¶', mark: item.end }] : marked;
}

// Words that were struck in what moved stand beside its words, not among them.
const spread = ({ passed, ...run }: Run): Run =>
  passed ? { ...run, text: passed.text, mark: { ...passed.deleted, state: 'deleted' } } : run;

const gridChanged = (grid: NodeRow['grid']): boolean =>
  grid?.some((row) => row.mark !== undefined || row.cells.some((cell) => cell.mark ?? cell.was)) ?? false;

/**
 * What changed with what it stands under: headings and lead-ins above it, and a table whole of which a cell changed. For what
 * is left out between stands how many paragraphs it is.
 */
export function onlyChanged(nodes: readonly MarkedNode[]): (MarkedNode | Skipped)[] {
  const by = new Map(nodes.map((node) => [node.eid, node]));
  const wanted = new Set<string>();
  const tables = new Set<string>();
  for (const node of nodes) {
    if (!node.changed) continue;
    for (let at: MarkedNode | undefined = node; at && !wanted.has(at.eid); at = by.get(at.parent_eid ?? '')) {
      wanted.add(at.eid);
      if (at.grid !== null) tables.add(at.eid);
    }
  }
  const inTable = (node: MarkedNode): boolean => {
    for (let at = by.get(node.parent_eid ?? ''); at; at = by.get(at.parent_eid ?? ''))
      if (tables.has(at.eid)) return true;
    return false;
  };
  const shown: (MarkedNode | Skipped)[] = [];
  for (const node of nodes) {
    // A part without a heading prints nothing of its own.
    if (node.runs.length === 0 && node.grid === null && node.moved === null && !inTable(node)) continue;
    if (wanted.has(node.eid) || inTable(node)) {
      shown.push(node);
      continue;
    }
    const last = shown.at(-1);
    if (last && 'skipped' in last) last.skipped += 1;
    else shown.push({ eid: `before-${node.eid}`, skipped: 1 });
  }
  return shown;
}

/** How many marks each person left in a text, the busiest first; changes of words and paragraphs are counted, by the run. */
export function authorsOf(text: Text, nodes: readonly MarkedNode[]): { author: string; marks: number }[] {
  const counts = new Map<string, number>();
  const count = (mark: Authored | undefined): void => {
    if (mark?.author !== undefined) counts.set(mark.author, (counts.get(mark.author) ?? 0) + 1);
  };
  for (const node of nodes) {
    for (const run of node.runs) count(run.mark);
    for (const row of node.grid ?? []) {
      count(row.mark);
      count(row.inserted);
      for (const cell of row.cells) count(cell.mark);
    }
  }
  for (const note of text.footnotes) for (const run of note.runs) count(run.mark);
  return [...counts].map(([author, marks]) => ({ author, marks })).sort((a, b) => b.marks - a.marks);
}
