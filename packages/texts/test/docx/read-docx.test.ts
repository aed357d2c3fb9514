import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Source } from '../../src/model/text.ts';
import { acceptedText, readDocx, rejectedText } from '../../src/read/docx/index.ts';
import { buildDocx, del, endMark, ins, paragraph, run } from './build.ts';

const read = (parts: Parameters<typeof buildDocx>[0]): Source => readDocx(buildDocx(parts));
const codes = (source: Source): string[] => source.warnings.map((warning) => warning.code);

describe('paragraphs', () => {
  it('bear the name of their style and the level of their heading, whatever the language of the file', () => {
    const { blocks } = read({
      body:
        paragraph(run('One'), '<w:pStyle w:val="Titre1"/>') +
        paragraph(run('Two'), '<w:pStyle w:val="Own"/>') +
        paragraph(run('Three'), '<w:outlineLvl w:val="2"/>') +
        paragraph(run('Four')),
      styles:
        '<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:name w:val="Normal"/></w:style><w:style w:type="paragraph" w:styleId="Titre1"><w:name w:val="heading 1"/></w:style><w:style w:type="paragraph" w:styleId="Own"><w:name w:val="Own"/><w:basedOn w:val="Titre1"/></w:style>',
    });
    expect(blocks.map((block) => [block.style, block.heading])).toEqual([
      ['heading 1', 1],
      ['Own', 1],
      ['Normal', 3],
      ['Normal', undefined],
    ]);
  });

  it('of a Strict file, or with another prefix, read the same', () => {
    const body = paragraph(run('a)\tone') + ins(run(' two')));
    const usual = read({ body });
    expect(read({ body, strict: true })).toEqual(usual);
  });

  it('keep bold, italic, superscript, and lose what a style and its character style both switch on', () => {
    const styles =
      '<w:style w:type="paragraph" w:styleId="P"><w:name w:val="P"/><w:rPr><w:b/></w:rPr></w:style><w:style w:type="character" w:styleId="C"><w:name w:val="C"/><w:rPr><w:b/></w:rPr></w:style>';
    const { blocks } = read({
      styles,
      body: paragraph(
        run('bold ') +
          run('not ', '<w:rStyle w:val="C"/>') +
          run('2', '<w:b w:val="0"/><w:vertAlign w:val="superscript"/>'),
        '<w:pStyle w:val="P"/>',
      ),
    });
    expect(blocks[0]?.runs).toEqual([{ text: 'bold ', bold: true }, { text: 'not ' }, { text: '2', sup: true }]);
  });

  it('keep tabs, breaks, hyphens and signs of symbol fonts', () => {
    const { blocks } = read({
      body: paragraph(
        '<w:r><w:t>non</w:t><w:noBreakHyphen/><w:t>stop</w:t><w:softHyphen/><w:br/><w:sym w:font="Symbol" w:char="F0B3"/><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>',
      ),
    });
    expect(blocks[0]?.raw).toBe('non\u2011stop\u00ad\n≥✓');
  });

  it('show the result of a field, not its code, and make a link of HYPERLINK', () => {
    const field = (code: string, result: string): string =>
      `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> ${code} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${result}<w:r><w:fldChar w:fldCharType="end"/></w:r>`;
    const { blocks } = read({
      body: paragraph(
        run('See ') +
          field('HYPERLINK "https://example.org/a" \\l "b"', run('there')) +
          run(', page ') +
          field('PAGE', field('= 1 + 1', run('2'))),
      ),
    });
    expect(blocks[0]?.runs).toEqual([
      { text: 'See ' },
      { text: 'there', link: 'https://example.org/a#b' },
      { text: ', page ' },
      { text: '2', field: '= 1 + 1' },
    ]);
  });

  it('after a field that never ends are kept, with a warning', () => {
    const source = read({
      body: paragraph('<w:r><w:fldChar w:fldCharType="begin"/></w:r>') + paragraph(run('Still here.')),
    });
    expect(acceptedText(source)).toEqual(['Still here.']);
    expect(codes(source)).toContain('field-broken');
  });

  it('keep links to the web and refuse others', () => {
    const source = read({
      body: paragraph(
        '<w:hyperlink r:id="a"><w:r><w:t>web</w:t></w:r></w:hyperlink><w:hyperlink r:id="b"><w:r><w:t>script</w:t></w:r></w:hyperlink><w:hyperlink w:anchor="x"><w:r><w:t>here</w:t></w:r></w:hyperlink>',
      ),
      links: [
        { id: 'a', target: 'https://example.org/' },
        { id: 'b', target: 'javascript:alert(1)' },
      ],
    });
    expect(source.blocks[0]?.runs).toEqual([
      { text: 'web', link: 'https://example.org/' },
      { text: 'script' },
      { text: 'here', link: '#x' },
    ]);
    expect(codes(source)).toContain('link-refused');
  });

  it('of a text box follow the paragraph it hangs on, once', () => {
    const box = '<w:txbxContent><w:p><w:r><w:t>Boxed</w:t></w:r></w:p></w:txbxContent>';
    const source = read({
      body: paragraph(
        `${run('Host')}<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><a:graphic><a:graphicData><wps:wsp><wps:txbx>${box}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>${box}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>`,
      ),
    });
    expect(acceptedText(source)).toEqual(['Host', 'Boxed']);
  });

  it('say what they leave out: hidden words, elements not known', () => {
    const source = read({
      body: paragraph(
        run('seen ') + run('secret', '<w:vanish/>') + '<w:strange><w:r><w:t>kept</w:t></w:r></w:strange>',
      ),
    });
    expect(codes(source)).toEqual(['hidden-text', 'unread-element']);
    expect(acceptedText(source)).toEqual(['seen kept']);
  });
});

describe('tables, notes, comments', () => {
  it('give rows, header rows, and cells that span columns and rows', () => {
    const cell = (words: string, properties = ''): string =>
      `<w:tc><w:tcPr>${properties}</w:tcPr>${paragraph(run(words))}</w:tc>`;
    const { blocks } = read({
      body: `<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr>${cell('A', '<w:gridSpan w:val="2"/>')}${cell('B')}</w:tr><w:tr>${cell('1', '<w:vMerge w:val="restart"/>')}${cell('2')}${cell('3')}</w:tr><w:tr>${cell('', '<w:vMerge/>')}${cell('4')}${cell('5')}</w:tr></w:tbl>`,
    });
    expect(
      blocks[0]?.rows?.map((row) => [
        row.header,
        row.cells.map((each) => [each.blocks.map((block) => block.raw).join('|'), each.colspan, each.rowspan]),
      ]),
    ).toEqual([
      [
        true,
        [
          ['A', 2, undefined],
          ['B', undefined, undefined],
        ],
      ],
      [
        undefined,
        [
          ['1', undefined, 2],
          ['2', undefined, undefined],
          ['3', undefined, undefined],
        ],
      ],
      [
        undefined,
        [
          ['4', undefined, undefined],
          ['5', undefined, undefined],
        ],
      ],
    ]);
  });

  it('number the notes by their references and keep a mark of one’s own', () => {
    const note = (id: number, words: string): string =>
      `<w:footnote w:id="${id}"><w:p><w:r><w:footnoteRef/></w:r>${run(` ${words}`)}</w:p></w:footnote>`;
    const source = read({
      body: paragraph(
        run('one') +
          '<w:r><w:footnoteReference w:id="7"/></w:r>' +
          run(' two') +
          '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="3"/><w:t>*</w:t></w:r>' +
          '<w:r><w:footnoteReference w:id="5"/></w:r>',
      ),
      footnotes: `<w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>${note(3, 'starred')}${note(5, 'second')}${note(7, 'first')}`,
    });
    expect(source.notes.map(({ label, blocks }) => [label, blocks[0]?.raw])).toEqual([
      ['1', 'first'],
      ['*', 'starred'],
      ['2', 'second'],
    ]);
    expect(source.blocks[0]?.runs.filter((each) => each.note !== undefined).map((each) => each.text)).toEqual([
      '1',
      '*',
      '2',
    ]);
  });

  it('thread the comments and place them', () => {
    const comment = (id: number, mark: string, words: string): string =>
      `<w:comment w:id="${id}" w:author="Ana" w:date="2024-01-02T03:04:05Z"><w:p w14:paraId="${mark}">${run(words)}</w:p></w:comment>`;
    const { comments } = read({
      body:
        paragraph(run('one')) +
        paragraph(
          `<w:commentRangeStart w:id="1"/>${run('two')}<w:commentRangeEnd w:id="1"/><w:r><w:commentReference w:id="1"/><w:commentReference w:id="2"/></w:r>`,
        ),
      comments: comment(1, '00000001', 'Why?') + comment(2, '00000002', 'Because.'),
      commentsExtended:
        '<w15:commentEx w15:paraId="00000001" w15:done="1"/><w15:commentEx w15:paraId="00000002" w15:paraIdParent="00000001"/>',
    });
    expect(comments).toEqual([
      {
        id: '1',
        author: 'Ana',
        date: '2024-01-02T03:04:05Z',
        text: 'Why?',
        line: 2,
        resolved: true,
        stretch: { from: 0, to: 3 },
      },
      { id: '2', author: 'Ana', date: '2024-01-02T03:04:05Z', text: 'Because.', line: 2, parent: '1' },
    ]);
  });
});

describe('revisions', () => {
  it('link both ends of a move', () => {
    const { blocks } = read({
      body: `<w:moveFromRangeStart w:id="1" w:name="move1"/>${paragraph(`<w:moveFrom w:id="2" w:author="A">${run('moved')}</w:moveFrom>`, '<w:rPr><w:moveFrom w:id="3" w:author="A"/></w:rPr>')}<w:moveFromRangeEnd w:id="1"/>${paragraph(run('between'))}<w:moveToRangeStart w:id="4" w:name="move1"/>${paragraph(`<w:moveTo w:id="5" w:author="A">${run('moved')}</w:moveTo>`)}<w:moveToRangeEnd w:id="4"/>`,
    });
    expect([blocks[0]?.runs[0]?.mark, blocks[0]?.mark, blocks[2]?.runs[0]?.mark]).toEqual([
      { state: 'deleted', author: 'A', move: 'move1' },
      { state: 'deleted', author: 'A', move: 'move1' },
      { state: 'inserted', author: 'A', move: 'move1' },
    ]);
  });

  it('that insert and then strike the same words leave them in neither reading, but keep them and both names', () => {
    const source = read({ body: paragraph(run('a') + ins(del(run('gone', '', true))) + run('b')) });
    expect([acceptedText(source), rejectedText(source)]).toEqual([['ab'], ['ab']]);
    const who = { author: 'Ana Example', date: '2024-05-01T10:00:00Z' };
    expect(source.blocks[0]?.runs).toEqual([
      { text: 'a' },
      { text: '', passed: { text: 'gone', inserted: who, deleted: who } },
      { text: 'b' },
    ]);
    expect(source.warnings).toEqual([]);
  });

  it('of any mixture read back as they were written', () => {
    const word = fc.stringMatching(/^[a-zé ]{1,8}$/);
    const piece = fc.tuple(fc.constantFrom('kept', 'ins', 'del'), word);
    const line = fc.tuple(
      fc.array(piece, { minLength: 1, maxLength: 6 }),
      fc.constantFrom(undefined, 'ins' as const, 'del' as const),
    );
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 6 }), (lines) => {
        const body = lines
          .map(([pieces, end]) =>
            paragraph(
              pieces
                .map(([state, words]) =>
                  state === 'ins' ? ins(run(words)) : state === 'del' ? del(run(words, '', true)) : run(words),
                )
                .join(''),
              end === undefined ? '' : endMark(end),
            ),
          )
          .join('');
        const expected = (without: string): string[] =>
          lines
            .map(
              ([pieces, end]) =>
                pieces
                  .filter(([state]) => state !== without)
                  .map(([, words]) => words)
                  .join('') + (end === without ? '' : '\n'),
            )
            .join('')
            .split('\n')
            .filter((text) => text.trim() !== '');
        const source = read({ body });
        expect([acceptedText(source), rejectedText(source)]).toEqual([expected('del'), expected('ins')]);
      }),
      { numRuns: 150 },
    );
  });
});
