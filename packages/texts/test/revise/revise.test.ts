import { unzipSync } from 'fflate';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { acceptedText, readDocx, rejectedText } from '../../src/read/docx/index.ts';
import { acceptChanges, rejectChanges } from '../../src/revise/index.ts';
import { buildDocx, del, endMark, ins, paragraph, run } from '../docx/build.ts';
import type { Parts } from '../docx/build.ts';
import { hostileFiles } from '../docx/hostile.ts';

const part = (bytes: Uint8Array, name = 'word/document.xml'): string =>
  new TextDecoder().decode(unzipSync(bytes)[name]);
const bodyOf = (bytes: Uint8Array): string => /<w:body>(.*)<\/w:body>/s.exec(part(bytes))?.[1] ?? '';
const accepted = (body: string): string => bodyOf(acceptChanges(buildDocx({ body })).bytes);
const rejected = (body: string): string => bodyOf(rejectChanges(buildDocx({ body })).bytes);

const BY = 'w:id="9" w:author="Ana Example" w:date="2024-05-01T10:00:00Z"';
const p = (inner: string, properties = ''): string => `<w:p>${properties}${inner}</w:p>`;
const t = (words: string): string => `<w:r><w:t>${words}</w:t></w:r>`;
const struck = (words: string): string => `<w:r><w:delText>${words}</w:delText></w:r>`;
const ending = (kind: string, more = ''): string => `<w:pPr>${more}<w:rPr><w:${kind} ${BY}/></w:rPr></w:pPr>`;
const tc = (inner: string, properties = ''): string => `<w:tc>${properties}${p(inner)}</w:tc>`;
const tr = (inner: string, properties = ''): string => `<w:tr>${properties}${inner}</w:tr>`;
const tbl = (inner: string): string => `<w:tbl><w:tblPr/><w:tblGrid/>${inner}</w:tbl>`;
const rowMark = (kind: string): string => `<w:trPr><w:${kind} ${BY}/></w:trPr>`;

/** Name of the kind, the body of a file, the same once accepted, the same once rejected. */
const KINDS: [kind: string, body: string, accepted: string, rejected: string][] = [
  [
    'inserted and struck words',
    p(`${t('a')}<w:ins ${BY}>${t('b')}</w:ins><w:del ${BY}>${struck('c')}</w:del>`),
    p(t('a') + t('b')),
    p(t('a') + t('c')),
  ],
  [
    'words inserted by one and struck by another',
    p(`${t('a')}<w:ins ${BY}>${t('b')}<w:del ${BY}>${struck('c')}</w:del></w:ins>`),
    p(t('a') + t('b')),
    p(t('a')),
  ],
  [
    'the code of a struck field',
    p(`<w:del ${BY}><w:r><w:delInstrText>PAGE</w:delInstrText></w:r></w:del>${t('a')}`),
    p(t('a')),
    p(`<w:r><w:instrText>PAGE</w:instrText></w:r>${t('a')}`),
  ],
  [
    'a struck paragraph end: the words begin the next paragraph, which keeps its own properties',
    p(t('a'), ending('del', '<w:jc w:val="center"/>')) + p(t('b'), '<w:pPr><w:jc w:val="end"/></w:pPr>'),
    p(t('a') + t('b'), '<w:pPr><w:jc w:val="end"/></w:pPr>'),
    p(t('a'), '<w:pPr><w:jc w:val="center"/><w:rPr></w:rPr></w:pPr>') + p(t('b'), '<w:pPr><w:jc w:val="end"/></w:pPr>'),
  ],
  [
    'three inserted paragraph ends in a row',
    p(t('a'), ending('ins')) +
      p(t('b'), ending('ins')) +
      p(`<w:ins ${BY}>${t('c')}</w:ins>`, ending('ins')) +
      p(t('d')),
    ['a', 'b', 'c'].map((words) => p(t(words), '<w:pPr><w:rPr></w:rPr></w:pPr>')).join('') + p(t('d')),
    p(t('a') + t('b') + t('d')),
  ],
  [
    'a struck paragraph before a table that stays, and before one that goes',
    p(`<w:del ${BY}>${struck('a')}</w:del>`, ending('del')) +
      tbl(tr(tc(t('x')))) +
      p(t('b'), ending('del')) +
      tbl(tr(tc(t('y')), rowMark('del'))) +
      p(t('c')),
    tbl(tr(tc(t('x')))) + p(t('b') + t('c')),
    p(t('a'), '<w:pPr><w:rPr></w:rPr></w:pPr>') +
      tbl(tr(tc(t('x')))) +
      p(t('b'), '<w:pPr><w:rPr></w:rPr></w:pPr>') +
      tbl(tr(tc(t('y')))) +
      p(t('c')),
  ],
  [
    'table rows',
    tbl(tr(tc(t('a'))) + tr(tc(t('b')), rowMark('ins')) + tr(tc(t('c')), rowMark('del'))),
    tbl(tr(tc(t('a'))) + tr(tc(t('b')))),
    tbl(tr(tc(t('a'))) + tr(tc(t('c')))),
  ],
  [
    'table cells that came and went, and a cell whose last paragraph must stay',
    tbl(
      tr(
        tc(t('a')) +
          tc(t('b'), `<w:tcPr><w:cellIns ${BY}/></w:tcPr>`) +
          tc(t('c'), `<w:tcPr><w:cellDel ${BY}/></w:tcPr>`) +
          `<w:tc>${p(`<w:del ${BY}>${struck('d')}</w:del>`, ending('del'))}</w:tc>`,
      ),
    ),
    tbl(tr(tc(t('a')) + tc(t('b'), '<w:tcPr></w:tcPr>') + `<w:tc>${p('', '<w:pPr><w:rPr></w:rPr></w:pPr>')}</w:tc>`)),
    tbl(
      tr(tc(t('a')) + tc(t('c'), '<w:tcPr></w:tcPr>') + `<w:tc>${p(t('d'), '<w:pPr><w:rPr></w:rPr></w:pPr>')}</w:tc>`),
    ),
  ],
  [
    'cells merged by the change, at the place the schema gives the merge',
    tbl(
      tr(
        tc(
          t('a'),
          `<w:tcPr><w:tcW w:w="9"/><w:shd/><w:cellMerge ${BY} w:vMerge="rest"/><w:tcPrChange ${BY}><w:tcPr><w:tcW w:w="8"/><w:cellMerge ${BY} w:vMerge="rest"/></w:tcPr></w:tcPrChange></w:tcPr>`,
        ),
      ) + tr(tc('', `<w:tcPr><w:cellMerge ${BY} w:vMerge="cont" w:vMergeOrig="rest"/></w:tcPr>`)),
    ),
    tbl(
      tr(tc(t('a'), '<w:tcPr><w:tcW w:w="9"/><w:vMerge w:val="restart"/><w:shd/></w:tcPr>')) +
        tr(tc('', '<w:tcPr><w:vMerge w:val="continue"/></w:tcPr>')),
    ),
    tbl(
      tr(tc(t('a'), '<w:tcPr><w:tcW w:w="8"/></w:tcPr>')) + tr(tc('', '<w:tcPr><w:vMerge w:val="restart"/></w:tcPr>')),
    ),
  ],
  [
    'a move of words with its ranges',
    `<w:moveFromRangeStart w:id="1" w:author="Ana Example" w:name="m"/>${p(`<w:moveFrom ${BY}>${t('a')}</w:moveFrom>`, ending('moveFrom'))}<w:moveFromRangeEnd w:id="1"/>${p(t('b'))}<w:moveToRangeStart w:id="2" w:author="Ana Example" w:name="m"/>${p(`<w:moveTo ${BY}>${t('a')}</w:moveTo>`, ending('moveTo'))}<w:moveToRangeEnd w:id="2"/>${p(t('c'))}`,
    p(t('b')) + p(t('a'), '<w:pPr><w:rPr></w:rPr></w:pPr>') + p(t('c')),
    p(t('a'), '<w:pPr><w:rPr></w:rPr></w:pPr>') + p(t('b')) + p(t('c')),
  ],
  [
    'words that moved away and bear the name of struck ones',
    `${p(`<w:moveFrom ${BY}>${struck('a')}</w:moveFrom>${t('b')}`)}`,
    p(t('b')),
    p(t('a') + t('b')),
  ],
  [
    'formatting of words',
    p(`<w:r><w:rPr><w:b/><w:rPrChange ${BY}><w:rPr><w:i/></w:rPr></w:rPrChange></w:rPr><w:t>a</w:t></w:r>`),
    p('<w:r><w:rPr><w:b/></w:rPr><w:t>a</w:t></w:r>'),
    p('<w:r><w:rPr><w:i/></w:rPr><w:t>a</w:t></w:r>'),
  ],
  [
    'format and numbering of paragraphs',
    p(
      t('a'),
      `<w:pPr><w:jc w:val="center"/><w:rPr><w:b/><w:rPrChange ${BY}><w:rPr/></w:rPrChange></w:rPr><w:sectPr/><w:pPrChange ${BY}><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:pPrChange></w:pPr>`,
    ) +
      p(t('b'), `<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/><w:ins ${BY}/></w:numPr></w:pPr>`) +
      p(
        t('c'),
        `<w:pPr><w:numPr><w:numId w:val="1"/><w:numberingChange ${BY} w:original="%1:4:0:."/></w:numPr></w:pPr>`,
      ),
    p(t('a'), '<w:pPr><w:jc w:val="center"/><w:rPr><w:b/></w:rPr><w:sectPr/></w:pPr>') +
      p(t('b'), '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>') +
      p(t('c'), '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'),
    p(t('a'), '<w:pPr><w:numPr><w:numId w:val="2"/></w:numPr><w:rPr></w:rPr><w:sectPr/></w:pPr>') +
      p(t('b'), '<w:pPr></w:pPr>') +
      p(t('c'), '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'),
  ],
  [
    'properties of tables, rows and sections',
    `<w:tbl><w:tblPr><w:jc w:val="end"/><w:tblPrChange ${BY}><w:tblPr><w:bidiVisual/></w:tblPr></w:tblPrChange></w:tblPr><w:tblGrid><w:gridCol w:w="1"/><w:tblGridChange w:id="4"><w:tblGrid><w:gridCol w:w="2"/></w:tblGrid></w:tblGridChange></w:tblGrid>${tr(tc(t('a')), `<w:trPr><w:tblHeader/><w:trPrChange ${BY}><w:trPr><w:cantSplit/></w:trPr></w:trPrChange></w:trPr>`)}</w:tbl>${p(t('b'))}<w:sectPr><w:headerReference r:id="x" w:type="default"/><w:lnNumType/><w:sectPrChange ${BY}><w:sectPr><w:bidi/></w:sectPr></w:sectPrChange></w:sectPr>`,
    `<w:tbl><w:tblPr><w:jc w:val="end"/></w:tblPr><w:tblGrid><w:gridCol w:w="1"/></w:tblGrid>${tr(tc(t('a')), '<w:trPr><w:tblHeader/></w:trPr>')}</w:tbl>${p(t('b'))}<w:sectPr><w:headerReference r:id="x" w:type="default"/><w:lnNumType/></w:sectPr>`,
    `<w:tbl><w:tblPr><w:bidiVisual/></w:tblPr><w:tblGrid><w:gridCol w:w="2"/></w:tblGrid>${tr(tc(t('a')), '<w:trPr><w:cantSplit/></w:trPr>')}</w:tbl>${p(t('b'))}<w:sectPr><w:headerReference r:id="x" w:type="default"/><w:bidi/></w:sectPr>`,
  ],
  [
    'formulas: a struck run and an inserted fraction',
    p(
      `<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:r><m:t>a</m:t></m:r><w:del ${BY}><m:r><m:t>b</m:t></m:r></w:del><m:f><m:fPr><m:ctrlPr><w:ins ${BY}><w:rPr/></w:ins></m:ctrlPr></m:fPr><m:num><m:r><m:t>c</m:t></m:r></m:num><m:den><w:ins ${BY}><m:r><m:t>d</m:t></m:r></w:ins></m:den></m:f></m:oMath>`,
    ),
    p(
      '<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:r><m:t>a</m:t></m:r><m:f><m:fPr><m:ctrlPr><w:rPr/></m:ctrlPr></m:fPr><m:num><m:r><m:t>c</m:t></m:r></m:num><m:den><m:r><m:t>d</m:t></m:r></m:den></m:f></m:oMath>',
    ),
    p(
      '<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:r><m:t>a</m:t></m:r><m:r><m:t>b</m:t></m:r><m:r><m:t>c</m:t></m:r></m:oMath>',
    ),
  ],
  [
    'a content control that came with the change, and one whose words all go',
    `<w:customXmlInsRangeStart ${BY}/><w:sdt><w:sdtPr/><w:sdtContent><w:customXmlInsRangeEnd w:id="9"/>${p(t('a'))}<w:customXmlInsRangeStart w:id="10" w:author="Ana Example"/></w:sdtContent></w:sdt><w:customXmlInsRangeEnd w:id="10"/>${p(`${t('b')}<w:sdt><w:sdtContent><w:del ${BY}>${struck('c')}</w:del></w:sdtContent></w:sdt>`)}`,
    `<w:sdt><w:sdtPr/><w:sdtContent>${p(t('a'))}</w:sdtContent></w:sdt>${p(t('b'))}`,
    `${p(t('a'))}${p(`${t('b')}<w:sdt><w:sdtContent>${t('c')}</w:sdtContent></w:sdt>`)}`,
  ],
  [
    'bookmarks in struck words, which others may point at',
    p(`<w:del ${BY}><w:bookmarkStart w:id="1" w:name="x"/>${struck('a')}<w:bookmarkEnd w:id="1"/></w:del>${t('b')}`),
    p(`<w:bookmarkStart w:id="1" w:name="x"/><w:bookmarkEnd w:id="1"/>${t('b')}`),
    p(`<w:bookmarkStart w:id="1" w:name="x"/>${t('a')}<w:bookmarkEnd w:id="1"/>${t('b')}`),
  ],
];

describe('settling the marks of a Word file', () => {
  it.each(KINDS)('%s: accepted', (_, body, wanted) => {
    expect(accepted(body)).toBe(wanted);
  });

  it.each(KINDS)('%s: rejected', (_, body, _accepted, wanted) => {
    expect(rejected(body)).toBe(wanted);
  });

  it('reaches headers, notes and text boxes, and leaves white space and prefixes as they are', () => {
    const words = `<w:p >\n  <w:ins ${BY}>${t('new')}</w:ins  ><w:del ${BY}>${struck('old')}</w:del>\n</w:p >`;
    const parts: Parts = {
      body: p(
        `<w:r><w:pict><v:shape><v:textbox><w:txbxContent>${words}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>`,
      ),
      header: words,
      footnotes: `<w:footnote w:id="4">${words}</w:footnote>`,
    };
    const { bytes, marks } = acceptChanges(buildDocx(parts));
    expect(marks).toBe(6);
    for (const name of ['document', 'header', 'footnotes'])
      expect(part(bytes, `word/${name}.xml`)).toContain(`<w:p >\n  ${t('new')}\n</w:p >`);
    const other = part(buildDocx({ body: words }))
      .replaceAll('<w:', '<x:')
      .replaceAll('</w:', '</x:')
      .replaceAll(' w:', ' x:')
      .replace('xmlns:w=', 'xmlns:x=');
    const { bytes: prefixed } = rejectChanges(buildDocx({ body: '', extra: { 'word/document.xml': other } }));
    expect(part(prefixed)).toContain('<x:p >\n  <x:r><x:t>old</x:t></x:r>\n</x:p >');
  });

  it('takes notes and comments along whose only reference is struck, and keeps the others', () => {
    const reference = (kind: string, id: number): string => `<w:r><w:${kind}Reference w:id="${id}"/></w:r>`;
    const file = buildDocx({
      body: p(
        `${t('a')}<w:commentRangeStart w:id="1"/><w:del ${BY}>${struck('b')}${reference('footnote', 4)}</w:del><w:commentRangeEnd w:id="1"/><w:del ${BY}>${reference('comment', 1)}</w:del>${reference('footnote', 5)}`,
      ),
      footnotes: [4, 5].map((id) => `<w:footnote w:id="${id}">${p(t(`note ${id}`))}</w:footnote>`).join(''),
      comments: `<w:comment w:id="1">${p(t('why'))}</w:comment><w:comment w:id="2">${p(t('stray'))}</w:comment>`,
    });
    const { bytes } = acceptChanges(file);
    expect(bodyOf(bytes)).toBe(p(t('a') + reference('footnote', 5)));
    expect(part(bytes, 'word/footnotes.xml')).not.toContain('note 4');
    expect(part(bytes, 'word/footnotes.xml')).toContain('note 5');
    expect(part(bytes, 'word/comments.xml')).toContain(`<w:comment w:id="2">${p(t('stray'))}</w:comment></w:comments>`);
    expect(part(bytes, 'word/comments.xml')).not.toContain('why');
    expect(unzipSync(rejectChanges(file).bytes)['word/footnotes.xml']).toEqual(unzipSync(file)['word/footnotes.xml']);
  });

  it('of one author leaves those of the others', () => {
    const by = (author: string): string => `w:id="1" w:author="${author}"`;
    const body = p(
      `<w:ins ${by('Ana &amp; Co')}>${t('a')}<w:del ${by('Ben')}>${struck('b')}</w:del></w:ins><w:del ${by('Ben')}>${struck('c')}</w:del>`,
      `<w:pPr><w:rPr><w:b/><w:rPrChange ${by('Ben')}><w:rPr/></w:rPrChange></w:rPr></w:pPr>`,
    );
    const only = (author: string, edit: typeof acceptChanges): [string, number] => {
      const { bytes, marks } = edit(buildDocx({ body }), { only: (mark) => mark.author === author });
      return [bodyOf(bytes), marks];
    };
    expect(only('Ana & Co', acceptChanges)).toEqual([
      body.replace(`<w:ins ${by('Ana &amp; Co')}>`, '').replace('</w:ins>', ''),
      1,
    ]);
    expect(only('Ben', rejectChanges)).toEqual([
      p(`<w:ins ${by('Ana &amp; Co')}>${t('a')}${t('b')}</w:ins>${t('c')}`, '<w:pPr><w:rPr></w:rPr></w:pPr>'),
      3,
    ]);
    expect(only('Nobody', rejectChanges)[1]).toBe(0);
  });

  it('leaves the bytes it was given as they are, also where they stand in the middle of others', () => {
    const plain = buildDocx({ body: p(`${t('a')}<w:ins ${BY}>${t('b')}</w:ins>`) });
    // As a file read by Node: its own kind of bytes, in a room shared with others.
    const room = Buffer.alloc(plain.length + 200, 7);
    room.set(plain, 100);
    const before = Buffer.from(room);
    const { bytes } = acceptChanges(room.subarray(100, 100 + plain.length));
    expect(bodyOf(bytes)).toBe(p(t('a') + t('b')));
    expect(acceptedText(readDocx(bytes))).toEqual(['ab']);
    expect(room.equals(before)).toBe(true);
  });

  it('gives back the very bytes of a file without marks', () => {
    const file = buildDocx({ body: p(t('a')) });
    expect(acceptChanges(file).bytes).toBe(file);
    expect(rejectChanges(file)).toEqual({ bytes: file, marks: 0 });
  });

  it('writes a part in UTF-16 back as such, and one with a byte order mark with it', () => {
    const xml = part(buildDocx({ body: p(`<w:ins ${BY}>${t('é中')}</w:ins>`) }));
    const utf16 = new Uint8Array([
      0xff,
      0xfe,
      ...[...xml.replace('UTF-8', 'UTF-16')].flatMap((sign) => [sign.charCodeAt(0) & 255, sign.charCodeAt(0) >> 8]),
    ]);
    const wide = unzipSync(acceptChanges(buildDocx({ body: '', extra: { 'word/document.xml': utf16 } })).bytes)[
      'word/document.xml'
    ];
    expect(new TextDecoder('utf-16le').decode(wide)).toBe(
      xml.replace('UTF-8', 'UTF-16').replace(`<w:ins ${BY}>`, '').replace('</w:ins>', ''),
    );
    const marked = unzipSync(
      acceptChanges(buildDocx({ body: '', extra: { 'word/document.xml': `\ufeff${xml}` } })).bytes,
    )['word/document.xml'];
    expect([...(marked ?? []).slice(0, 4)]).toEqual([0xef, 0xbb, 0xbf, 0x3c]);
  });

  it('a paragraph whose end is struck does not run on past a table that holds nothing', () => {
    const first = paragraph(run('a'), endMark('del'));
    const file = buildDocx({ body: `${first}${tbl(`<w:tr><w:tc>${p('')}</w:tc></w:tr>`)}${p(t('end'))}` });
    expect(acceptedText(readDocx(file))).toEqual(['a', 'end']);
    expect(acceptedText(readDocx(acceptChanges(file).bytes))).toEqual(['a', 'end']);
  });

  it('a paragraph whose end goes runs on into an empty one past a table that goes too, and no further', () => {
    const row = `<w:tr>${rowMark('ins')}<w:tc>${p('')}</w:tc></w:tr>`;
    const file = buildDocx({ body: `${paragraph(run('a'), endMark('ins'))}${tbl(row)}${p('')}${p(t('end'))}` });
    expect(rejectedText(readDocx(file))).toEqual(['a', 'end']);
    expect(rejectedText(readDocx(rejectChanges(file).bytes))).toEqual(['a', 'end']);
  });

  it('reads afterwards as the reader said it would, and bears no mark, whatever the marks', () => {
    const marked = fc
      .tuple(fc.constantFrom('', 'ins', 'del', 'both'), fc.stringMatching(/^[a-z]{1,4}$/))
      .map(([kind, words]) =>
        kind === 'ins'
          ? ins(run(words))
          : kind === 'del'
            ? del(run(words, '', true))
            : kind === 'both'
              ? ins(del(run(words, '', true)))
              : run(words),
      );
    const line = fc
      .tuple(fc.array(marked, { maxLength: 4 }), fc.constantFrom('', endMark('ins'), endMark('del')))
      .map(([runs, mark]) => paragraph(runs.join(''), mark));
    const row = fc
      .tuple(fc.array(line, { minLength: 1, maxLength: 3 }), fc.constantFrom('', 'ins', 'del'))
      .map(([cell, mark]) => `<w:tr>${mark === '' ? '' : rowMark(mark)}<w:tc>${cell.join('')}${p('')}</w:tc></w:tr>`);
    const table = fc.array(row, { minLength: 1, maxLength: 3 }).map((rows) => tbl(rows.join('')));
    const control = fc
      .array(line, { minLength: 1, maxLength: 3 })
      .map((lines) => `<w:sdt><w:sdtContent>${lines.join('')}</w:sdtContent></w:sdt>`);
    const block = fc.oneof({ arbitrary: line, weight: 5 }, table, control);
    fc.assert(
      fc.property(fc.array(block, { minLength: 1, maxLength: 7 }), (blocks) => {
        const file = buildDocx({ body: blocks.join('') + p(t('end')) });
        const source = readDocx(file);
        for (const [edit, view] of [
          [acceptChanges, acceptedText],
          [rejectChanges, rejectedText],
        ] as const) {
          const { bytes } = edit(file);
          const after = readDocx(bytes);
          expect(view(after)).toEqual(view(source));
          expect(acceptedText(after)).toEqual(rejectedText(after));
          expect(edit(bytes).marks).toBe(0);
        }
      }),
      { numRuns: 120 },
    );
  });
});

describe('a wrong Word file', () => {
  const wrong = hostileFiles().filter(({ name }) => name.endsWith('.docx') && !name.startsWith('too-many'));

  it.each(wrong)('$name is not edited, for the same reason as it is not read', ({ bytes, code }) => {
    const given = bytes();
    for (const edit of [acceptChanges, rejectChanges])
      expect(() => edit(given)).toThrow(expect.objectContaining({ name: 'ReadError', code }));
  });

  it('with twenty thousand struck paragraphs in a row is one paragraph soon', () => {
    const { marks, bytes } = acceptChanges(buildDocx({ body: p(t('a'), ending('del')).repeat(20_000) + p(t('b')) }));
    expect(marks).toBe(20_000);
    expect(bodyOf(bytes)).toBe(p(t('a').repeat(20_000) + t('b')));
  });

  it('with any bit turned over is edited or refused by name', () => {
    const good = buildDocx({
      body: p(`<w:ins ${BY}>${t('a')}</w:ins>`, ending('ins')) + tbl(tr(tc(t('b')), rowMark('del'))) + p(t('c')),
      footnotes: `<w:footnote w:id="2">${p(t('note'))}</w:footnote>`,
    });
    let refused = 0;
    let seed = 54_321;
    for (let round = 0; round < 400; round += 1) {
      seed = (seed * 1_103_515_245 + 12_345) & 0x7fffffff;
      const bytes = good.slice();
      bytes[seed % bytes.length] = (bytes[seed % bytes.length] ?? 0) ^ (1 << (round & 7));
      try {
        expect(rejectChanges(bytes).bytes.length).toBeGreaterThan(0);
      } catch (error) {
        expect(error).toMatchObject({ name: 'ReadError' });
        refused += 1;
      }
    }
    expect(refused).toBeGreaterThan(50);
  });
});
