import { defined } from '../model/defined.ts';
import type { Authored, Footnote, Group, Item, Mark, Outline, Run, Text } from '../model/text.ts';
import { counterparts } from './counterparts.ts';
import { Merger } from './merge.ts';
import { hasChanges } from '../settle/changes.ts';
import { withoutMarks } from '../settle/tree.ts';
import type { CompareOptions, Comparison } from './model.ts';

/**
 * What changed from one text to another: parts are aligned first (what moved, was split, joined or renumbered is told from
 * what was written anew), then the words of each paragraph, with their formatting. Marked changes of either text are accepted
 * before. Pure; near linear in the length of the texts.
 */
export function compare(old: Text, next: Text, options: CompareOptions = {}): Comparison {
  const [a, b] = [accepted(old), accepted(next)];
  const merger = new Merger(a, b, { loose: options.typography === 'loose', whole: options.paragraphs === 'whole' });
  return { old: a, next: b, ...merger.merge() };
}

// What was repaired in a text is told of its marks.
const accepted = (text: Text): Text => (hasChanges(text) ? { ...withoutMarks(text), repairs: [] } : text);

/**
 * The same for two documents: each text with its counterpart (the same number, or the same place), and a text that only one
 * of them carries with an empty one.
 */
export function compareOutlines(old: Outline, next: Outline, options: CompareOptions = {}): Comparison[] {
  const { found, left } = counterparts(old, next);
  return [
    ...next.texts.map((text) => compare(found.get(text) ?? emptied(text), text, options)),
    ...left.map((text) => compare(text, emptied(text), options)),
  ];
}

const emptied = (text: Text): Text => ({
  ...text,
  groups: [],
  footnotes: [],
  references: [],
  repairs: [],
  warnings: [],
});

/**
 * Both texts in one, the changes marked under a name and a date (ISO 8601), for the writers. `acceptText` of it is the new
 * text, `rejectText` the old one, in words, labels, structure and formatting.
 */
export function redline(comparison: Comparison, by: Authored = {}): Text {
  const { merged } = comparison;
  if (by.author === undefined && by.date === undefined) return merged;
  const { author, date } = by;
  const signed = <T extends object>(one: T): T => ({ ...one, ...defined({ author, date }) });
  const mark = <T extends { mark?: Mark }>(one: T): T => (one.mark ? { ...one, mark: signed(one.mark) } : one);
  const runs = (list: readonly Run[]): Run[] =>
    list.map((run) => {
      const { was, passed, ...rest } = mark(run);
      return {
        ...rest,
        ...(was && { was: signed(was) }),
        ...(passed && { passed: { ...passed, inserted: signed(passed.inserted), deleted: signed(passed.deleted) } }),
      };
    });
  const item = (one: Item): Item => ({
    ...one,
    runs: runs(one.runs),
    ...(one.end && { end: signed(one.end) }),
    items: one.items.map(item),
  });
  const group = (one: Group): Group => ({
    ...one,
    ...(one.headingRuns && { headingRuns: runs(one.headingRuns) }),
    items: one.items.map(item),
    ...(one.table
      ? {
          table: one.table.map((row) => ({
            ...mark(row),
            cells: row.cells.map((cell) => ({
              ...mark(cell),
              ...(cell.was && { was: signed(cell.was) }),
              items: cell.items.map(item),
            })),
          })),
        }
      : {}),
    groups: one.groups.map(group),
  });
  const note = (one: Footnote): Footnote => ({ ...one, runs: runs(one.runs) });
  return { ...merged, groups: merged.groups.map(group), footnotes: merged.footnotes.map(note) };
}
