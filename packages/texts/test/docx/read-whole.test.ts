import { describe, expect, it } from 'vitest';
import type { Source } from '../../src/model/text.ts';
import { outline } from '../../src/outline/index.ts';
import { acceptedText, readDocx, rejectedText } from '../../src/read/docx/index.ts';
import { readMedia } from '../../src/read/media/index.ts';
import { buildDocx, del, endMark, inList, ins, list, num, paragraph, run } from './build.ts';

const read = (parts: Parameters<typeof buildDocx>[0]): Source => readDocx(buildDocx(parts));
const BY = 'w:id="9" w:author="Ana Example" w:date="2024-05-01T10:00:00Z"';
const WHO = { author: 'Ana Example', date: '2024-05-01T10:00:00Z' };
const PICTURE =
  '<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:nvPicPr><pic:cNvPr id="1"/></pic:nvPicPr><pic:blipFill><a:blip r:embed="img"/></pic:blipFill></pic:pic>';
const drawing = (alt: string): string =>
  `<w:r><w:drawing><wp:inline><wp:extent cx="1270000" cy="635000"/><wp:docPr id="1" descr="${alt}"/><a:graphic><a:graphicData>${PICTURE}</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`;

describe('what a Word file says besides words', () => {
  it('is kept of images: their place, alternative text, size, part and bytes; an outline tells of them', () => {
    const file = buildDocx({
      body: paragraph(run('see ') + drawing('A map of regions') + run('above')) + paragraph(ins(drawing(''))),
      links: [{ id: 'img', target: 'media/map.png', type: 'image', internal: true }],
      extra: {
        'word/media/map.png': Uint8Array.of(1, 2, 3),
        '[Content_Types].xml':
          '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="png" ContentType="image/png"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
      },
    });
    const source = readDocx(file);
    const image = { kind: 'image', part: 'word/media/map.png', width: 100, height: 50 };
    expect(source.blocks.map((block) => block.runs)).toEqual([
      [{ text: 'see ' }, { text: '', image: { ...image, alt: 'A map of regions' } }, { text: 'above' }],
      [{ text: '', image, mark: { state: 'inserted', ...WHO } }],
    ]);
    expect(source.warnings).toEqual([]);
    expect(readMedia(file)).toEqual(
      new Map([['word/media/map.png', { type: 'image/png', bytes: Uint8Array.of(1, 2, 3) }]]),
    );
    expect(outline(file).texts[0]?.warnings.map(({ line, message }) => [line, message])).toEqual([
      [1, 'An image stands here and is not shown (alternative text: A map of regions).'],
      [2, 'An image stands here and is not shown (it has no alternative text).'],
    ]);
  });

  it('is kept of fields: the instruction with the words it printed, or alone where it printed none', () => {
    const char = (type: string): string => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`;
    const code = (words: string): string => `<w:r><w:instrText> ${words} </w:instrText></w:r>`;
    const field = (words: string, result: string): string =>
      char('begin') + code(words) + char('separate') + result + char('end');
    const { blocks, warnings } = read({
      body:
        paragraph(run('page ') + field('PAGE', run('7')) + run(' of ') + field('NUMPAGES', '')) +
        paragraph(
          `<w:fldSimple w:instr=" SEQ Table ">${run('2')}</w:fldSimple>${char('begin')}${code('XE "term"')}${char('end')}`,
        ) +
        paragraph(char('begin') + code('TOC \\o') + char('separate') + run('One')) +
        paragraph(run('Two') + char('end')),
    });
    expect(blocks.map((block) => block.runs)).toEqual([
      [{ text: 'page ' }, { text: '7', field: 'PAGE' }, { text: ' of ' }, { text: '', field: 'NUMPAGES' }],
      [
        { text: '2', field: 'SEQ Table' },
        { text: '', field: 'XE "term"' },
      ],
      [{ text: 'One' }],
      [{ text: 'Two' }],
    ]);
    expect(warnings).toEqual([]);
  });

  it('is kept of bookmarks and comments: the stretch they are about, over paragraphs and without the typed label', () => {
    const { blocks, comments } = read({
      body:
        '<w:bookmarkStart w:id="1" w:name="whole"/>' +
        paragraph(
          `${run('a)\tone ')}<w:bookmarkStart w:id="2" w:name="two"/><w:commentRangeStart w:id="5"/>${run('two')}`,
        ) +
        '<w:bookmarkEnd w:id="1"/><w:bookmarkStart w:id="3" w:name="_GoBack"/><w:bookmarkEnd w:id="3"/>' +
        paragraph(
          `${run('thr')}<w:bookmarkEnd w:id="2"/>${run('ee')}<w:commentRangeEnd w:id="5"/><w:r><w:commentReference w:id="5"/></w:r>`,
        ),
      comments: `<w:comment w:id="5">${paragraph(run('Why?'))}</w:comment>`,
    });
    expect(blocks[0]).toMatchObject({
      label: 'a)',
      bookmarks: [
        { name: 'whole', from: 0, to: 7 },
        { name: 'two', from: 4, to: 3, until: 2 },
      ],
    });
    expect(blocks[1]?.bookmarks).toBeUndefined();
    expect(comments).toEqual([{ id: '5', text: 'Why?', line: 1, stretch: { from: 4, to: 5, until: 2 } }]);
  });

  it('is kept of changed formatting: what it was, who changed it and when', () => {
    const change = (name: string, inner: string): string =>
      `<w:${name}Change ${BY}><w:${name}>${inner}</w:${name}></w:${name}Change>`;
    const lists = list(1, [['decimal', '%1.']], [num(1, 1)]);
    const { blocks, warnings } = read({
      styles:
        '<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:name w:val="Normal"/></w:style><w:style w:type="paragraph" w:styleId="H"><w:name w:val="heading 2"/></w:style>',
      numbering: lists.abstract + lists.nums,
      body:
        paragraph(
          run('bold', `<w:b/>${change('rPr', '<w:i/>')}`) + run(' larger', `<w:sz w:val="30"/>${change('rPr', '')}`),
        ) +
        paragraph(run('x'), `<w:pStyle w:val="H"/><w:jc w:val="center"/>${change('pPr', '<w:bidi/>')}`) +
        paragraph(run('y'), `<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/><w:ins ${BY}/></w:numPr>`) +
        `<w:tbl><w:tblPr><w:bidiVisual/><w:tblCaption w:val="Figures"/></w:tblPr><w:tr><w:tc><w:tcPr>${change('tcPr', '')}</w:tcPr>${paragraph(run('z'))}</w:tc></w:tr></w:tbl>`,
    });
    expect(blocks[0]?.runs).toEqual([
      { text: 'bold', bold: true, was: { ...WHO, format: { italic: true } } },
      { text: ' larger', was: { ...WHO, format: {} } },
    ]);
    expect(blocks[1]).toMatchObject({ style: 'heading 2', heading: 2, align: 'center' });
    expect(blocks[1]?.was).toEqual({ ...WHO, style: 'Normal', heading: null, align: 'start', rtl: true });
    expect(blocks[2]).toMatchObject({
      label: '1.',
      oldLabel: '',
      was: WHO,
      list: { id: '1', format: 'decimal', pattern: '%1.' },
    });
    expect(blocks[3]).toMatchObject({ kind: 'table', rtl: true, alt: 'Figures', was: WHO });
    expect(warnings).toEqual([]);
  });

  it('is kept of cells that came, went or are merged by a change', () => {
    const cell = (properties: string, words: string): string =>
      `<w:tc><w:tcPr>${properties}</w:tcPr>${paragraph(run(words))}</w:tc>`;
    const { blocks } = read({
      body: `<w:tbl><w:tr>${cell(`<w:cellIns ${BY}/>`, 'a')}${cell(`<w:cellDel ${BY}/>`, 'b')}${cell(`<w:cellMerge ${BY} w:vMerge="rest"/>`, 'c')}</w:tr><w:tr>${cell('<w:hMerge w:val="restart"/>', 'd')}<w:tc><w:tcPr><w:hMerge/></w:tcPr><w:p/></w:tc>${cell(`<w:cellMerge ${BY} w:vMerge="cont"/>`, 'e')}</w:tr></w:tbl>`,
    });
    expect(
      blocks[0]?.rows?.map((row) => row.cells.map(({ mark, merge, colspan }) => [mark?.state, merge, colspan])),
    ).toEqual([
      [
        ['inserted', undefined, undefined],
        ['deleted', undefined, undefined],
        [undefined, { ...WHO, with: 'below' }, undefined],
      ],
      [
        [undefined, undefined, 2],
        [undefined, { ...WHO, with: 'above' }, undefined],
      ],
    ]);
  });

  it('is kept of direction, text boxes, headers and footers, and both kinds of notes', () => {
    const box = '<w:txbxContent><w:p><w:r><w:t>Boxed</w:t></w:r></w:p></w:txbxContent>';
    const source = read({
      body:
        paragraph(run('يمين') + '<w:bdo w:val="rtl">' + run('abc') + '</w:bdo>', '<w:bidi/>') +
        paragraph(
          `${run('Host')}<w:r><w:pict><v:shape><v:textbox>${box}</v:textbox></v:shape></w:pict></w:r><w:r><w:endnoteReference w:id="3"/></w:r>`,
        ),
      header: paragraph(run('Head')),
      endnotes: `<w:endnote w:id="3">${paragraph(run('End'))}</w:endnote>`,
    });
    expect(source.blocks.map(({ raw, rtl, box: boxed }) => [raw, rtl, boxed])).toEqual([
      ['يمينabc', true, undefined],
      ['Hosti', undefined, undefined],
      ['Boxed', undefined, true],
    ]);
    expect(source.blocks[0]?.runs[1]).toEqual({ text: 'abc', rtl: true });
    expect(source.headers).toMatchObject([{ raw: 'Head', place: 'header' }]);
    expect(source.notes).toMatchObject([{ id: 'en3', kind: 'endnote', label: 'i' }]);
    expect(source.warnings).toEqual([]);
  });

  it('is kept of a row inserted whole in which a paragraph end was struck, and of marks in conflict', () => {
    const source = read({
      body: `<w:tbl><w:tr><w:trPr><w:ins ${BY}/></w:trPr><w:tc>${paragraph(run('a'), endMark('del'))}${paragraph(run('b'))}</w:tc></w:tr></w:tbl>${paragraph(
        `<w14:conflictIns ${BY}>${run('mine')}</w14:conflictIns><w14:conflictDel ${BY}>${run('theirs')}</w14:conflictDel>${del(run('!', '', true))}`,
      )}`,
    });
    expect(acceptedText(source)).toEqual(['ab', 'mine']);
    expect(rejectedText(source)).toEqual(['theirs!']);
  });

  it.each([true, undefined])('reads the same in the strict form (%s)', (strict) => {
    const body = paragraph(run('a', `<w:b/><w:rPrChange ${BY}><w:rPr/></w:rPrChange>`) + drawing('x'), inList(1));
    const lists = list(1, [['lowerRoman', '(%1)']], [num(1, 1)]);
    const source = read({ body, numbering: lists.abstract + lists.nums, ...(strict ? { strict } : {}) });
    expect(source.blocks[0]).toMatchObject({
      label: '(i)',
      runs: [{ bold: true, was: { format: {} } }, { image: { alt: 'x' } }],
    });
  });
});

describe('a formula', () => {
  const r = (words: string): string => `<m:r><m:t>${words}</m:t></m:r>`;
  const of = (kind: string, inner: string): string => `<m:${kind}>${inner}</m:${kind}>`;
  const formula = (inner: string): string =>
    `<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math">${inner}</m:oMath>`;
  const said = (inner: string): string => acceptedText(read({ body: paragraph(formula(inner)) })).join('');

  it('is one line that says the same: brackets, limits, roots, columns', () => {
    const [a, b] = [of('e', r('a')), of('e', r('b'))];
    expect(said(of('sSup', a + of('sup', r('n+1'))))).toBe('a^(n+1)');
    expect(said(of('sSubSup', a + of('sub', r('i')) + of('sup', r('2'))))).toBe('a_i^2');
    expect(said(of('d', of('e', r('a+b'))) + of('f', of('num', r('1')) + of('den', r('2'))))).toBe('(a+b)(1)/(2)');
    expect(said(of('d', '<m:dPr><m:begChr m:val="|"/><m:endChr m:val="|"/></m:dPr>' + a))).toBe('|a|');
    expect(said(of('d', '<m:dPr><m:sepChr m:val=";"/></m:dPr>' + a + b))).toBe('(a;b)');
    expect(
      said(of('nary', '<m:naryPr><m:chr m:val="∑"/></m:naryPr>' + of('sub', r('i=1')) + of('sup', r('n')) + a)),
    ).toBe('∑_(i=1)^n a');
    expect(said(of('nary', of('sub', '') + of('sup', '') + a))).toBe('∫ a');
    expect(said(of('rad', of('deg', r('3')) + a))).toBe('√[3](a)');
    expect(said(of('rad', '<m:deg/>' + a))).toBe('√(a)');
    expect(said(of('func', of('fName', r('sin')) + a))).toBe('sin a');
    expect(said(of('m', of('mr', a + b) + of('mr', b + a)))).toBe('a, b; b, a');
    expect(said(of('bar', a))).toBe('a\u0305');
  });

  it('of which a part changed is struck and inserted as one', () => {
    const source = read({
      body: paragraph(
        run('Let ') + formula(`${r('a')}<w:ins ${BY}>${r('+b')}</w:ins><w:del ${BY}>${r('+c')}</w:del>`) + run('.'),
      ),
    });
    expect(source.blocks[0]?.runs).toEqual([
      { text: 'Let ' },
      { text: 'a+c', mark: { state: 'deleted', ...WHO } },
      { text: 'a+b', mark: { state: 'inserted', ...WHO } },
      { text: '.' },
    ]);
  });
});

describe('a field whose code holds another', () => {
  const char = (type: string): string => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`;
  const code = (words: string): string => `<w:r><w:instrText>${words}</w:instrText></w:r>`;

  it('is its words alone, without a warning', () => {
    const page = char('begin') + code('PAGE') + char('separate') + run('7') + char('end');
    const body = paragraph(
      run('on ') +
        char('begin') +
        code('IF ') +
        page +
        code(' = 7 "a" "b"') +
        char('separate') +
        run('a') +
        char('end'),
    );
    const source = read({ body });
    expect(source.blocks[0]?.runs).toEqual([{ text: 'on a' }]);
    expect(source.warnings).toEqual([]);
  });
});
