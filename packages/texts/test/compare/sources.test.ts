import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Block, Group, Item, Source } from '../../src/index.ts';
import { compareSources, redline } from '../../src/compare/index.ts';
import { readDocx } from '../../src/read/docx/index.ts';
import { acceptText, rejectText } from '../../src/settle/index.ts';
import { hasInputs, inputBytes, inputPath } from '../inputs.ts';

const tidy = (words: string): string => words.replace(/\s+/g, ' ').trim();
const itemLines = (items: readonly Item[]): string[] =>
  items.flatMap((item) => [tidy(item.text), ...itemLines(item.items)]).filter((line) => line !== '');
const linesOf = (groups: readonly Group[]): string[] =>
  groups.flatMap((group) => [
    ...itemLines(group.items),
    ...(group.table ?? []).flatMap((row) => row.cells.flatMap((cell) => itemLines(cell.items))),
    ...linesOf(group.groups),
  ]);
const blockLines = (blocks: readonly Block[]): string[] =>
  blocks.flatMap((block) =>
    block.kind === 'table'
      ? (block.rows ?? []).flatMap((row) => row.cells.flatMap((cell) => blockLines(cell.blocks)))
      : [tidy(block.runs.map((run) => (run.note === undefined ? run.text : '')).join(''))].filter(
          (line) => line !== '',
        ),
  );
const notesOf = (source: Source): string[] =>
  source.notes.map((note) => tidy(note.blocks.flatMap((block) => block.runs.map((run) => run.text)).join('')));

describe.skipIf(!hasInputs)('any two Word files (needs the folder of inputs)', () => {
  const names = hasInputs ? readdirSync(inputPath('docx/compare')).filter((name) => name.endsWith('.docx')) : [];
  // The first of a set is the shortest name or says that it is the one before.
  const sets = Map.groupBy(names, (name) => name.slice(0, 5));
  const isOld = (name: string): boolean =>
    /(?:-Before|-Unmodified)\.docx$/.test(name) ||
    !/-(?:Mod|After\d?|After-1|Delete-Row|Moved-into-Table|Deleted-Paragraph-Mark|Deleted-Paragraph)\b/.test(
      name.replace('.docx', ''),
    );
  const pairs = [...sets.values()].flatMap((all) => {
    const old = all.find(isOld);
    return old === undefined ? [] : all.filter((name) => name !== old).map((next): [string, string] => [old, next]);
  });

  it('are nine sets', () => {
    expect(sets.size).toBe(9);
    expect(pairs.length).toBeGreaterThanOrEqual(9);
  });

  it.each(pairs)('%s and %s: accepted the new one, rejected the old one, line by line', (old, next) => {
    const [a, b] = [readDocx(inputBytes(`docx/compare/${old}`)), readDocx(inputBytes(`docx/compare/${next}`))];
    const comparison = compareSources(a, b);
    expect(comparison.changes.length).toBeGreaterThan(0);
    const marked = redline(comparison, { author: 'A. Drafter' });
    const [accepted, rejected] = [acceptText(marked), rejectText(marked)];
    expect(linesOf(accepted.groups)).toEqual(blockLines(b.blocks));
    expect(linesOf(rejected.groups)).toEqual(blockLines(a.blocks));
    expect(accepted.footnotes.map((note) => tidy(note.text))).toEqual(notesOf(b));
    expect(rejected.footnotes.map((note) => tidy(note.text))).toEqual(notesOf(a));
  });
});
