import type { Language } from '../../model/text.ts';
import { declared } from '../../read/docx/namespaces.ts';

/** Words made safe for XML 1.0: what it cannot hold (control signs, half surrogates) becomes U+FFFD. */
export const escapeXml = (words: string): string =>
  words
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** The same for the value of an attribute, where white space that is not spelt out would become a space. */
export const escapeAttribute = (words: string): string =>
  escapeXml(words).replace(/[\t\n\r]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** `<w:name w:val="…"/>`. */
export const value = (name: string, val: string | number): string =>
  `<w:${name} w:val="${typeof val === 'number' ? val : escapeAttribute(val)}"/>`;

/** ` name="…"` for a date and time that Word takes; nothing for one that it would ask to repair. A day alone begins at midnight. */
export function dateAttribute(name: string, date: string | undefined): string {
  const full = date !== undefined && /^\d{4}-\d\d-\d\d$/.test(date) ? `${date}T00:00:00Z` : date;
  return full !== undefined && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)?$/.test(full)
    ? ` ${name}="${full}"`
    : '';
}

/** Tags with the region that Word's proofing tools know. */
const TAGS: Record<Language, string> = { ar: 'ar-SA', en: 'en-GB', es: 'es-ES', fr: 'fr-FR', ru: 'ru-RU', zh: 'zh-CN' };

/** The tag that Word wants for a language; one that carries more than a language stays as it is. */
export const wordTag = (lang: string): string => TAGS[lang as Language] ?? lang;

export const isRtl = (lang: string): boolean => /^(?:ar|he|fa|ur)(?:-|$)/.test(lang);

/** `w:lang` (ISO 29500-1, 17.3.2.20): Word keeps a language for each kind of script; what this one is not written in stays as it is. */
export function langTag(lang: string): string {
  const tag = escapeXml(wordTag(lang));
  const asia = /^(?:zh|ja|ko)/.test(lang) ? ` w:eastAsia="${tag}"` : '';
  return `<w:lang w:val="${tag}"${asia}${isRtl(lang) ? ` w:bidi="${tag}"` : ''}/>`;
}

/** Names of the vocabularies that parts are written in; Word before 2010 passes over the last. */
export const W = `${declared('w r wp a pic v mc w14')} mc:Ignorable="w14"`;
export const PROLOGUE = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
