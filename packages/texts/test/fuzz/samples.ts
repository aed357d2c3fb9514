import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildDocx, del, endMark, inList, ins, list, num, paragraph, run } from '../docx/build.ts';
import { toDocx } from '../../src/write/docx/index.ts';
import { hasInputs, inputPath } from '../inputs.ts';

const lists = list(
  1,
  [
    ['decimal', '%1.'],
    ['lowerLetter', '%1.%2)'],
  ],
  [num(1, 1), num(2, 1, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="4"/></w:lvlOverride>')],
);

/** Small files in words of our own that hold a little of everything. */
const OWN: Record<string, () => Uint8Array> = {
  'marks.docx': () =>
    buildDocx({
      styles:
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style><w:style w:type="paragraph" w:styleId="Call"><w:name w:val="Call"/><w:basedOn w:val="Normal"/><w:rPr><w:i/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/></w:style>',
      numbering: lists.abstract + lists.nums,
      footnotes: `<w:footnote w:id="1">${paragraph(run('A note on the quays.'))}</w:footnote>`,
      comments: `<w:comment w:id="0" w:author="A delegation">${paragraph(run('Which ones?'))}</w:comment>`,
      header: paragraph(run('Council')),
      links: [{ id: 'r1', target: 'https://example.org/' }],
      body: [
        paragraph(run('RESOLUTION 12 (2026)'), '<w:pStyle w:val="Heading1"/>'),
        paragraph(run('Keeping of the harbours') + '<w:r><w:footnoteReference w:id="1"/></w:r>'),
        paragraph(run('resolves'), '<w:pStyle w:val="Call"/>'),
        paragraph(run('to keep ') + ins(run('all ')) + del(run('the', '', true)) + run(' quays,'), inList(1)),
        paragraph(ins(run('to light the lighthouses,')), inList(1, 1) + endMark('ins')),
        paragraph(
          '<w:commentRangeStart w:id="0"/>' +
            run('to report') +
            '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>',
          inList(2),
        ),
        paragraph(`<w:hyperlink r:id="r1">${run('see there')}</w:hyperlink>`),
        `<w:tbl><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid><w:tr><w:trPr><w:tblHeader/></w:trPr><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>${paragraph(run('Quay'))}</w:tc><w:tc>${paragraph(run('Length'))}</w:tc></w:tr><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc><w:tc>${paragraph(run('120 m'))}</w:tc></w:tr></w:tbl>`,
        '<w:moveFromRangeStart w:id="20" w:name="m1"/>' +
          paragraph(`<w:moveFrom w:id="21" w:author="A">${run('This moved.')}</w:moveFrom>`) +
          '<w:moveFromRangeEnd w:id="20"/>',
        '<w:moveToRangeStart w:id="22" w:name="m1"/>' +
          paragraph(`<w:moveTo w:id="23" w:author="A">${run('This moved.')}</w:moveTo>`) +
          '<w:moveToRangeEnd w:id="22"/>',
        paragraph(
          '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF a </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>' +
            run('item 3') +
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
        ),
      ].join(''),
    }),
  'written.docx': () =>
    toDocx({
      title: 'Rapport',
      language: 'fr',
      footer: 'Conseil',
      notes: [
        { id: 'a', label: '1', runs: [{ text: 'Voir le quai.' }] },
        { id: 'b', kind: 'endnote', label: 'i', runs: [{ text: 'Voir le phare.' }] },
      ],
      comments: [
        { id: '0', author: 'Secrétariat', text: 'Lequel ?' },
        { id: '1', author: 'Une délégation', text: 'Tous.', parent: '0' },
      ],
      blocks: [
        { kind: 'title', runs: [{ text: 'Rapport' }] },
        { kind: 'heading', level: 2, label: '2.1', runs: [{ text: 'Activités' }] },
        {
          kind: 'item',
          label: 'a)',
          depth: 0,
          runs: [
            { text: 'les quais', comments: ['0'] },
            { text: '1', note: 'a' },
          ],
        },
        {
          kind: 'list',
          list: 'l',
          format: 'roman',
          depth: 1,
          runs: [{ text: 'les phares' }, { text: 'i', note: 'b' }],
        },
        {
          kind: 'table',
          rows: [{ header: true, cells: [{ blocks: [], colspan: 2 }] }, { cells: [{ blocks: [] }, { blocks: [] }] }],
        },
      ],
    }),
  'arabic.docx': () =>
    toDocx({
      title: 'قرار',
      language: 'ar',
      blocks: [
        { kind: 'heading', level: 1, runs: [{ text: 'يقرر' }] },
        {
          kind: 'item',
          label: 'أ)',
          oldLabel: 'ب)',
          depth: 0,
          runs: [{ text: 'صون الأرصفة', mark: { state: 'inserted' } }],
        },
      ],
    }),
};

/** Writes the samples into a folder and gives their paths; real documents up to a size are taken along where they are. */
export function samplePaths(folder: string, largest: number): string[] {
  mkdirSync(folder, { recursive: true });
  const own = Object.entries(OWN).map(([name, make]) => {
    writeFileSync(join(folder, name), make());
    return join(folder, name);
  });
  const real = hasInputs
    ? ['docx/structure', 'docx/tracked']
        .flatMap((each) => readdirSync(inputPath(each)).map((name) => inputPath(`${each}/${name}`)))
        .filter((path) => path.endsWith('.docx') && sizeOf(path) <= largest)
    : [];
  return [...own, ...real];
}

const sizeOf = (path: string): number => statSync(path).size;
