import type { Mark } from '../../model/text.ts';
import type { WordRun } from './model.ts';
import type { Writing } from './writing.ts';
import { escapeXml, isRtl, langTag, value, wordTag } from './xml.ts';

const ASIAN = /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]/;
const RTL = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/;

/** Attributes of a change. Who marked it may have been scrubbed: Word wants the attribute, not a name. */
export const markOf = (mark: Mark, writing: Writing): string =>
  `w:id="${writing.nextId()}" w:author="${escapeXml(mark.author ?? '')}"${mark.date ? ` w:date="${escapeXml(mark.date)}"` : ''}`;

/** Wraps runs into the mark of their change. */
export const marked = (xml: string, mark: Mark | undefined, writing: Writing): string => {
  if (mark === undefined || xml === '') return xml;
  const name = mark.state === 'inserted' ? 'ins' : 'del';
  return `<w:${name} ${markOf(mark, writing)}>${xml}</w:${name}>`;
};

/** Run properties in the order of the schema (17.3.2.28). */
function propertiesOf(run: WordRun, lang: string, writing: Writing, style = ''): string {
  const own = run.lang ?? lang;
  // A run of figures or signs alone follows its paragraph; Latin words in an Arabic paragraph keep their own direction.
  const rtl = RTL.test(run.text) || (isRtl(lang) && !/\p{L}/u.test(run.text));
  const asian = ASIAN.test(run.text) || (/^(?:zh|ja|ko)/.test(own) && !/[A-Za-z\d]/.test(run.text));
  return [
    style,
    asian ? '<w:rFonts w:hint="eastAsia"/>' : '',
    run.bold ? '<w:b/><w:bCs/>' : '',
    run.italic ? '<w:i/><w:iCs/>' : '',
    run.strike ? '<w:strike/>' : '',
    run.underline ? value('u', 'single') : '',
    run.sup ? value('vertAlign', 'superscript') : run.sub ? value('vertAlign', 'subscript') : '',
    rtl ? '<w:rtl/>' : '',
    wordTag(own) === wordTag(writing.language) ? '' : langTag(own),
  ].join('');
}

/** One run: tabs and line ends have their own elements; a soft or hard hyphen stays the sign it is. */
export function runXml(words: string, properties: string, deleted = false): string {
  const tag = deleted ? 'w:delText' : 'w:t';
  const inner = words
    .split(/(\t|\r\n|\n|\r)/)
    .filter((part) => part !== '')
    .map((part) =>
      part === '\t'
        ? '<w:tab/>'
        : /^[\r\n]/.test(part)
          ? '<w:br/>'
          : `<${tag} xml:space="preserve">${escapeXml(part)}</${tag}>`,
    )
    .join('');
  if (inner === '') return '';
  return `<w:r>${properties === '' ? '' : `<w:rPr>${properties}</w:rPr>`}${inner}</w:r>`;
}

function noteXml(run: WordRun, lang: string, writing: Writing): string {
  const note = writing.note(run.note ?? '');
  // A second reference to a note prints its label again: Word would give it a number of its own.
  if (note === undefined) return runXml(run.text, propertiesOf({ ...run, sup: true }, lang, writing));
  const style = value('rStyle', 'FootnoteReference');
  return note.custom === undefined
    ? `<w:r><w:rPr>${style}</w:rPr><w:footnoteReference w:id="${note.id}"/></w:r>`
    : `<w:r><w:rPr>${style}</w:rPr><w:footnoteReference w:customMarkFollows="1" w:id="${note.id}"/><w:t>${escapeXml(note.custom)}</w:t></w:r>`;
}

function linked(xml: string, link: string | undefined, writing: Writing): string {
  if (link === undefined || xml === '') return xml;
  if (link.startsWith('#')) return `<w:hyperlink w:anchor="${escapeXml(link.slice(1))}">${xml}</w:hyperlink>`;
  // Only addresses that a reader may follow safely become links.
  if (!/^(?:https?:|mailto:)/i.test(link)) return xml;
  return `<w:hyperlink r:id="${writing.link(link)}">${xml}</w:hyperlink>`;
}

/** The runs of a paragraph, with links, note references, changes and comments. `lang` is that of the paragraph. */
export function runsXml(runs: readonly WordRun[], lang: string, writing: Writing): string {
  return runs
    .map((run) => {
      const style = run.link && /^(?:https?:|mailto:|#)/i.test(run.link) ? value('rStyle', 'Hyperlink') : '';
      const inner =
        run.note === undefined
          ? runXml(run.text, propertiesOf(run, lang, writing, style), run.mark?.state === 'deleted')
          : noteXml(run, lang, writing);
      return `${writing.opens(run)}${linked(marked(inner, run.mark, writing), run.link, writing)}${writing.closes(run)}`;
    })
    .join('');
}
