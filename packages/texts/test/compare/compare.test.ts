import { readdirSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Block, Text } from '../../src/index.ts';
import { compare, redline } from '../../src/compare/index.ts';
import { outline } from '../../src/outline/index.ts';
import { readDocx } from '../../src/read/docx/index.ts';
import { acceptChanges, rejectChanges } from '../../src/revise/index.ts';
import { acceptText, hasChanges, rejectText } from '../../src/settle/index.ts';
import { textToDocx } from '../../src/write/docx/index.ts';
import { hasInputs, inputBytes, inputPath } from '../inputs.ts';
import { anyPair, anyText } from './draw.ts';
import { essence } from './essence.ts';

const BY = { author: 'A. Drafter', date: '2025-06-01T10:00:00Z' };

function bothWays(old: Text, next: Text, paragraphs?: 'flow' | 'whole'): void {
  const marked = redline(compare(old, next, paragraphs && { paragraphs }), BY);
  expect(essence(acceptText(marked))).toEqual(essence(acceptText(next)));
  expect(essence(rejectText(marked))).toEqual(essence(acceptText(old)));
}

describe('a redline of two texts', () => {
  it('is the new text when accepted and the old one when rejected, for a text and what an editor made of it', () => {
    fc.assert(
      fc.property(anyPair, ([old, next]) => bothWays(old, next)),
      { numRuns: 400 },
    );
  });

  it('is so where paragraphs are to stay whole, and within what holds them', () => {
    fc.assert(fc.property(anyPair, ([old, next]) => bothWays(old, next, 'whole')));
  });

  // A note that one reading alone refers to is printed at the end of the other one's own file.
  const linesOf = (blocks: readonly Block[]): string[] =>
    blocks.flatMap((block) => [
      [block.label ?? '', ...block.runs.map((run) => run.text)].join(' ').replace(/\s+/g, ' ').trim(),
      ...(block.rows ?? []).flatMap((row) => row.cells.flatMap((cell) => linesOf(cell.blocks))),
    ]);
  const printed = (docx: Uint8Array): string[] =>
    linesOf(readDocx(docx).blocks).filter((line) => line !== '' && !line.startsWith('['));

  it('says the same as a Word file', () => {
    fc.assert(
      fc.property(anyPair, ([old, next]) => {
        const marked = textToDocx(redline(compare(old, next), BY));
        expect(printed(acceptChanges(marked).bytes)).toEqual(printed(textToDocx(next)));
        expect(printed(rejectChanges(marked).bytes)).toEqual(printed(textToDocx(old)));
      }),
      { numRuns: 60 },
    );
  });

  it('is so for two strangers too', () => {
    fc.assert(
      fc.property(anyText, anyText, (old, next) => bothWays(old, next)),
      { numRuns: 150 },
    );
  });

  it('has no mark where nothing changed', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const comparison = compare(text, structuredClone(text));
        expect(comparison.changes).toEqual([]);
        expect(hasChanges(redline(comparison, BY))).toBe(false);
      }),
    );
  });
});

const read = (path: string): Text[] => outline(inputBytes(path), { name: path }).texts;

describe.skipIf(!hasInputs)('a redline of real documents (needs the folder of inputs)', () => {
  const pairs: [string, string][] = [
    ['resolutions/E_RES_2023_3.en.txt', 'resolutions/E_RES_2024_13.en.txt'],
    ['resolutions/A_RES_77_150.en.txt', 'resolutions/A_RES_78_132.en.txt'],
    ...(hasInputs
      ? readdirSync(inputPath('docx/tracked'))
          .filter((name) => name.endsWith('-Rejected.docx'))
          .map((name): [string, string] => [
            `docx/tracked/${name}`,
            `docx/tracked/${name.replace('-Rejected', '-Accepted')}`,
          ])
      : []),
    ['docx/compare/WC001-Digits.docx', 'docx/compare/WC001-Digits-Mod.docx'],
    ['docx/compare/WC004-Large.docx', 'docx/compare/WC004-Large-Mod.docx'],
    ['docx/compare/WC006-Table.docx', 'docx/compare/WC006-Table-Delete-Row.docx'],
    ['docx/compare/WC007-Unmodified.docx', 'docx/compare/WC007-Moved-into-Table.docx'],
    ['docx/compare/WC015-Three-Paragraphs.docx', 'docx/compare/WC015-Three-Paragraphs-After.docx'],
    ['docx/compare/WC020-FootNote-Before.docx', 'docx/compare/WC020-FootNote-After-1.docx'],
    ['docx/compare/WC034-Footnotes-Before.docx', 'docx/compare/WC034-Footnotes-After3.docx'],
    ['docx/compare/WC043-Nested-Table.docx', 'docx/compare/WC043-Nested-Table-Mod.docx'],
    ['docx/compare/WC055-French.docx', 'docx/compare/WC055-French-Mod.docx'],
  ];
  it.each(pairs)('gives back %s and %s', (old, next) => {
    const [a, b] = [read(old), read(next)];
    for (const [i, text] of a.entries()) {
      const other = b[i];
      if (other) bothWays(text, other);
    }
  });

  it('gives back the resolution before and after its own marks', () => {
    const [text] = read('docx/council-resolution-1332.fr.docx');
    expect(text).toBeDefined();
    if (text) bothWays(rejectText(text), acceptText(text));
  });
});
