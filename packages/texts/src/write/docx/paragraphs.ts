import type { Authored, Mark } from '../../model/text.ts';
import { markOf, signs } from './inline.ts';
import type { Writing } from './writing.ts';
import { value } from './xml.ts';

/** How a paragraph is set. */
export interface Format {
  /** Id of its style. */
  style?: string;
  /** `w:numPr`, where Word prints the label. */
  list?: number;
  level?: number;
  left?: number;
  hanging?: number;
  align?: 'start' | 'center' | 'end';
  pageBreak?: true;
  /** Level of a heading from 0 where its style does not say it; 9 is none. */
  outline?: number;
  /** The whole of it before a change, and who changed it. */
  was?: Authored & { format: Format; rtl: boolean };
}

/** What the paragraph's language and marks add. */
export interface Ends {
  rtl: boolean;
  mark?: Mark;
  /** Set where the end was inserted by one change and struck by a later one. */
  passed?: { inserted: Authored; deleted: Authored };
}

/** Paragraph properties in the order of the schema (17.3.1.26), without marks. */
function plainProperties(format: Format, rtl: boolean): string {
  // Word opens no file in which a length is not whole.
  const left = Math.round(format.left ?? 0);
  const hanging = format.hanging === undefined ? '' : ` w:hanging="${Math.round(format.hanging)}"`;
  return [
    format.style === undefined ? '' : value('pStyle', format.style),
    format.pageBreak ? '<w:pageBreakBefore/>' : '',
    format.list === undefined
      ? ''
      : `<w:numPr>${value('ilvl', format.level ?? 0)}${value('numId', format.list)}</w:numPr>`,
    format.hanging === undefined ? '' : `<w:tabs><w:tab w:val="left" w:pos="${left}"/></w:tabs>`,
    rtl ? '<w:bidi/>' : '',
    left > 0 ? `<w:ind w:left="${left}"${hanging}/>` : '',
    // In a paragraph from right to left Word reads "left" as the side where lines begin (17.3.1.13).
    format.align === undefined ? '' : value('jc', { start: 'left', center: 'center', end: 'right' }[format.align]),
    format.outline === undefined ? '' : value('outlineLvl', format.outline),
  ].join('');
}

function properties(format: Format, ends: Ends, writing: Writing): string {
  const { was } = format;
  const signed = signs(ends, writing);
  const inner = [
    plainProperties(format, ends.rtl),
    signed === '' ? '' : `<w:rPr>${signed}</w:rPr>`,
    was === undefined
      ? ''
      : `<w:pPrChange ${markOf(was, writing)}><w:pPr>${plainProperties(was.format, was.rtl)}</w:pPr></w:pPrChange>`,
  ].join('');
  return inner === '' ? '' : `<w:pPr>${inner}</w:pPr>`;
}

/** One paragraph of this content. */
export const paragraph = (format: Format, content: string, ends: Ends, writing: Writing): string =>
  `<w:p>${properties(format, ends, writing)}${content}</w:p>`;
