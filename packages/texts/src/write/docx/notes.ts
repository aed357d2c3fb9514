import { blocksXml } from './blocks.ts';
import { runsXml, runXml } from './inline.ts';
import type { WordDocument } from './model.ts';
import type { ReferredNote, Writing } from './writing.ts';
import { isRtl, PROLOGUE, value, W } from './xml.ts';

/** footnotes.xml or endnotes.xml (17.11): the lines that part notes from the text, then each note with its sign. */
export function notesXml(
  kind: 'footnote' | 'endnote',
  notes: readonly ReferredNote[],
  document: WordDocument,
  writing: Writing,
): string {
  const separator = (id: number, type: string): string =>
    `<w:${kind} w:type="${type}" w:id="${id}"><w:p><w:r><w:${type}/></w:r></w:p></w:${kind}>`;
  const inner = notes.map((note) => `<w:${kind} w:id="${note.id}">${noteXml(note, document, writing)}</w:${kind}>`);
  return `${PROLOGUE}<w:${kind}s ${W}>${separator(-1, 'separator')}${separator(0, 'continuationSeparator')}${inner.join('')}</w:${kind}s>`;
}

function noteXml({ kind, style, custom, note }: ReferredNote, document: WordDocument, writing: Writing): string {
  const reference = value('rStyle', style);
  const paragraphStyle = kind === 'footnote' ? 'FootnoteText' : 'EndnoteText';
  const number = `<w:r><w:rPr>${reference}</w:rPr><w:${kind}Ref/></w:r>${runXml(' ', '')}`;
  if (note.blocks)
    return (
      blocksXml(note.blocks, writing, paragraphStyle, writing.width, custom === undefined ? number : '') || '<w:p/>'
    );
  const sign = custom === undefined ? number : runXml(custom, reference) + runXml(' ', '');
  const bidi = isRtl(document.language) ? '<w:bidi/>' : '';
  return `<w:p><w:pPr>${value('pStyle', paragraphStyle)}${bidi}</w:pPr>${sign}${runsXml(note.runs, { lang: document.language }, writing)}</w:p>`;
}
