import type { Authored, Format, Mark } from '../../model/text.ts';
import { imageXml } from './images.ts';
import type { WordRun } from './model.ts';
import type { Ends } from './paragraphs.ts';
import type { Writing } from './writing.ts';
import { dateAttribute, escapeXml, isRtl, langTag, value, wordTag } from './xml.ts';

const ASIAN = /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]/;
const RTL = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/;

/** What the paragraph says of all its runs. */
export interface Around {
  /** Language of the paragraph. */
  lang: string;
  italic?: boolean;
  caps?: boolean;
  /** Set where runs are to look as they say, whatever the style of their paragraph adds. */
  exact?: { bold?: boolean; italic?: boolean };
}

/** Attributes of a change. Who made it may have been scrubbed: Word wants the attribute, not a name. */
export const markOf = ({ author, date }: Authored, writing: Writing): string =>
  `w:id="${writing.nextId()}" w:author="${escapeXml(author ?? '')}"${dateAttribute('w:date', date)}`;

/** Name of the element that holds a change: a move only where both of its ends stand in the file. */
export function markName(mark: Mark, writing: Writing): 'ins' | 'del' | 'moveFrom' | 'moveTo' {
  const moved = mark.move !== undefined && writing.moves.has(mark.move);
  if (mark.state === 'inserted') return moved ? 'moveTo' : 'ins';
  return moved ? 'moveFrom' : 'del';
}

/** Whether words bear the names of struck ones: those that moved away do not (17.13.5.22). */
export const isStruck = (mark: Mark | undefined, writing: Writing): boolean =>
  mark !== undefined && markName(mark, writing) === 'del';

/** What says of an end or a row who brought it, who struck it, or both. */
export function signs({ mark, passed }: Pick<Ends, 'mark' | 'passed'>, writing: Writing): string {
  const sign = (name: string, by: Authored): string => `<w:${name} ${markOf(by, writing)}/>`;
  if (passed) return sign('ins', passed.inserted) + sign('del', passed.deleted);
  return mark ? sign(markName(mark, writing), mark) : '';
}

/** Wraps runs into the mark of their change. */
export const marked = (xml: string, mark: Mark | undefined, writing: Writing): string => {
  if (!mark || xml === '') return xml;
  const name = markName(mark, writing);
  return `<w:${name} ${markOf(mark, writing)}>${xml}</w:${name}>`;
};

/** A toggle of the run: said where it is not what the style of the paragraph says already. */
const toggle = (name: string, on: boolean, style: boolean, exact: boolean): string => {
  if (exact ? on === style : !on) return '';
  return on ? `<w:${name}/><w:${name}Cs/>` : `<w:${name} w:val="0"/><w:${name}Cs w:val="0"/>`;
};

function formatXml(format: Format, text: string, around: Around, writing: Writing, style: string): string {
  const { exact } = around;
  const own = format.lang ?? around.lang;
  // A run of figures or signs alone follows its paragraph; Latin words in an Arabic paragraph keep their own direction.
  const rtl = exact ? format.rtl === true : RTL.test(text) || (isRtl(around.lang) && !/\p{L}/u.test(text));
  const asian = ASIAN.test(text) || (/^(?:zh|ja|ko)/.test(own) && !/[A-Za-z\d]/.test(text));
  const link = style.includes('"Hyperlink"');
  return [
    style,
    asian ? '<w:rFonts w:hint="eastAsia"/>' : '',
    toggle('b', format.bold === true, exact?.bold === true, exact !== undefined),
    toggle('i', format.italic === true || around.italic === true, exact?.italic === true, exact !== undefined),
    around.caps ? '<w:caps/>' : '',
    format.strike ? '<w:strike/>' : '',
    format.underline ? (link ? '' : value('u', 'single')) : link && exact ? value('u', 'none') : '',
    format.sup ? value('vertAlign', 'superscript') : format.sub ? value('vertAlign', 'subscript') : '',
    rtl ? '<w:rtl/>' : '',
    wordTag(own) === wordTag(writing.language) ? '' : langTag(own),
  ].join('');
}

/** Run properties in the order of the schema (17.3.2.28), with those before a change of them (17.13.5.31). */
function propertiesOf(run: WordRun, around: Around, writing: Writing, style = ''): string {
  const now = formatXml(run, run.text, around, writing, style);
  if (run.was === undefined) return now;
  const before = formatXml(run.was.format, run.text, around, writing, style);
  return `${now}<w:rPrChange ${markOf(run.was, writing)}><w:rPr>${before}</w:rPr></w:rPrChange>`;
}

/** One run: tabs and line ends have their own elements; a soft or hard hyphen stays the sign it is. */
export function runXml(words: string, properties: string, struck = false): string {
  const inner = wordsIn(words, struck);
  return inner === '' ? '' : rawRun(inner, properties);
}

function wordsIn(words: string, struck: boolean): string {
  const tag = struck ? 'w:delText' : 'w:t';
  return words
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
}

const rawRun = (inner: string, properties: string): string =>
  `<w:r>${properties === '' ? '' : `<w:rPr>${properties}</w:rPr>`}${inner}</w:r>`;

function noteXml(run: WordRun, around: Around, writing: Writing): string {
  const note = writing.note(run.note ?? '', run.mark);
  const struck = isStruck(run.mark, writing);
  // A second reference to a note prints its label again: Word would give it a number of its own.
  if (!note) return runXml(run.text, propertiesOf({ ...run, sup: true }, around, writing), struck);
  const { sup: _, ...rest } = run;
  const properties = propertiesOf(rest, around, writing, value('rStyle', note.style));
  if (note.custom === undefined) return rawRun(`<w:${note.kind}Reference w:id="${note.id}"/>`, properties);
  const sign = wordsIn(note.custom, struck);
  return rawRun(`<w:${note.kind}Reference w:customMarkFollows="1" w:id="${note.id}"/>${sign}`, properties);
}

const FOLLOWED = /^(?:https?:|mailto:|#)/i;

function linked(xml: string, link: string | undefined, writing: Writing): string {
  // Only addresses that a reader may follow safely become links.
  if (link === undefined || xml === '' || !FOLLOWED.test(link)) return xml;
  if (link.startsWith('#')) return `<w:hyperlink w:anchor="${escapeXml(link.slice(1))}">${xml}</w:hyperlink>`;
  return `<w:hyperlink r:id="${writing.link(link)}">${xml}</w:hyperlink>`;
}

/** The code of a field before its result (17.16.18), in the mark of the run it stands by. */
function fieldOpens(run: WordRun, writing: Writing): string {
  const tag = isStruck(run.mark, writing) ? 'w:delInstrText' : 'w:instrText';
  const code = `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><${tag} xml:space="preserve"> ${escapeXml((run.field ?? '').trim())} </${tag}></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>`;
  return marked(code, run.mark, writing);
}
const fieldCloses = (run: WordRun, writing: Writing): string =>
  marked('<w:r><w:fldChar w:fldCharType="end"/></w:r>', run.mark, writing);

function wordsXml(run: WordRun, around: Around, writing: Writing): string {
  const { passed } = run;
  if (passed) {
    const inner = runXml(passed.text, propertiesOf(run, around, writing), true);
    return `<w:ins ${markOf(passed.inserted, writing)}><w:del ${markOf(passed.deleted, writing)}>${inner}</w:del></w:ins>`;
  }
  const style = run.link && FOLLOWED.test(run.link) ? value('rStyle', 'Hyperlink') : '';
  const inner = run.image
    ? rawRun(imageXml(run.image, writing), '')
    : run.note === undefined
      ? runXml(run.text, propertiesOf(run, around, writing, style), isStruck(run.mark, writing))
      : noteXml(run, around, writing);
  return marked(inner, run.mark, writing);
}

/** The number of a line, in Word's style for them, by which it is told from the words. */
const lineNumber = ({ lineNumber: number }: WordRun): string =>
  number === undefined ? '' : runXml(`${number}\u00a0`, value('rStyle', 'LineNumber'));

/** The runs of a paragraph, with links, fields, note references, images, changes, bookmarks and comments. */
export function runsXml(runs: readonly WordRun[], around: Around, writing: Writing): string {
  let out = '';
  // Neighbours that lead to the same place are one link; neighbours that one field printed are one field.
  let open: { link: string | undefined; xml: string } = { link: undefined, xml: '' };
  const flush = (link?: string): void => {
    out += linked(open.xml, open.link, writing);
    open = { link, xml: '' };
  };
  runs.forEach((run, i) => {
    const { before, after } = writing.around(run);
    if (run.link !== open.link || before !== '') flush(run.link);
    out += before;
    const starts = run.field !== undefined && runs[i - 1]?.field !== run.field;
    const ends = run.field !== undefined && runs[i + 1]?.field !== run.field;
    open.xml += `${lineNumber(run)}${starts ? fieldOpens(run, writing) : ''}${wordsXml(run, around, writing)}${ends ? fieldCloses(run, writing) : ''}`;
    if (after === '') return;
    flush(run.link);
    out += after;
  });
  flush();
  return out;
}
