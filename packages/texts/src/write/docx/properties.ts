import { declared } from '../../read/docx/namespaces.ts';
import type { WordDocument } from './model.ts';
import { escapeXml, PROLOGUE, wordTag } from './xml.ts';

/** docProps/core.xml (ISO/IEC 29500-2, annex D): what the file says of itself, as the caller gave it. */
export function coreXml(document: WordDocument): string {
  const { language, author, subject, keywords, description, created, modified, modifiedBy } = document.properties ?? {};
  const words = (name: string, given: string | undefined): string =>
    given === undefined ? '' : `<${name}>${escapeXml(given)}</${name}>`;
  const date = (name: string, given: string | undefined): string =>
    given !== undefined && /^\d{4}-\d\d(?:-\d\d(?:T[\d:.]+(?:Z|[+-]\d\d:\d\d))?)?$/.test(given)
      ? `<dcterms:${name} xsi:type="dcterms:W3CDTF">${given}</dcterms:${name}>`
      : '';
  return `${PROLOGUE}<cp:coreProperties ${declared('cp dc dcterms')} xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">${[
    words('dc:title', document.title),
    words('dc:subject', subject),
    words('dc:creator', author),
    words('cp:keywords', keywords),
    words('dc:description', description),
    words('cp:lastModifiedBy', modifiedBy),
    date('created', created),
    date('modified', modified),
    words('dc:language', language ?? (document.languageByDefault ? undefined : wordTag(document.language))),
  ].join('')}</cp:coreProperties>`;
}
