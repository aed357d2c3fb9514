import { describe, expect, it } from 'vitest';
import type { Authored, Group, Item, Mark, PassedRow, Row, Run, Text } from '../../src/index.ts';
import { readAkn, writeAkn } from '../../src/akn/index.ts';
import { amend, compile, ORIGINAL, settle, UNCONTESTED } from '../../src/amend/index.ts';
import { amendmentsFromMarks } from '../../src/amend/marks/index.ts';
import { redline, compare, redlineToHtml } from '../../src/compare/index.ts';
import { outline } from '../../src/outline/index.ts';
import { acceptText, rejectText } from '../../src/settle/index.ts';
import { toHtml, toMarkdown, toPlainText } from '../../src/write/index.ts';
import { textToDocx } from '../../src/write/docx/index.ts';
import { unzipSync } from 'fflate';
import { by as proposedBy } from '../amend/drawing.ts';
import { addRow, row, supRow, withTable } from '../amend/table-drawing.ts';

/** Rows of the harbours that Aland adds and Boria strikes. */
const [A, B, C] = (['Aland', 'Boria', 'Cania'] as const).map((author, i): Authored => ({
  author,
  date: `2026-01-0${i + 1}T00:00:00Z`,
})) as [Authored, Authored, Authored];

function marked(cells: readonly string[], mark: Mark, change: (item: Item) => Partial<Item>): Row {
  const items = (list: readonly Item[]): Item[] =>
    list.map((one) => ({ ...one, eId: '', state: mark.state, ...change(one) }));
  return { mark, cells: row(cells).cells.map((cell) => ({ ...cell, items: items(cell.items) })) };
}
const brought = (cells: readonly string[]): Row => {
  const mark: Mark = { ...A, state: 'inserted' };
  return marked(cells, mark, ({ runs }) => ({ runs: runs.map((run) => ({ ...run, mark })) }));
};
const struck = (text: string, inserted: Authored): Run => ({ text: '', passed: { text, inserted, deleted: B } });
const passedBy = (inserted: Authored, at: number, ...cells: string[]): PassedRow => {
  const change = ({ text }: Item): Partial<Item> => ({ text: '', runs: [struck(text, inserted)] });
  return { at, row: marked(cells, { ...B, state: 'deleted' }, change), inserted };
};
const passed = (at: number, ...cells: string[]): PassedRow => passedBy(A, at, ...cells);

const tableIn = (text: Text): Group => {
  const found = text.groups.flatMap((one) => [one, ...one.groups]).find((one) => one.table !== undefined);
  if (!found) throw new Error('no table');
  return found;
};
function withPassed(passedRows: PassedRow[], change: (table: Row[]) => void = () => undefined): Text {
  const text = withTable();
  const table = structuredClone(tableIn(text).table ?? []);
  change(table);
  return { ...text, groups: text.groups.map((group) => (group.table ? { ...group, table, passedRows } : group)) };
}
const again = (text: Text): Text => {
  const [read] = outline(textToDocx(text), { name: 'harbours.docx' }).texts;
  if (!read) throw new Error('nothing read');
  return read;
};
/** What a passed row says: where, whose, by whom struck, and its words with who wrote them. */
const told = ({ passedRows = [] }: Group): unknown[] =>
  passedRows.map(({ at, row: { cells, mark }, inserted }) => [
    at,
    mark,
    inserted,
    cells.map(({ items, colspan = 1, rowspan = 1 }) => [
      colspan,
      rowspan,
      items.map(({ runs }) => runs.map(({ text, mark: own, passed: gone }) => [text, own?.author, gone])),
    ]),
  ]);
const words = ({ table = [] }: Group): string[] =>
  table.map(({ cells }) => cells.map((cell) => cell.items.map(({ text }) => text).join(' / ')).join(' | '));

const CASES: Record<string, Text> = {
  'one amid others': withPassed([passed(2, 'West', '8', 'a lamp')]),
  'before all others and after them': withPassed([passed(0, 'First', '0', ''), passed(4, 'Last', '9', '')]),
  'two at one place, of two authors': withPassed([passed(1, 'One', '1', 'a'), passedBy(C, 1, 'Two', '2', 'b')]),
  'with a cell of two columns': withPassed([passed(3, '2:Both quays', 'no lamp')]),
  'with words of a third in it': withPassed([passed(2, 'West', '8', 'a lamp')].map(third)),
  'amid rows that one cell covers': withPassed([passed(2, '8', 'a lamp')], (table) => {
    table[1]!.cells[0]!.rowspan = 2;
    table[2]!.cells.shift();
  }),
  'two that one cell covers': withPassed(
    [passed(2, 'West', '8', 'a lamp'), passed(2, '9', 'a bell')].map((one, i) => {
      if (i === 0) one.row.cells[0]!.rowspan = 2;
      return one;
    }),
  ),
  'beside rows that came and went': withPassed([passed(2, 'West', '8', 'a lamp')], (table) => {
    table[1] = brought(['North', '6', 'new']);
  }),
};
function third(one: PassedRow): PassedRow {
  one.row.cells[2]!.items[0]!.runs.push(struck(' that turns', C));
  return one;
}

describe('a row that one author adds and another strikes', () => {
  it.each(Object.entries(CASES))('goes to Akoma Ntoso and comes back: %s', (_, text) => {
    const [read] = readAkn(writeAkn([again(text)])).texts;
    expect(read).toEqual(again(text));
  });

  it.each(Object.entries(CASES))('goes to Word and comes back: %s', (_, text) => {
    const read = again(text);
    expect(told(tableIn(read))).toEqual(told(tableIn(text)));
    expect(words(tableIn(read))).toEqual(words(tableIn(text)));
    expect(tableIn(read).table?.map((one) => one.cells.map((cell) => cell.rowspan ?? 1))).toEqual(
      tableIn(text).table?.map((one) => one.cells.map((cell) => cell.rowspan ?? 1)),
    );
    for (const side of [acceptText, rejectText]) expect(toPlainText(side(read))).toBe(toPlainText(side(text)));
    // What each author proposes is the same from the text and from its file.
    const proposed = (one: Text): unknown[] =>
      amendmentsFromMarks(one).amendments.map(({ by, parent, ops }) => [
        by,
        parent,
        ops.map(({ act, row: at, rows }) => [
          act,
          at,
          rows?.map(({ cells }) => words({ table: [{ cells }] } as Group)),
        ]),
      ]);
    expect(proposed(read)).toEqual(proposed(text));
  });

  it('bears in Word the marks of both, on the row and on its words', () => {
    const xml = new TextDecoder().decode(unzipSync(textToDocx(CASES['one amid others']!))['word/document.xml']);
    expect(xml).toMatch(
      /<w:trPr><w:cantSplit\/><w:ins w:id="\d+" w:author="Aland"[^>]*\/><w:del w:id="\d+" w:author="Boria"[^>]*\/><\/w:trPr>/,
    );
    expect(xml).toMatch(
      /<w:ins w:id="\d+" w:author="Aland"[^>]*><w:del w:id="\d+" w:author="Boria"[^>]*><w:r>(?:<w:rPr>.*?<\/w:rPr>)?<w:delText[^>]*>West</,
    );
  });

  it('is not in the file once its changes are accepted', () => {
    const text = CASES['one amid others']!;
    const [read] = outline(textToDocx(text, { changes: 'accepted' }), { name: 'a.docx' }).texts;
    expect(tableIn(read!).passedRows).toBeUndefined();
    expect(toPlainText(read!)).not.toContain('West');
  });

  it('is shown where changes are, with who added and who struck it, and nowhere else', () => {
    const text = CASES['one amid others']!;
    const shown = redlineToHtml(text);
    expect(shown).toMatch(
      /<tr class="deleted"><td><p data-depth="0"><ins [^>]*title="added, by Aland">.*?<del [^>]*title="deleted, by Boria">.*?West<\/del><\/ins>/,
    );
    expect(toHtml(text, { changes: 'marked' })).toMatch(
      /<tr class="deleted"><td><p data-depth="0"><ins title="Aland"[^>]*><del title="Boria"[^>]*>West<\/del><\/ins>/,
    );
    expect(toMarkdown(text, { changes: 'marked' })).toContain('| <ins>~~West~~</ins> | <ins>~~8~~</ins> |');
    for (const plain of [toHtml(text), toMarkdown(text), toPlainText(text)]) expect(plain).not.toContain('West');
  });

  it('keeps its place under a cell that covers it on a page', () => {
    const shown = redlineToHtml(CASES['amid rows that one cell covers']!);
    expect(shown).toContain('rowspan="3"');
    expect(shown.match(/<tr/g)).toHaveLength(5);
  });

  it('does not outlive a comparison: what is compared are the texts once their changes are accepted', () => {
    const [old, next] = [withTable(), CASES['one amid others']!];
    expect(compare(old, next).changes).toEqual([]);
    expect(redlineToHtml(redline(compare(old, next)))).not.toContain('West');
  });

  it('stands with others of the same two as one addition, against which one amendment is made', () => {
    const text = CASES['two that one cell covers']!;
    expect(
      amendmentsFromMarks(text).amendments.map(({ by, ops }) => [by, ops.map(({ act, rows }) => [act, rows?.length])]),
    ).toEqual([
      ['Aland', [['ADD', 2]]],
      ['Boria', [['SUP', undefined]]],
    ]);
  });
});

describe('where rows above it change', () => {
  // It stands between North and South.
  const text = withPassed([passed(2, 'West', '8', 'a lamp')]);
  const next = (one: Text): string | undefined => {
    const { table = [], passedRows = [] } = tableIn(one);
    return table[passedRows[0]?.at ?? -1]?.cells[0]?.items[0]?.text;
  };

  it('a row that one adds and another strikes stays before the row that it stood before', () => {
    expect(next(text)).toBe('South');
    expect(next(amend(text, [addRow(1, ['Far North', '2', ''], ['Near North', '3', ''])]))).toBe('South');
    expect(next(amend(text, [supRow(1)]))).toBe('South');
    expect(next(amend(text, [supRow(1)], { by: { author: 'A' } }))).toBe('South');
  });

  it('it does so in a compilation, and in what is made of it', () => {
    const compiled = compile(text, [
      proposedBy('A', [addRow(1, ['Far North', '2', ''])]),
      proposedBy('B', [supRow(1)]),
    ]);
    expect(next(compiled.text)).toBe('South');
    expect(next(settle(compiled, UNCONTESTED))).toBe('South');
    expect(next(settle(compiled, ORIGINAL))).toBe('South');
  });
});
