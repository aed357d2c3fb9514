import { writeZip } from '../../scrub/zip-writer.ts';
import { blocksXml } from './blocks.ts';
import { runsXml, runXml } from './inline.ts';
import type { WordDocument } from './model.ts';
import { settingsXml, stylesXml } from './styles.ts';
import { newWriting, type List, type Writing } from './writing.ts';
import { escapeXml, isRtl, PROLOGUE, REL, value, W, wordTag } from './xml.ts';

/** A4 in twentieths of a point, with 2 cm around. */
const SHORT = 11_906;
const LONG = 16_838;
const MARGIN = 1_134;
const TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml';

/**
 * A document as a Word file (ISO/IEC 29500, Transitional). In: the document. Out: the bytes of a .docx; the same document
 * gives the same bytes, without dates or names of its own making. Pure.
 */
export function toDocx(given: WordDocument): Uint8Array {
  const document = given.direction === 'ltr' && isRtl(given.language) ? { ...given } : given;
  const landscape = document.orientation === 'landscape';
  const width = (landscape ? LONG : SHORT) - 2 * MARGIN;
  const writing = newWriting(document, width);
  const body = blocksXml(document.blocks, writing);
  const rtl = (document.direction ?? (isRtl(document.language) ? 'rtl' : 'ltr')) === 'rtl';
  const section = `<w:sectPr><w:footerReference w:type="default" r:id="footer"/><w:pgSz ${
    landscape ? `w:w="${LONG}" w:h="${SHORT}" w:orient="landscape"` : `w:w="${SHORT}" w:h="${LONG}"`
  }/><w:pgMar w:top="${MARGIN}" w:right="${MARGIN}" w:bottom="${MARGIN}" w:left="${MARGIN}" w:header="567" w:footer="567" w:gutter="0"/>${rtl ? '<w:bidi/>' : ''}</w:sectPr>`;
  const main = `${PROLOGUE}<w:document ${W}><w:body>${body === '' ? '<w:p/>' : body}${section}</w:body></w:document>`;
  // Notes are written once their references have been: a note may hold links of its own.
  const parts = partsOf(document, writing);
  const files: [name: string, content: string][] = [
    ['[Content_Types].xml', contentTypes(parts)],
    ['_rels/.rels', packageLinks()],
    ['docProps/core.xml', coreXml(document)],
    ['word/document.xml', main],
    ['word/_rels/document.xml.rels', documentLinks(parts, writing)],
    ...parts.map(({ name, xml }): [string, string] => [`word/${name}.xml`, xml]),
  ];
  const noteLinks = parts.find((part) => part.name === 'footnotes')?.links ?? '';
  if (noteLinks !== '') files.push(['word/_rels/footnotes.xml.rels', relationships(noteLinks)]);
  const encoder = new TextEncoder();
  return writeZip(files.map(([name, content]) => ({ name, bytes: encoder.encode(content) })));
}

interface Part {
  name: string;
  type: string;
  xml: string;
  links?: string;
}

function partsOf(document: WordDocument, writing: Writing): Part[] {
  const notes = writing.notes();
  const parts: Part[] = [
    { name: 'styles', type: 'styles', xml: stylesXml(document.language) },
    { name: 'settings', type: 'settings', xml: settingsXml(document.language, notes.length > 0) },
    { name: 'footer', type: 'footer', xml: footerXml(document) },
  ];
  if (notes.length > 0) parts.push(notesPart(document, writing));
  const comments = document.comments ?? [];
  if (comments.length > 0) parts.push({ name: 'comments', type: 'comments', xml: commentsXml(document, writing) });
  if (writing.lists().length > 0)
    parts.push({ name: 'numbering', type: 'numbering', xml: numberingXml(writing.lists(), isRtl(document.language)) });
  return parts;
}

const link = (id: string, kind: string, target: string, outside = false): string =>
  `<Relationship Id="${id}" Type="${kind}" Target="${escapeXml(target)}"${outside ? ' TargetMode="External"' : ''}/>`;
const relationships = (inner: string): string =>
  `${PROLOGUE}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${inner}</Relationships>`;

const packageLinks = (): string =>
  relationships(
    link('document', `${REL}/officeDocument`, 'word/document.xml') +
      link(
        'core',
        'http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties',
        'docProps/core.xml',
      ),
  );
const documentLinks = (parts: readonly Part[], writing: Writing): string =>
  relationships(parts.map(({ name, type }) => link(name, `${REL}/${type}`, `${name}.xml`)).join('') + outside(writing));
const outside = (writing: Writing): string =>
  writing
    .links()
    .map(({ id, address }) => link(id, `${REL}/hyperlink`, address, true))
    .join('');

const contentTypes = (parts: readonly Part[]): string =>
  `${PROLOGUE}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${TYPE}.document.main+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>${parts
    .map(({ name, type }) => `<Override PartName="/word/${name}.xml" ContentType="${TYPE}.${type}+xml"/>`)
    .join('')}</Types>`;

const coreXml = (document: WordDocument): string =>
  `${PROLOGUE}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${escapeXml(document.title)}</dc:title><dc:language>${escapeXml(wordTag(document.language))}</dc:language></cp:coreProperties>`;

const field = (code: string, rtl: string): string =>
  `<w:r><w:rPr>${rtl}</w:rPr><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> ${code} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:rPr>${rtl}</w:rPr><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>`;

function footerXml(document: WordDocument): string {
  const rtl = isRtl(document.language) ? '<w:rtl/>' : '';
  const words = document.footer === undefined ? '' : runXml(`${document.footer} · `, rtl);
  return `${PROLOGUE}<w:ftr ${W}><w:p><w:pPr>${value('pStyle', 'Footer')}${rtl ? '<w:bidi/>' : ''}${value('jc', 'center')}</w:pPr>${words}${field('PAGE', rtl)}</w:p></w:ftr>`;
}

function notesPart(document: WordDocument, writing: Writing): Part {
  const separator = (id: number, kind: string): string =>
    `<w:footnote w:type="${kind}" w:id="${id}"><w:p><w:r><w:${kind}/></w:r></w:p></w:footnote>`;
  const bidi = isRtl(document.language) ? '<w:bidi/>' : '';
  const reference = value('rStyle', 'FootnoteReference');
  const inner = writing
    .notes()
    .map(({ id, custom, note }) => {
      const sign =
        custom === undefined ? `<w:r><w:rPr>${reference}</w:rPr><w:footnoteRef/></w:r>` : runXml(custom, reference);
      return `<w:footnote w:id="${id}"><w:p><w:pPr>${value('pStyle', 'FootnoteText')}${bidi}</w:pPr>${sign}${runXml(' ', '')}${runsXml(note.runs, document.language, writing)}</w:p></w:footnote>`;
    })
    .join('');
  return {
    name: 'footnotes',
    type: 'footnotes',
    xml: `${PROLOGUE}<w:footnotes ${W}>${separator(-1, 'separator')}${separator(0, 'continuationSeparator')}${inner}</w:footnotes>`,
    links: outside(writing),
  };
}

function commentsXml(document: WordDocument, writing: Writing): string {
  const bidi = isRtl(document.language) ? '<w:bidi/>' : '';
  const inner = (document.comments ?? [])
    .map((comment) => {
      const paragraphs = comment.text
        .split('\n')
        .map((line) => `<w:p><w:pPr>${value('pStyle', 'CommentText')}${bidi}</w:pPr>${runXml(line, '')}</w:p>`)
        .join('');
      return `<w:comment w:id="${writing.commentId(comment.id)}" w:author="${escapeXml(comment.author ?? '')}"${comment.date ? ` w:date="${escapeXml(comment.date)}"` : ''}>${paragraphs}</w:comment>`;
    })
    .join('');
  return `${PROLOGUE}<w:comments ${W}>${inner}</w:comments>`;
}

const FORMATS = { decimal: 'decimal', letter: 'lowerLetter', roman: 'lowerRoman', bullet: 'bullet', literal: 'bullet' };

/** Lists: nine levels each; a label of its own is a list whose sign it is, so that Word prints it and never counts. */
function numberingXml(lists: readonly List[], rtl: boolean): string {
  const level = (list: List, i: number): string => {
    const text =
      list.format === 'bullet'
        ? '•'
        : list.format === 'literal'
          ? (list.label ?? '')
          : `%${i + 1}${list.format === 'decimal' ? '.' : ')'}`;
    return `<w:lvl w:ilvl="${i}">${value('start', 1)}${value('numFmt', FORMATS[list.format])}${value('lvlText', text)}${value('lvlJc', 'left')}<w:pPr><w:ind w:left="${567 * (i + 1)}" w:hanging="567"/></w:pPr><w:rPr>${rtl ? '<w:rtl/>' : ''}</w:rPr></w:lvl>`;
  };
  const abstract = lists.map(
    (list) =>
      `<w:abstractNum w:abstractNumId="${list.num}">${value('multiLevelType', 'multilevel')}${Array.from({ length: 9 }, (_, i) => level(list, i)).join('')}</w:abstractNum>`,
  );
  const nums = lists.map((list) => `<w:num w:numId="${list.num}">${value('abstractNumId', list.num)}</w:num>`);
  return `${PROLOGUE}<w:numbering ${W}>${abstract.join('')}${nums.join('')}</w:numbering>`;
}
