import { withoutMarks } from '../settle/tree.ts';
import type { Group, Item, Row, Run, State, Text } from '../model/text.ts';
import { columnsOf, markedRows, type ShownRow } from './marked-rows.ts';
import { gridOf, itemsOf, labelOf, printed, type Printed } from './lines.ts';

/** How Markdown shows changes: struck words as `~~…~~` and new ones as `<ins>…</ins>`, or as they stand after them. */
export interface MarkdownOptions {
  changes?: 'marked' | 'accepted';
}

const escapeMd = (words: string): string =>
  words.replace(/[\\`*_[\]<>|~]/g, '\\$&').replace(/^(\s*)([#+-]|\d+[.)])(?=\s)/, '$1\\$2');

/** Signs around words: spaces at the ends stay outside, where the signs would not count. */
function wrapped(words: string, before: string, after = [...before].reverse().join('')): string {
  const inner = words.trim();
  if (inner === '' || before === '') return words;
  return `${/^\s*/.exec(words)?.[0] ?? ''}${before}${inner}${after}${/\s*$/.exec(words)?.[0] ?? ''}`;
}

const changed = (words: string, state: State): string =>
  state === 'kept' ? words : state === 'deleted' ? wrapped(words, '~~') : wrapped(words, '<ins>', '</ins>');

function wordsMd({ text, bold, italic, link }: Run): string {
  const words = wrapped(escapeMd(text), `${bold ? '**' : ''}${italic ? '*' : ''}`);
  return link && /^(?:https?:|mailto:)/.test(link)
    ? wrapped(words, '[', `](<${link.replace(/[<>\s]/g, encodeURIComponent)}>)`)
    : words;
}

/** Runs as Markdown; `whole` is what happened to all of them where they do not say it themselves. */
function runsMd(runs: readonly Run[], marked: boolean, whole: State = 'kept'): string {
  return runs
    .filter((run) => marked || run.mark?.state !== 'deleted')
    .map((run) => {
      const { passed } = marked ? run : {};
      const words = run.note === undefined ? wordsMd({ ...run, ...passed }) : `[^${run.note}]`;
      if (passed) return changed(changed(words, 'deleted'), 'inserted');
      return marked ? changed(words, run.mark?.state ?? whole) : words;
    })
    .join('');
}

/** A label before its words, with the one before where that changed. */
function labelMd({ label, oldLabel, state }: Pick<Item, 'label' | 'oldLabel' | 'state'>, marked: boolean): string {
  const print = (one: string): string => escapeMd(`${labelOf(one)} `).trimEnd();
  const now = label === null || label === '' ? '' : print(label);
  if (!marked) return now === '' ? '' : `${now} `;
  if (oldLabel === undefined) return now === '' ? '' : `${changed(now, state)} `;
  return [
    oldLabel === '' ? '' : `${changed(print(oldLabel), 'deleted')} `,
    now === '' ? '' : `${changed(now, 'inserted')} `,
  ].join('');
}

const itemMd = (item: Item, marked: boolean, whole: State = item.state): string =>
  labelMd(item, marked) +
  runsMd(item.runs.length > 0 ? item.runs : [{ text: item.text }], marked, whole) +
  (marked && item.end ? changed('¶', item.end.state) : '');

function headingMd(group: Group, marked: boolean): string {
  const { label, oldLabel, state } = group;
  const runs = marked && group.headingRuns !== undefined ? group.headingRuns : [{ text: group.heading }];
  const before = oldLabel === undefined ? {} : { oldLabel };
  return labelMd({ label: label ?? null, ...before, state }, marked) + runsMd(runs, marked, state);
}

const asShown = ({ row, cells }: ShownRow): Row => ({
  ...row,
  cells: cells.map((one) => ({ ...one.cell, colspan: columnsOf(one, row), rowspan: one.rowspan })),
});

/** A table of GitHub Flavored Markdown (4.10): it must have a head, which is empty where the text has none. */
function tableMd(group: Group, marked: boolean): string {
  const shown = marked ? markedRows(group).map(asShown) : (group.table ?? []);
  const lines = gridOf(shown).map((row, i) =>
    row.map((cell) =>
      [...itemsOf(cell?.items ?? [], 0)]
        .map(({ item }) => itemMd(item, marked, item.state === 'kept' ? shown[i]?.mark?.state : item.state))
        .join('<br>')
        .replace(/\s*\n\s*/g, '<br>')
        .trim(),
    ),
  );
  const width = lines[0]?.length ?? 1;
  const head = shown[0]?.header ? lines.shift() : undefined;
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const of = (words: string): string[] => Array.from({ length: width }, () => words);
  return [head ?? of(''), of('---'), ...lines].map(line).join('\n');
}

function partMd(one: Printed, marked: boolean): string {
  switch (one.kind) {
    case 'heading':
      return `${'#'.repeat(Math.min(6, one.depth + 2))} ${headingMd(one.group, marked)}`;
    case 'item':
      return `${'> '.repeat(one.depth)}${itemMd(one.item, marked)}`;
    case 'table':
      return tableMd(one.group, marked);
  }
}

/**
 * A text as Markdown (CommonMark with footnotes and GitHub's tables): headings, labels as printed, bold, italics and links kept. A
 * cell that reaches over several columns or rows is followed by empty ones, for Markdown has no merged cells.
 */
export function toMarkdown(text: Text, options: MarkdownOptions = {}): string {
  const marked = options.changes === 'marked';
  const parts = [`# ${escapeMd(text.title)}`, ...[...printed(text, marked)].map((one) => partMd(one, marked))];
  for (const { id, runs, text: words } of (marked ? text : withoutMarks(text)).footnotes)
    // Its further lines are paragraphs of it by their indent.
    parts.push(`[^${id}]: ${runsMd(runs.length > 0 ? runs : [{ text: words }], marked).replace(/\n+/g, '\n\n    ')}`);
  return `${parts.join('\n\n')}\n`;
}
