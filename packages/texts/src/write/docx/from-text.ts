import { headingRunsOf, runsOf } from '../../compare/nodes.ts';
import { changesIn } from '../../settle/changes.ts';
import { withoutMarks } from '../../settle/tree.ts';
import type { Authored, Footnote, Group, Item, Mark, Row, Run, Text } from '../../model/text.ts';
import { labelOf } from '../lines.ts';
import { markedRows, rowApart, type ShownCell } from '../marked-rows.ts';
import { toDocx } from './package.ts';
import type { WordBlock, WordCell, WordDocument, WordRun, WordTable } from './model.ts';

/** How a text's changes are written: as tracked changes, or as they stand after them. */
export interface WordOptions extends Pick<WordDocument, 'properties' | 'lineNumbers' | 'footer'> {
  changes?: 'tracked' | 'accepted';
  /** Who made the changes that bear no name (of a label alone, of a whole paragraph); where left out, the only one who made any. */
  by?: Authored;
  /** What is said at places of the text, as comments in the margin. */
  remarks?: readonly Remark[];
}

/** Words about a place: a paragraph or a heading by its address, or the whole text where it is null. */
export interface Remark {
  eId: string | null;
  words: string;
  author?: string;
  /** ISO 8601. */
  date?: string;
}

type Level = 1 | 2 | 3 | 4 | 5 | 6;

/**
 * A text as a Word file: headings by depth, labels typed with a hanging indent as drafters do, tables, footnotes, and the
 * changes as tracked changes (or accepted). Reading the file again gives the same tree.
 */
export const textToDocx = (text: Text, options: WordOptions = {}): Uint8Array => toDocx(textToWord(text, options));

/** The same before it is packed, for those who add to it. */
export function textToWord(marked: Text, options: WordOptions = {}): WordDocument {
  const text = options.changes === 'accepted' ? withoutMarks(marked) : marked;
  const remarks = (options.remarks ?? []).map((one, i) => ({ ...one, id: `remark-${i + 1}` }));
  const writer = new TextWriter(text, options.by ?? onlyAuthor(text), remarks);
  const blocks = [...writer.title(), ...writer.groups(text.groups, 0), ...writer.loose()];
  const unplaced = remarks.filter((one) => !writer.placed.has(one.id)).map((one) => one.id);
  const first = blocks.find((block) => 'runs' in block && block.runs.some((run) => run.text !== ''));
  if (first && 'runs' in first) first.runs = withComments(first.runs, unplaced);
  return {
    title: [text.number, text.title].filter(Boolean).join(' – '),
    language: text.language,
    blocks,
    properties: options.properties,
    lineNumbers: options.lineNumbers,
    footer: options.footer,
    notes: text.footnotes.map((note) => ({
      id: note.id,
      kind: note.kind,
      label: note.label,
      runs: withoutLabel(note),
    })),
    comments: remarks.map(({ id, words, author, date }) => ({ id, text: words, author, date })),
  };
}

/** Who made every change of a text that bears a name, and when; nobody where there are several. */
function onlyAuthor(text: Text): Authored {
  const [first, ...others] = changesIn(text).filter(({ author }) => author !== undefined);
  if (!first || others.some(({ author }) => author !== first.author)) return {};
  return others.some(({ date }) => date !== first.date)
    ? { author: first.author }
    : { author: first.author, date: first.date };
}
const withComments = (runs: readonly WordRun[], ids: readonly string[]): WordRun[] =>
  ids.length === 0 ? [...runs] : runs.map((run) => ({ ...run, comments: [...(run.comments ?? []), ...ids] }));

/** The words of a note; a sign of its own that was typed before them is printed by the note itself. */
function withoutLabel(note: Footnote): Run[] {
  const [first, ...rest] = runsOf(note);
  if (!first) return [];
  const typed = !/^\d+$/.test(note.label) && note.label !== '' && first.text.startsWith(note.label);
  const text = typed ? first.text.slice(note.label.length).trimStart() : first.text;
  if (text !== '') return [{ ...first, text }, ...rest];
  // The sign was a run of its own: the space after it goes too.
  const [next, ...more] = rest;
  return next ? [{ ...next, text: next.text.trimStart() }, ...more] : [];
}

const plain = (words: string): string => words.replace(/[\s–/]+/g, ' ').trim();

/** Words before their changes; those of what came or went whole are given. */
const wordsBefore = (state: Item['state'], now: string, runs: readonly Run[] | undefined): string =>
  state !== 'kept' || !runs || runs.length === 0
    ? now
    : runs.map((run) => (run.mark?.state === 'inserted' || run.passed ? '' : run.text)).join('');

/**
 * Whether a reading of the text prints its title itself, the reading without what was inserted or deleted: then it is not printed twice. A paragraph that changed is in both
 * readings, and is the title where its words are before or after the change.
 */
function printsTitle(text: Text, title: string, without: Mark['state']): boolean {
  const wanted = plain(title);
  if (wanted === '') return true;
  const stands = ({ state }: { state: Item['state'] }): boolean => state !== without;
  const lines: string[] = [];
  const first: { now: string; was: string }[] = [];
  let seen = 0;
  for (const group of text.groups) {
    // What a group that is not there holds hangs on the one before it, and a front goes on after a table.
    if (stands(group) && (seen === 0 || group.part !== 'front' || group.heading !== '')) {
      if (seen === 3) break;
      seen += 1;
      lines.push(plain(group.heading), plain(wordsBefore(group.state, group.heading, group.headingRuns)));
    }
    const words = group.items.filter(stands).map(({ state, text: now, runs }) => ({
      now: plain(now),
      was: plain(wordsBefore(state, now, runs)),
    }));
    lines.push(...words.flatMap(({ now, was }) => [now, was]));
    if (seen <= 1) first.push(...words);
  }
  lines.push(plain(first.map(({ now }) => now).join(' ')), plain(first.map(({ was }) => was).join(' ')));
  return lines.some((line) => line !== '' && (line.includes(wanted) || (line.length > 8 && wanted.includes(line))));
}

class TextWriter {
  readonly #text: Text;
  readonly #by: Authored;
  /** Labels of plain numbers end with a full stop where the drafters of the body set one. */
  readonly #dotted: boolean;
  readonly #referred = new Set<string>();

  readonly #remarks: readonly { eId: string | null; id: string }[];
  /** Remarks that have found their place. */
  readonly placed = new Set<string>();

  constructor(text: Text, by: Authored, remarks: readonly { eId: string | null; id: string }[]) {
    this.#text = text;
    this.#by = by;
    this.#remarks = remarks;
    this.#dotted = !text.profile.startsWith('itu');
  }

  /** The title of each reading, unless that prints it itself; where they differ, or one alone needs it, as what went and came. */
  *title(): Generator<WordBlock> {
    const { title, was } = this.#text;
    const old = was?.title ?? title;
    const [went, came] = [!printsTitle(this.#text, old, 'inserted'), !printsTitle(this.#text, title, 'deleted')];
    const titled = (words: string, mark?: Mark): WordBlock => ({
      kind: 'title',
      runs: [{ text: words, ...(mark && { mark }) }],
      mark,
    });
    if (went && came && old === title) return yield titled(title);
    if (went) yield titled(old, { ...this.#by, state: 'deleted' });
    if (came) yield titled(title, { ...this.#by, state: 'inserted' });
  }

  *groups(groups: readonly Group[], depth: number): Generator<WordBlock> {
    for (const group of groups) {
      if (group.heading !== '' || group.label || group.oldLabel) yield* this.#heading(group, depth);
      yield* this.#items(group.items, 0, group.part === 'front' ? 'front' : 'body');
      if (group.table) yield this.#table(group, group.table);
      yield* this.groups(group.groups, depth + 1);
    }
  }

  /** Footnotes that nothing refers to stand at the end: a note that is not printed would be lost. */
  *loose(): Generator<WordBlock> {
    const loose = this.#text.footnotes.filter((note) => !this.#referred.has(note.id));
    for (const note of loose) yield this.#note(note);
  }

  #note(note: Footnote): WordBlock {
    return { kind: 'paragraph', runs: [{ text: `[${note.label}] ` }, ...runsOf(note)] };
  }

  *#heading(group: Group, depth: number): Generator<WordBlock> {
    const level = Math.min(6, depth + 1) as Level;
    // Opening words ("The Council,") are words of the text, not a heading of it.
    if (group.part === 'preamble' && group.verb === null && /[,،，:：]$/.test(group.heading)) {
      const words = headingRunsOf(group);
      const mark = this.#endMark(group.state, words);
      yield { kind: 'paragraph', runs: this.#remarked(this.#runs(words, group.state), group.eId), ...mark };
      return;
    }
    const [first, ...more] = group.headingRuns ? [group.headingRuns] : headingLines(group).map((text) => [{ text }]);
    // The label of an article or of an annex stands in its words.
    const apart = group.part === 'section' || (group.part === 'annex' && depth > 0);
    const printed = apart ? group.label : null;
    const dotted = (label: string): string => (/^(?:[IVXL]+|[A-Z])$/.test(label) ? `${label}.` : label);
    const mark = this.#endMark(group.state, group.headingRuns ?? []);
    yield {
      kind: 'heading',
      level,
      label: printed ? dotted(printed) : undefined,
      ...(apart ? this.#relabelled(group.oldLabel, dotted, group.headingRuns ?? []) : {}),
      // What a body asks is set in italics, as "calls" are.
      italic: group.verb === null ? undefined : true,
      ...mark,
      runs: this.#remarked(this.#runs(first ?? [], group.state), group.eId),
    };
    for (const runs of more) yield { kind: 'subtitle', runs: this.#runs(runs, group.state), ...mark };
  }

  *#items(items: readonly Item[], depth: number, where: 'front' | 'body'): Generator<WordBlock> {
    for (const item of items) {
      const words = item.text !== '' || item.label !== null || item.runs.some((run) => run.text || run.passed);
      if (words) yield this.#item(item, depth, where);
      yield* this.#items(item.items, depth + 1, where);
    }
  }

  #item(item: Item, depth: number, where: 'front' | 'body'): WordBlock {
    const runs = this.#remarked(this.#runs(runsOf(item), item.state), item.eId);
    const mark = item.end ? { mark: item.end } : this.#endMark(item.state, item.runs);
    const old = this.#relabelled(item.oldLabel, (label) => this.#label(label), item.runs);
    if (item.label === null && (old.oldLabel ?? '') === '') {
      if (where === 'front' && depth === 0) {
        const kind = this.#frontKind(item);
        if (kind !== null) return { kind, runs, ...mark };
      }
      return { kind: 'paragraph', indent: depth, runs, ...mark };
    }
    const label = item.label === null ? '' : this.#label(item.label);
    return { kind: 'item', label, ...old, depth, runs, ...mark, endOnly: item.end && true };
  }

  // The label before a change, and who changed it: whoever changed words of the paragraph.
  #relabelled(
    old: string | undefined,
    print: (label: string) => string,
    runs: readonly Run[],
  ): { oldLabel?: string; relabelled?: Authored } {
    if (old === undefined) return {};
    const { author, date } = runs.find((run) => run.mark !== undefined)?.mark ?? this.#by;
    return { oldLabel: old === '' ? '' : print(old), relabelled: { author, date } };
  }

  #frontKind(item: Item): 'title' | 'subtitle' | null {
    const words = plain(item.text);
    if (words === '' || words.length > 300) return null;
    if (plain(this.#text.title) !== '' && plain(this.#text.title).includes(words) && words.length > 8) return 'title';
    return this.#text.number !== null && words.includes(this.#text.number) && words.length < 120 ? 'subtitle' : null;
  }

  // Words with the remarks that are about this place.
  #remarked(runs: readonly WordRun[], eId: string): WordRun[] {
    const ids = this.#remarks.filter((one) => one.eId === eId).map((one) => one.id);
    if (runs.some((run) => run.text !== '')) for (const id of ids) this.placed.add(id);
    return withComments(runs, ids);
  }

  #label(label: string): string {
    return this.#dotted && /^\d+$/.test(label) ? `${label}.` : labelOf(label);
  }

  // The end of a paragraph that came or went as a whole bears the mark of its words: who, when, and the move.
  #endMark(state: Item['state'], runs: readonly Run[]): { mark?: Mark } {
    if (state === 'kept') return {};
    const own = runs.flatMap(({ mark }) => (mark?.state === state ? [mark] : []));
    return {
      mark: own.find(({ move }) => move !== undefined) ??
        own[0] ?? { ...(runs[0]?.passed?.deleted ?? this.#by), state },
    };
  }

  // A paragraph that came or went as a whole may have runs that do not say so (a repair found it out): they say it here.
  #runs(runs: readonly Run[], state: Item['state'] = 'kept'): WordRun[] {
    for (const run of runs) if (run.note !== undefined) this.#referred.add(run.note);
    return runs.map((run) =>
      state === 'kept' || run.mark || run.passed ? run : { ...run, mark: { ...this.#by, state } },
    );
  }

  #table({ passedRows }: Group, given: readonly Row[]): WordTable {
    // Word has no move of a row: it is struck here whole, and added whole there.
    const table = given.map((row) => (row.mark?.move ? rowApart(row, row.mark.state) : null) ?? row);
    const count = Math.max(1, ...table.map((row) => row.cells.reduce((n, cell) => n + (cell.colspan ?? 1), 0)));
    // Columns are as wide as their longest words ask, within bounds, so that figures do not take the room of sentences.
    const widths = Array.from({ length: count }, (_, i) =>
      Math.min(
        40,
        Math.max(
          8,
          ...table.map((row) =>
            row.cells.length === count
              ? (row.cells[i]?.items ?? []).reduce((n, item) => n + item.text.length, 0) / 3
              : 0,
          ),
        ),
      ),
    );
    return {
      kind: 'table',
      widths,
      rows: markedRows({ table, passedRows }).map(({ row, cells, inserted }) => ({
        header: row.header,
        mark: row.mark && this.#signed(row.mark),
        passed: inserted && row.mark && { inserted, deleted: row.mark },
        cells: cells.map((one) => this.#cell(one)),
      })),
    };
  }

  #cell({ cell, rowspan, merge }: ShownCell): WordCell {
    const { mark, was, colspan } = cell;
    return {
      blocks: [...this.#items(cell.items, 0, 'body')],
      colspan,
      rowspan,
      // A cell that another takes in is not struck: it is joined to it.
      merge: merge && this.#signed(merge),
      mark: merge || !mark ? undefined : this.#signed(mark),
      was: was?.colspan === undefined ? undefined : this.#signed({ ...was, colspan: was.colspan ?? 1 }),
    };
  }

  // Whoever made the changes that bear no name.
  #signed<T extends Authored>(one: T): T {
    return one.author === undefined ? { ...one, ...this.#by } : one;
  }
}

/** A heading that stood on several lines of the source goes back on several: "ANNEX A", then its title. */
function headingLines(group: Group): string[] {
  if (group.lines.length < 2) return [group.heading];
  const parts = group.heading.split(group.part === 'annex' ? ' – ' : ' / ');
  const first = parts.slice(0, group.lines.length - 1);
  return [...first, parts.slice(first.length).join(group.part === 'annex' ? ' – ' : ' / ')].filter(
    (part) => part !== '',
  );
}
