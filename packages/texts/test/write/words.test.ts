import { describe, expect, it } from 'vitest';
import type { Text } from '../../src/index.ts';
import { readAkn } from '../../src/akn/index.ts';
import { toMarkdown, toPlainText } from '../../src/write/index.ts';

const read = (body: string): Text => {
  const [text] =
    readAkn(`<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><statement name="resolution"><meta>
    <identification source="#x"><FRBRExpression><FRBRlanguage language="eng"/></FRBRExpression></identification></meta>
    <mainBody>${body}</mainBody></statement></akomaNtoso>`).texts;
  if (text === undefined) throw new Error('no text');
  return text;
};

const TABLE = read(`<paragraph eId="p_1"><content><table>
  <tr><th><p>Quay | pier</p></th><th><p>Length</p></th><th><p>Lit</p></th></tr>
  <tr><td rowspan="2"><p>North</p><p>and south</p></td><td colspan="2"><p>120 m</p></td></tr>
  <tr><td><p>90 m</p></td><td><p><b>yes</b></p></td></tr></table></content></paragraph>`);
const CHANGES = read(`<paragraph eId="p_1"><num><del>3</del><ins>4</ins></num><content>
  <p>to keep <del>two </del><ins>three ~ </ins>quays</p></content></paragraph>`);

describe('a text as Markdown', () => {
  it('has tables as GitHub reads them, every row with as many columns', () => {
    expect(toMarkdown(TABLE)).toContain(
      [
        '| Quay \\| pier | Length | Lit |',
        '| --- | --- | --- |',
        '| North<br>and south | 120 m |  |',
        '|  | 90 m | **yes** |',
      ].join('\n'),
    );
  });

  it('gives a table without a head an empty one', () => {
    const [group] = TABLE.groups;
    const bare = { ...TABLE, groups: group === undefined ? [] : [{ ...group, table: (group.table ?? []).slice(1) }] };
    expect(toMarkdown(bare)).toContain('|  |  |  |\n| --- | --- | --- |\n| North');
  });

  it('shows changes where asked to, labels too, else how the text stands after them', () => {
    expect(toMarkdown(CHANGES)).toMatch(/^4 to keep three \\~ quays$/m);
    expect(toMarkdown(CHANGES, { changes: 'marked' })).toMatch(
      /^~~3~~ <ins>4<\/ins> to keep ~~two~~ <ins>three \\~<\/ins> quays$/m,
    );
  });

  it('strikes a paragraph and a row that went, and leaves them out after the change', () => {
    const [table] = TABLE.groups;
    const [kept] = CHANGES.groups;
    if (table === undefined || kept === undefined) throw new Error('no group');
    const went: Text = {
      ...CHANGES,
      groups: [
        {
          ...kept,
          items: kept.items.map(({ oldLabel: _, ...item }) => ({ ...item, state: 'deleted' as const, runs: [] })),
        },
        {
          ...table,
          table: (table.table ?? []).map((row, i) => (i === 2 ? { ...row, mark: { state: 'deleted' } } : row)),
        },
      ],
    };
    const marked = toMarkdown(went, { changes: 'marked' });
    expect(marked).toContain('~~4~~ ~~to keep three');
    expect(marked).toContain('|  | ~~90 m~~ | ~~**yes**~~ |');
    expect(toMarkdown(went)).not.toMatch(/quays|90 m/);
  });
});

describe('a text as plain text', () => {
  it('has a row of a table on a line, its columns parted by tabs', () => {
    expect(toPlainText(TABLE)).toContain(
      ['Quay | pier\tLength\tLit', 'North / and south\t120 m\t', '\t90 m\tyes'].join('\n'),
    );
  });
});
