import type { Mark } from '../../model/text.ts';
import { isLabel } from '../../read/docx/typed-label.ts';
import { markOf, marked, runsXml, runXml } from './inline.ts';
import type { WordBlock, WordRun, WordTable } from './model.ts';
import type { Writing } from './writing.ts';
import { escapeXml, isRtl, value } from './xml.ts';

/** One step of indentation: 1 cm, in twentieths of a point. */
const STEP = 567;

interface Format {
  style?: string;
  /** `w:numPr`, where Word prints the label. */
  list?: number;
  level?: number;
  left?: number;
  hanging?: number;
  align?: 'start' | 'center' | 'end';
  pageBreak?: true;
}

/** Paragraph properties in the order of the schema (17.3.1.26). */
function properties(format: Format, lang: string, mark: Mark | undefined, writing: Writing): string {
  const left = format.left ?? 0;
  const inner = [
    format.style === undefined ? '' : value('pStyle', format.style),
    format.pageBreak ? '<w:pageBreakBefore/>' : '',
    format.list === undefined
      ? ''
      : `<w:numPr>${value('ilvl', format.level ?? 0)}${value('numId', format.list)}</w:numPr>`,
    format.hanging === undefined ? '' : `<w:tabs><w:tab w:val="left" w:pos="${left}"/></w:tabs>`,
    isRtl(lang) ? '<w:bidi/>' : '',
    left > 0 ? `<w:ind w:left="${left}"${format.hanging === undefined ? '' : ` w:hanging="${format.hanging}"`}/>` : '',
    // In a paragraph from right to left Word reads "left" as the side where lines begin (17.3.1.13).
    format.align === undefined ? '' : value('jc', { start: 'left', center: 'center', end: 'right' }[format.align]),
    mark === undefined
      ? ''
      : `<w:rPr><w:${mark.state === 'inserted' ? 'ins' : 'del'} ${markOf(mark, writing)}/></w:rPr>`,
  ].join('');
  return inner === '' ? '' : `<w:pPr>${inner}</w:pPr>`;
}

const paragraph = (format: Format, content: string, lang: string, mark: Mark | undefined, writing: Writing): string =>
  `<w:p>${properties(format, lang, mark, writing)}${content}</w:p>`;

const rtlRun = (lang: string): string => (isRtl(lang) ? '<w:rtl/>' : '');

/** The typed label before its tab; a change of number stands as the change it is. */
function labelXml(label: string, oldLabel: string | undefined, mark: Mark | undefined, lang: string, writing: Writing) {
  const plain = rtlRun(lang);
  if (oldLabel === undefined || oldLabel === label || mark !== undefined)
    return marked(runXml(`${label}\t`, plain, mark?.state === 'deleted'), mark, writing);
  const change = (state: Mark['state'], words: string): string =>
    marked(runXml(words, plain, state === 'deleted'), { state }, writing);
  return `${change('deleted', oldLabel)}${change('inserted', label)}${runXml('\t', plain)}`;
}

/** Whether our reader, or a person, takes these words before a tab for a label. */
const isTypable = (label: string, runs: readonly WordRun[]): boolean =>
  isLabel(label) && runs.some((run) => run.note === undefined && /\p{L}/u.test(run.text));

type Item = Extract<WordBlock, { kind: 'item' }>;
function itemXml(block: Item, lang: string, writing: Writing): string {
  const format: Format = { style: 'Item', left: STEP * (block.depth + 1), hanging: STEP };
  const words = runsXml(block.runs, lang, writing);
  if (isTypable(block.label, block.runs))
    return paragraph(
      format,
      labelXml(block.label, block.oldLabel, block.mark, lang, writing) + words,
      lang,
      block.mark,
      writing,
    );
  const list = writing.list(`label ${block.label}`, 'literal', block.label);
  return paragraph({ ...format, list }, words, lang, block.mark, writing);
}

/** Every block as WordprocessingML. `style` is that of plain paragraphs (text of a table, for instance). */
export function blocksXml(
  blocks: readonly WordBlock[],
  writing: Writing,
  style?: string,
  width = writing.width,
): string {
  return blocks.map((block) => blockXml(block, writing, style, width)).join('');
}

function blockXml(block: WordBlock, writing: Writing, style: string | undefined, width: number): string {
  if (block.kind === 'table') return tableXml(block, writing, width);
  if (block.kind === 'page-break') return '<w:p><w:r><w:br w:type="page"/></w:r></w:p>';
  const lang = block.lang ?? writing.language;
  const runs = block.lang === undefined ? block.runs : block.runs.map((run) => inLanguage(run, block.lang ?? ''));
  const words = (): string => runsXml(runs, lang, writing);
  switch (block.kind) {
    case 'title':
    case 'subtitle':
    case 'caption': {
      const name = { title: 'Title', subtitle: 'Subtitle', caption: 'Caption' }[block.kind];
      return paragraph({ style: name }, words(), lang, block.mark, writing);
    }
    case 'heading': {
      const typed = block.label !== undefined && isTypable(block.label, runs);
      const label = typed ? labelXml(block.label ?? '', block.oldLabel, block.mark, lang, writing) : '';
      const format: Format = { style: `Heading${block.level}` };
      if (block.label !== undefined) Object.assign(format, { left: STEP * 1.5, hanging: STEP * 1.5 });
      if (block.label !== undefined && !typed)
        format.list = writing.list(`label ${block.label}`, 'literal', block.label);
      const italic =
        block.italic === true ? runs.map((run) => (run.note ? run : { ...run, italic: true as const })) : runs;
      return paragraph(format, label + runsXml(italic, lang, writing), lang, block.mark, writing);
    }
    case 'item':
      return itemXml({ ...block, runs }, lang, writing);
    case 'list': {
      const list = writing.list(`list ${block.list}`, block.format);
      const level = Math.min(8, block.depth);
      return paragraph({ style: 'Item', list, level }, words(), lang, block.mark, writing);
    }
    case 'paragraph': {
      const format: Format = {
        ...(style === undefined ? {} : { style }),
        ...(block.indent ? { left: STEP * block.indent } : {}),
        ...(block.align === undefined ? {} : { align: block.align }),
      };
      return paragraph(format, words(), lang, block.mark, writing);
    }
  }
}

// The run itself carries comments by its identity: it is copied only where its language is missing and no comment is on it.
const inLanguage = (run: WordRun, lang: string): WordRun => {
  if (run.lang !== undefined) return run;
  if (run.comments === undefined) return { ...run, lang };
  run.lang = lang;
  return run;
};

function tableXml(table: WordTable, writing: Writing, whole: number): string {
  const count = Math.max(1, ...table.rows.map((row) => row.cells.reduce((n, cell) => n + (cell.colspan ?? 1), 0)));
  const parts = Array.from({ length: count }, (_, i) => table.widths?.[i] ?? 1);
  const sum = parts.reduce((a, b) => a + b, 0);
  const widths = parts.map((part) => Math.floor((whole * part) / sum));
  const rtl = isRtl(writing.language);
  const headed = table.rows[0]?.header === true;
  const open = new Map<number, { left: number; span: number }>();
  const rows = table.rows.map((row) => rowXml(row, writing, widths, open)).join('');
  return `<w:tbl><w:tblPr>${value('tblStyle', 'Table')}${rtl ? '<w:bidiVisual/>' : ''}<w:tblW w:w="${widths.reduce((a, b) => a + b, 0)}" w:type="dxa"/><w:tblLayout w:type="fixed"/><w:tblLook w:val="${headed ? '0420' : '0400'}" w:firstRow="${headed ? 1 : 0}" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>${
    table.caption === undefined ? '' : `<w:tblCaption w:val="${escapeXml(table.caption)}"/>`
  }</w:tblPr><w:tblGrid>${widths.map((width) => `<w:gridCol w:w="${width}"/>`).join('')}</w:tblGrid>${rows}</w:tbl>${
    // Two tables that touch would be one to Word.
    '<w:p><w:pPr><w:spacing w:before="0" w:after="0"/></w:pPr></w:p>'
  }`;
}

function rowXml(
  row: WordTable['rows'][number],
  writing: Writing,
  widths: readonly number[],
  open: Map<number, { left: number; span: number }>,
): string {
  let column = 0;
  const cells: string[] = [];
  const across = (span: number): number => widths.slice(column, column + span).reduce((a, b) => a + b, 0);
  const cell = (span: number, merge: string, content: string): void => {
    cells.push(
      `<w:tc><w:tcPr><w:tcW w:w="${across(span)}" w:type="dxa"/>${span > 1 ? value('gridSpan', span) : ''}${merge}</w:tcPr>${content}</w:tc>`,
    );
    column += span;
  };
  const goOn = (): void => {
    for (let above = open.get(column); above !== undefined; above = open.get(column)) {
      if (above.left > 1) open.set(column, { ...above, left: above.left - 1 });
      else open.delete(column);
      cell(above.span, '<w:vMerge/>', '<w:p/>');
    }
  };
  const style = row.header ? 'TableHead' : 'TableText';
  for (const one of row.cells) {
    goOn();
    const span = one.colspan ?? 1;
    const at = column;
    const inner = blocksXml(one.blocks, writing, style, across(span));
    cell(span, (one.rowspan ?? 1) > 1 ? value('vMerge', 'restart') : '', inner === '' ? '<w:p/>' : inner);
    if ((one.rowspan ?? 1) > 1) open.set(at, { left: (one.rowspan ?? 1) - 1, span });
  }
  goOn();
  // A row must hold a cell.
  if (cells.length === 0) cell(widths.length, '', '<w:p/>');
  const mark = row.mark ? `<w:${row.mark.state === 'inserted' ? 'ins' : 'del'} ${markOf(row.mark, writing)}/>` : '';
  return `<w:tr><w:trPr><w:cantSplit/>${row.header ? '<w:tblHeader/>' : ''}${mark}</w:trPr>${cells.join('')}</w:tr>`;
}
