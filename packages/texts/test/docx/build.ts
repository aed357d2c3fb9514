import { strToU8, zipSync } from 'fflate';

const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const R = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const STRICT_W = 'http://purl.oclc.org/ooxml/wordprocessingml/main';
const STRICT_R = 'http://purl.oclc.org/ooxml/officeDocument/relationships';
const NAMES = `xmlns:w="${W}" xmlns:r="${R}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml"`;

/** Inner XML of the parts of a small Word file; only `body` must be given. */
export interface Parts {
  body: string;
  styles?: string;
  numbering?: string;
  footnotes?: string;
  endnotes?: string;
  comments?: string;
  commentsExtended?: string;
  people?: string;
  settings?: string;
  header?: string;
  core?: string;
  app?: string;
  custom?: string;
  /** Relationships of the main part, besides those of the parts above. */
  links?: { id: string; target: string; type?: string; internal?: true }[];
  /** Files as they are, by name. */
  extra?: Record<string, string | Uint8Array>;
  strict?: true;
}

const ROOTS: Record<string, { root: string; type: string; content: string }> = {
  styles: { root: 'w:styles', type: 'styles', content: 'styles' },
  numbering: { root: 'w:numbering', type: 'numbering', content: 'numbering' },
  footnotes: { root: 'w:footnotes', type: 'footnotes', content: 'footnotes' },
  endnotes: { root: 'w:endnotes', type: 'endnotes', content: 'endnotes' },
  comments: { root: 'w:comments', type: 'comments', content: 'comments' },
  commentsExtended: { root: 'w15:commentsEx', type: 'commentsExtended', content: 'commentsExtended' },
  people: { root: 'w15:people', type: 'people', content: 'people' },
  settings: { root: 'w:settings', type: 'settings', content: 'settings' },
  header: { root: 'w:hdr', type: 'header', content: 'header' },
};

/** The files of a small Word document, by name. */
export function docxFiles(parts: Parts): Record<string, Uint8Array> {
  const files: Record<string, Uint8Array> = {};
  const put = (name: string, xml: string): void => {
    const text = parts.strict ? xml.replaceAll(W, STRICT_W).replaceAll(R, STRICT_R) : xml;
    files[name] = strToU8(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${text}`);
  };
  const types: string[] = [];
  const relationships: string[] = [];
  for (const [key, { root, type, content }] of Object.entries(ROOTS)) {
    const inner = Object.entries(parts).find(([name]) => name === key)?.[1];
    if (typeof inner !== 'string') continue;
    put(`word/${key}.xml`, `<${root} ${NAMES}>${inner}</${root}>`);
    types.push(
      `<Override PartName="/word/${key}.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.${content}+xml"/>`,
    );
    relationships.push(`<Relationship Id="part-${key}" Type="${R}/${type}" Target="${key}.xml"/>`);
  }
  for (const { id, target, type, internal } of parts.links ?? []) {
    relationships.push(
      `<Relationship Id="${id}" Type="${R}/${type ?? 'hyperlink'}" Target="${target}"${internal ? '' : ' TargetMode="External"'}/>`,
    );
  }
  put('word/document.xml', `<w:document ${NAMES} mc:Ignorable="w14 w15"><w:body>${parts.body}</w:body></w:document>`);
  put(
    'word/_rels/document.xml.rels',
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${relationships.join('')}</Relationships>`,
  );
  const rootLinks = [`<Relationship Id="rId1" Type="${R}/officeDocument" Target="word/document.xml"/>`];
  const properties = (
    name: 'core' | 'app' | 'custom',
    xml: string | undefined,
    type: string,
    content: string,
  ): void => {
    if (xml === undefined) return;
    put(`docProps/${name}.xml`, xml);
    rootLinks.push(`<Relationship Id="${name}" Type="${type}" Target="docProps/${name}.xml"/>`);
    types.push(`<Override PartName="/docProps/${name}.xml" ContentType="${content}"/>`);
  };
  properties(
    'core',
    parts.core === undefined
      ? undefined
      : `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">${parts.core}</cp:coreProperties>`,
    'http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties',
    'application/vnd.openxmlformats-package.core-properties+xml',
  );
  properties(
    'app',
    parts.app === undefined
      ? undefined
      : `<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">${parts.app}</Properties>`,
    `${R}/extended-properties`,
    'application/vnd.openxmlformats-officedocument.extended-properties+xml',
  );
  properties(
    'custom',
    parts.custom === undefined
      ? undefined
      : `<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">${parts.custom}</Properties>`,
    `${R}/custom-properties`,
    'application/vnd.openxmlformats-officedocument.custom-properties+xml',
  );
  put(
    '_rels/.rels',
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${rootLinks.join('')}</Relationships>`,
  );
  put(
    '[Content_Types].xml',
    `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>${types.join('')}</Types>`,
  );
  for (const [name, content] of Object.entries(parts.extra ?? {}))
    files[name] = typeof content === 'string' ? strToU8(content) : content;
  return files;
}

/** A small Word document, the same bytes at any hour. */
export const buildDocx = (parts: Parts): Uint8Array =>
  zipSync(docxFiles(parts), { level: 6, mtime: '2024-01-01T00:00:00' });

export const escapeXml = (words: string): string =>
  words.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');

/** A run; "\t" and "\n" become `w:tab` and `w:br`. `struck` writes `w:delText`. */
export function run(words: string, properties = '', struck = false): string {
  const tag = struck ? 'w:delText' : 'w:t';
  const inner = words
    .split(/(\t|\n)/)
    .filter((part) => part !== '')
    .map((part) =>
      part === '\t'
        ? '<w:tab/>'
        : part === '\n'
          ? '<w:br/>'
          : `<${tag} xml:space="preserve">${escapeXml(part)}</${tag}>`,
    )
    .join('');
  return `<w:r>${properties === '' ? '' : `<w:rPr>${properties}</w:rPr>`}${inner}</w:r>`;
}

export const paragraph = (inner: string, properties = ''): string =>
  `<w:p>${properties === '' ? '' : `<w:pPr>${properties}</w:pPr>`}${inner}</w:p>`;

const WHO = 'w:id="9" w:author="Ana Example" w:date="2024-05-01T10:00:00Z"';
export const ins = (inner: string): string => `<w:ins ${WHO}>${inner}</w:ins>`;
export const del = (inner: string): string => `<w:del ${WHO}>${inner}</w:del>`;
/** The mark on a paragraph's own end, for use in `w:pPr`. */
export const endMark = (kind: 'ins' | 'del'): string => `<w:rPr><w:${kind} ${WHO}/></w:rPr>`;
export const inList = (numId: number, ilvl = 0): string =>
  `<w:numPr><w:ilvl w:val="${ilvl}"/><w:numId w:val="${numId}"/></w:numPr>`;

/** An abstract list (levels as `[format, text, extra]`) and the numbers that use it. */
export function list(
  abstractId: number,
  levels: [format: string, text: string, extra?: string][],
  nums: string[],
): { abstract: string; nums: string } {
  const inner = levels
    .map(
      ([format, text, extra], index) =>
        `<w:lvl w:ilvl="${index}"><w:start w:val="1"/><w:numFmt w:val="${format}"/>${extra ?? ''}<w:lvlText w:val="${escapeXml(text)}"/></w:lvl>`,
    )
    .join('');
  return { abstract: `<w:abstractNum w:abstractNumId="${abstractId}">${inner}</w:abstractNum>`, nums: nums.join('') };
}
export const num = (numId: number, abstractId: number, overrides = ''): string =>
  `<w:num w:numId="${numId}"><w:abstractNumId w:val="${abstractId}"/>${overrides}</w:num>`;
