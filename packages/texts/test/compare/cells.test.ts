import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Block, Group, Item, Row, Text } from '../../src/index.ts';
import { compare, redline, redlineToHtml } from '../../src/compare/index.ts';
import { outline } from '../../src/outline/index.ts';
import { readDocx } from '../../src/read/docx/index.ts';
import { acceptChanges, rejectChanges, viewOf } from '../../src/revise/index.ts';
import { acceptText, rejectText } from '../../src/settle/index.ts';
import { textToDocx } from '../../src/write/docx/index.ts';
import { groupOf } from '../../src/structure/draft.ts';
import { all, partsOf } from '../write/valid.ts';
import { itemOf, tablePair } from './draw.ts';

const BY = { author: 'A. Drafter', date: '2025-06-01T10:00:00Z' };

/** The tables of a file by the shape of their cells and the words in them. */
const gridsOf = (blocks: readonly Block[]): unknown[] =>
  blocks.flatMap((block) =>
    block.kind === 'table'
      ? [
          (block.rows ?? []).map((row) =>
            row.cells.map((cell) => [cell.colspan ?? 1, cell.rowspan ?? 1, ...linesOf(cell.blocks)]),
          ),
        ]
      : [],
  );
const linesOf = (blocks: readonly Block[]): string[] =>
  blocks.map((block) => [block.label ?? '', ...block.runs.map((run) => run.text)].join(' ').trim()).filter(Boolean);

const tablesOf = (groups: readonly Group[]): unknown[] =>
  groups.flatMap((group) => [
    ...(group.table && group.table.length > 0 ? [group.table.map((row) => row.cells.map((cell) => cellOf(cell)))] : []),
    ...tablesOf(group.groups),
  ]);
const cellOf = ({ colspan = 1, rowspan = 1, items }: Row['cells'][number]): unknown => [
  colspan,
  rowspan,
  ...words(items),
];
const words = (items: readonly Item[]): string[] =>
  items.flatMap((item) => [`${item.label ?? ''} ${item.text}`.trim(), ...words(item.items)]).filter(Boolean);

const rows = (...lines: (Row['cells'][number] | string)[][]): Row[] =>
  lines.map((cells) => ({
    cells: cells.map((cell) => (typeof cell === 'string' ? { items: cell === '' ? [] : [itemOf(cell)] } : cell)),
  }));
const textOf = (table: Row[]): Text => ({
  kind: 'document',
  number: null,
  title: '',
  status: null,
  body: null,
  language: 'en',
  profile: 'plain',
  groups: [groupOf('table', '', [1], { eId: 'table_1', table })],
  footnotes: [],
  references: [],
  repairs: [],
  warnings: [],
});
const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
/** Each cell of a redline: "+" where it came, "-" where it went, its spans where they changed, and its words. */
const marksIn = (text: Text): string[] =>
  (text.groups[0]?.table ?? []).map((row) =>
    [
      ...(row.mark ? [row.mark.state] : []),
      ...row.cells.map((cell) => {
        const sign = cell.mark ? (cell.mark.state === 'inserted' ? '+' : '-') : '';
        const spans = (['colspan', 'rowspan'] as const)
          .filter((name) => cell.was?.[name] !== undefined)
          .map((name) => ` ${name} ${cell.was?.[name] ?? 1}→${cell[name] ?? 1}`);
        return `${sign}${words(cell.items).join('/')}${spans.join('')}`;
      }),
    ].join(' | '),
  );
const redlined = (old: Row[], next: Row[]): string[] => marksIn(redline(compare(textOf(old), textOf(next)), BY));

describe('a redline of a table', () => {
  const [year, ports, quays] = ['Year of report', 'Ports swept', 'Quays mended'];

  it('marks the cells of a new column, at one place in every row, and nothing else', () => {
    const old = rows([year, ports], ['2024', '7'], ['2025', '7']);
    const next = rows([year, quays, ports], ['2024', '7', '7'], ['2025', '', '7']);
    expect(redlined(old, next)).toEqual([`${year} | +${quays} | ${ports}`, '2024 | +7 | 7', '2025 | + | 7']);
    expect(redlined(next, old)).toEqual([`${year} | -${quays} | ${ports}`, '2024 | -7 | 7', '2025 | - | 7']);
  });

  it('marks a cell that took in the one beside it, and one that took in those below', () => {
    const old = rows(['north', 'south', 'east'], ['one', 'two', 'three'], ['four', 'five', 'six']);
    const wide = rows(
      [{ items: [itemOf('north'), itemOf('south')], colspan: 2 }, 'east'],
      ['one', 'two', 'three'],
      ['four', 'five', 'six'],
    );
    expect(redlined(old, wide)[0]).toBe('north/south colspan 1→2 | -south | east');
    const high = rows(
      ['north', 'south', 'east'],
      [{ items: [itemOf('one'), itemOf('four')], rowspan: 2 }, 'two', 'three'],
      ['five', 'six'],
    );
    expect(redlined(old, high).slice(1)).toEqual(['one/four rowspan 1→2 | two | three', '-four | five | six']);
    expect(redlined(high, old).slice(1)).toEqual(
      ['one rowspan 2→1 | two | three', '+four | five | six'].map((line, i) =>
        i === 0 ? line.replace('one ', 'one/four ') : line,
      ),
    );
  });

  it('lets a cell that covers several rows cover one more where a row is added among them', () => {
    const old = rows([{ items: [itemOf('ports')], rowspan: 2 }, 'north'], ['south']);
    const next = rows([{ items: [itemOf('ports')], rowspan: 3 }, 'north'], ['east and west'], ['south']);
    expect(redlined(old, next)).toEqual(['ports rowspan 2→3 | north', 'inserted | east and west', 'south']);
  });

  it('as a page frames rows and cells that came, went or were merged, and says so where they hold no words', () => {
    const old = rows(['north', 'south', 'east'], ['one', 'two', 'three']);
    const next = rows(
      [{ items: [itemOf('north'), itemOf('south')], colspan: 2 }, 'east'],
      ['one', 'two', 'three'],
      ['seven', '', 'nine'],
    );
    const html = redlineToHtml(redline(compare(textOf(old), textOf(next))));
    expect(html).toMatch(/<td class="reset"><span class="said">\[merged/);
    expect(html).toMatch(/<td class="deleted"><p [^>]*><del /);
    expect(html).toMatch(/<tr class="inserted"><td><p.*?<td><ins title="added"><span class="said">\[added\] <\/span>/);
  });

  it('gives a cell in Word the width of the columns it takes up, accepted and rejected', () => {
    const old = rows(['north', 'south', 'east'], ['one', 'two', 'three']);
    const next = rows([{ items: [itemOf('north and south')], colspan: 2 }, 'east'], ['one', 'two', 'three']);
    for (const [a, b] of [
      [old, next],
      [next, old],
    ] as const) {
      const file = textToDocx(redline(compare(textOf(a), textOf(b)), BY));
      for (const settle of [acceptChanges, rejectChanges]) {
        const main = partsOf(settle(file).bytes).trees.get('word/document.xml');
        const cells = [...(main === undefined ? [] : all(main))].filter((one) => one.name === 'tcPr');
        const widths = cells.map(({ children }) => {
          const [width, span] = ['tcW', 'gridSpan'].map(
            (name) => children.find((one) => one.name === name)?.attributes,
          );
          return Number(width?.['w']) / Number(span?.['val'] ?? 1);
        });
        expect(widths.length).toBeGreaterThan(4);
        expect(new Set(widths).size).toBe(1);
      }
    }
  });

  it('is both tables, in Word as in the model: cells by their place, width, height and words', () => {
    fc.assert(
      fc.property(tablePair, ([old, next]) => {
        const marked = redline(compare(textOf(old), textOf(next)), BY);
        expect(tablesOf(acceptText(marked).groups)).toEqual(tablesOf(textOf(next).groups));
        expect(tablesOf(rejectText(marked).groups)).toEqual(tablesOf(textOf(old).groups));
        const file = textToDocx(marked);
        const [a, b] = [old, next].map((table) => gridsOf(readDocx(textToDocx(textOf(table))).blocks));
        // A cell that reaches beside the end of a row below it is none that Word could hold.
        fc.pre(same(a, tablesOf(textOf(old).groups)) && same(b, tablesOf(textOf(next).groups)));
        expect(gridsOf(readDocx(acceptChanges(file).bytes).blocks)).toEqual(b);
        expect(gridsOf(readDocx(rejectChanges(file).bytes).blocks)).toEqual(a);
        expect(gridsOf(viewOf(readDocx(file), 'after').blocks)).toEqual(b);
        expect(gridsOf(viewOf(readDocx(file), 'before').blocks)).toEqual(a);
        const [again] = outline(file, { name: 'a.docx', view: 'marked' }).texts;
        const [was, is] = [old, next].map((table) =>
          tablesOf(outline(textToDocx(textOf(table)), { name: 'a.docx' }).texts[0]?.groups ?? []),
        );
        if (again === undefined) throw new Error('no text');
        expect(tablesOf(acceptText(again).groups)).toEqual(is);
        expect(tablesOf(rejectText(again).groups)).toEqual(was);
      }),
      { numRuns: 60 },
    );
  });
});
