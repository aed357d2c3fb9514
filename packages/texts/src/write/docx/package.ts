import { NAMESPACES } from '../../read/docx/namespaces.ts';
import { writeZip } from '../../scrub/zip-writer.ts';
import { blocksXml } from './blocks.ts';
import { commentsXml, threadsXml } from './comments.ts';
import { BLANK, IMAGE_TYPES } from './images.ts';
import { runsXml } from './inline.ts';
import type { WordDocument, WordRun } from './model.ts';
import { notesXml } from './notes.ts';
import { paragraph } from './paragraphs.ts';
import { coreXml } from './properties.ts';
import { settingsXml, stylesXml } from './styles.ts';
import { newWriting, type Writing } from './writing.ts';
import { escapeXml, isRtl, PROLOGUE, W } from './xml.ts';

/** A4 in twentieths of a point, with 2 cm around. */
const SHORT = 11_906;
const LONG = 16_838;
const MARGIN = 1_134;
const TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml';

/**
 * A document as a Word file (ISO/IEC 29500, Transitional). In: the document. Out: the bytes of a .docx; the same document
 * gives the same bytes, without dates or names of its own making. Pure.
 */
export function toDocx(document: WordDocument): Uint8Array {
  const landscape = document.orientation === 'landscape';
  const width = (landscape ? LONG : SHORT) - 2 * MARGIN;
  const writing = newWriting(document, width);
  const body = blocksXml(document.blocks, writing);
  // Notes, headers and footers are written once the body has been: they may hold links and lists of their own.
  const parts = partsOf(document, writing);
  const main = `${PROLOGUE}<w:document ${W}><w:body>${body === '' ? '<w:p/>' : body}${sectionXml(document, parts)}</w:body></w:document>`;
  const images = writing.images();
  const files: [name: string, content: string][] = [
    [
      '[Content_Types].xml',
      contentTypes(parts, new Set(images.map(({ name }) => name.slice(name.lastIndexOf('.') + 1).toLowerCase()))),
    ],
    ['_rels/.rels', packageLinks()],
    ['docProps/core.xml', coreXml(document)],
    ['word/document.xml', main],
    ['word/_rels/document.xml.rels', documentLinks(parts, writing)],
    ...parts.map(({ name, xml }): [string, string] => [`word/${name}.xml`, xml]),
    ...parts
      .filter((part) => part.words && outside(writing) !== '')
      .map(({ name }): [string, string] => [`word/_rels/${name}.xml.rels`, relationships(outside(writing))]),
  ];
  const encoder = new TextEncoder();
  return writeZip([
    ...files.map(([name, content]) => ({ name, bytes: encoder.encode(content) })),
    ...images.map(({ name, bytes }) => ({ name: `word/media/${name}`, bytes: bytes ?? BLANK })),
  ]);
}

/** One part beside the main one. `words` is set where it may hold links and images. */
interface Part {
  name: string;
  /** Last word of the type of its relationship and of its content type. */
  type: string;
  xml: string;
  words?: true;
}

/** The last section (17.6.17): headers and footers, page, margins, line numbers, direction. */
function sectionXml(document: WordDocument, parts: readonly Part[]): string {
  const lines = document.lineNumbers;
  const rtl = (document.direction ?? (isRtl(document.language) ? 'rtl' : 'ltr')) === 'rtl';
  return [
    '<w:sectPr>',
    ...(['header', 'footer'] as const)
      .filter((kind) => parts.some((part) => part.name === kind))
      .map((kind) => `<w:${kind}Reference w:type="default" r:id="${kind}"/>`),
    document.orientation === 'landscape'
      ? `<w:pgSz w:w="${LONG}" w:h="${SHORT}" w:orient="landscape"/>`
      : `<w:pgSz w:w="${SHORT}" w:h="${LONG}"/>`,
    `<w:pgMar w:top="${MARGIN}" w:right="${MARGIN}" w:bottom="${MARGIN}" w:left="${MARGIN}" w:header="567" w:footer="567" w:gutter="0"/>`,
    lines
      ? `<w:lnNumType w:countBy="${lines.every ?? 1}" w:restart="${lines.restart === 'page' ? 'newPage' : 'continuous'}"/>`
      : '',
    rtl ? '<w:bidi/>' : '',
    '</w:sectPr>',
  ].join('');
}

function partsOf(document: WordDocument, writing: Writing): Part[] {
  const words: Part[] = [];
  const add = (name: string, xml: string): void => {
    words.push({ name, type: name, xml, words: true });
  };
  const notes = { footnote: writing.notes('footnote'), endnote: writing.notes('endnote') };
  for (const kind of ['footnote', 'endnote'] as const)
    if (notes[kind].length > 0) add(`${kind}s`, notesXml(kind, notes[kind], document, writing));
  if (document.header)
    add('header', `${PROLOGUE}<w:hdr ${W}>${blocksXml(document.header, writing, 'Header') || '<w:p/>'}</w:hdr>`);
  const footer = footerXml(document, writing);
  if (footer !== null) add('footer', `${PROLOGUE}<w:ftr ${W}>${footer}</w:ftr>`);

  const parts: Part[] = [
    {
      name: 'settings',
      type: 'settings',
      xml: settingsXml(document.language, { footnote: notes.footnote.length > 0, endnote: notes.endnote.length > 0 }),
    },
    ...words,
  ];
  if ((document.comments ?? []).length > 0) {
    parts.push({ name: 'comments', type: 'comments', xml: commentsXml(document, writing.commentId) });
    const threads = threadsXml(document, writing.commentId);
    if (threads !== undefined) parts.push({ name: 'commentsExtended', type: 'commentsExtended', xml: threads });
  }
  if (writing.lists.size > 0)
    parts.push({ name: 'numbering', type: 'numbering', xml: writing.lists.xml(isRtl(document.language)) });
  return [
    {
      name: 'styles',
      type: 'styles',
      xml: stylesXml(
        document.language,
        document.languageByDefault === true || !/^en\b/i.test(document.language),
        writing.styles(),
      ),
    },
    ...parts,
  ];
}

const link = (id: string, kind: string, target: string, outside = false): string =>
  `<Relationship Id="${id}" Type="${kind}" Target="${escapeXml(target)}"${outside ? ' TargetMode="External"' : ''}/>`;
const relationships = (inner: string): string =>
  `${PROLOGUE}<Relationships xmlns="${NAMESPACES['rel']}">${inner}</Relationships>`;

const packageLinks = (): string =>
  relationships(
    link('document', `${NAMESPACES['r']}/officeDocument`, 'word/document.xml') +
      link('core', `${NAMESPACES['rel']}/metadata/core-properties`, 'docProps/core.xml'),
  );
const documentLinks = (parts: readonly Part[], writing: Writing): string =>
  relationships(
    parts
      .map(({ name, type }) =>
        link(name, type === 'commentsExtended' ? `${REL_2011}/${type}` : `${NAMESPACES['r']}/${type}`, `${name}.xml`),
      )
      .join('') + outside(writing),
  );
const REL_2011 = 'http://schemas.microsoft.com/office/2011/relationships';
/** Links and images that any part with words may use. */
const outside = (writing: Writing): string =>
  writing
    .links()
    .map(({ id, address }) => link(id, `${NAMESPACES['r']}/hyperlink`, address, true))
    .join('') +
  writing
    .images()
    .map((image) => link(image.link, `${NAMESPACES['r']}/image`, `media/${image.name}`))
    .join('');

const contentTypes = (parts: readonly Part[], images: ReadonlySet<string>): string =>
  `${PROLOGUE}<Types xmlns="${NAMESPACES['ct']}"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${[
    ...images,
  ]
    .map((each) => `<Default Extension="${each}" ContentType="${IMAGE_TYPES[each] ?? 'application/octet-stream'}"/>`)
    .join(
      '',
    )}<Override PartName="/word/document.xml" ContentType="${TYPE}.document.main+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>${parts
    .map(({ name, type }) => `<Override PartName="/word/${name}.xml" ContentType="${TYPE}.${type}+xml"/>`)
    .join('')}</Types>`;

/** Words and the number of the page at its foot; null where there is neither. */
function footerXml(document: WordDocument, writing: Writing): string | null {
  const { footer } = document;
  if (typeof footer === 'object') return blocksXml(footer, writing, 'Footer') || '<w:p/>';
  const numbered = document.pageNumbers !== false;
  if (footer === undefined && !numbered) return null;
  const runs: WordRun[] = [
    ...(footer === undefined ? [] : [{ text: numbered ? `${footer} · ` : footer }]),
    ...(numbered ? [{ text: '1', field: 'PAGE' }] : []),
  ];
  const words = runsXml(runs, { lang: document.language }, writing);
  const rtl = isRtl(document.language);
  return paragraph({ style: 'Footer', align: 'center' }, words, { rtl }, writing);
}
