import { describe, expect, it } from 'vitest';
import type { Block, Run, Source } from '../../src/index.ts';
import { acceptText, rejectText } from '../../src/settle/index.ts';
import { structure } from '../../src/structure/index.ts';

const del = (text: string, author: string): Run => ({ text, mark: { state: 'deleted', author } });
const ins = (text: string, author: string): Run => ({ text, mark: { state: 'inserted', author } });

/** A text of lines, each of runs; a label stands before a tab. */
function textOf(lines: readonly (string | Run[])[]) {
  const blocks = lines.map((line, i): Block => {
    const [label, words] = typeof line === 'string' && line.includes('\t') ? line.split('\t') : [undefined, line];
    const runs = typeof words === 'string' ? [{ text: words }] : (words ?? []);
    const raw = runs.map((run) => run.text).join('');
    return { kind: 'paragraph', line: i + 1, raw, runs, ...(label === undefined ? {} : { label }) } as Block;
  });
  const source: Source = { format: 'docx', blocks, notes: [], comments: [], headers: [], properties: {}, warnings: [] };
  const [text] = structure(source, { language: 'fr' }).texts;
  if (text === undefined) throw new Error('no text');
  return text;
}

const LINES = [
  'RÉSOLUTION 12 (2026)',
  'Entretien des ports',
  'Le Conseil,',
  'rappelant',
  "a)\tl'accord des villes portuaires;",
  'encourage les villes',
  '1\tà réparer les quais;',
  '2\tà éclairer les quais.',
];
const withLine = (at: number, runs: Run[]) => textOf(LINES.map((line, i) => (i === at ? runs : line)));
const headings = (text: ReturnType<typeof textOf>) => text.groups.map((one) => one.heading).filter((one) => one !== '');

describe('marks in a heading', () => {
  it('of a verb that one strikes and another puts keep their authors, and are no words that ran together', () => {
    const text = withLine(5, [del('encourage', 'A'), ins('invite', 'B'), { text: ' les villes' }]);
    expect(text.repairs).toEqual([]);
    const runs = text.groups.flatMap((one) => one.headingRuns ?? []).filter((run) => run.mark);
    expect(runs.map((run) => [run.text, run.mark?.author])).toEqual([
      ['encourage', 'A'],
      ['invite', 'B'],
    ]);
    expect(headings(rejectText(text))).toContain('encourage les villes');
    expect(headings(acceptText(text))).toContain('invite les villes');
  });

  it('of the opening line are kept: rejected it is as it was', () => {
    const text = withLine(2, [{ text: 'Le Conseil' }, ins(" de l'UIT", 'A'), { text: ',' }]);
    expect(headings(text)).toContain("Le Conseil de l'UIT,");
    expect(headings(rejectText(text))).toContain('Le Conseil,');
  });

  it('of a title that stands on the line after "Annexe" are kept', () => {
    const annexed = [...LINES, 'ANNEXE', 'x', '1\tLes quais sont ouverts le jour.'];
    const title: Run[] = [{ text: 'Règles des ' }, del('ports', 'A'), ins('quais', 'A')];
    const text = textOf(annexed.map((line) => (line === 'x' ? title : line)));
    expect(headings(text)).toContain('ANNEXE – Règles des quais');
    expect(headings(rejectText(text))).toContain('ANNEXE – Règles des ports');
  });

  it('words that marks part are no words that ran together; those of one run still are', () => {
    const parted = withLine(7, [
      { text: 'à éclairer les quais au gré ' },
      del('des', 'A'),
      ins('de', 'B'),
      { text: ' vents.' },
    ]);
    expect(parted.repairs).toEqual([]);
    const flat = withLine(7, [{ text: 'à éclairer les quais au gré desde vents.' }]);
    expect(flat.repairs).toMatchObject([{ kind: 'words-merged' }]);
  });
});

describe('the title of a report', () => {
  const read = (lines: string[]) => {
    const { kind, title } = textOf(lines);
    return { kind, title };
  };
  it('is its line in capitals; of a script without capitals, which are all alike, its first line', () => {
    expect(read(['C25/12', 'REPORT ON THE SMALL HARBOURS', '1\tForty quays were lit by night.'])).toEqual({
      kind: 'report',
      title: 'REPORT ON THE SMALL HARBOURS',
    });
    const title = '关于小港口的报告';
    expect(read([title, '1\t四十个小港口的居民可以用沿岸语言通过电话收听潮汐时间（ITU）。'])).toEqual({
      kind: 'report',
      title,
    });
  });
});
