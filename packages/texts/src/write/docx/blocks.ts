import type { Authored, Mark } from '../../model/text.ts';
import { isLabel } from '../../read/docx/typed-label.ts';
import { gridOf } from '../lines.ts';
import { isStruck, markOf, marked, runsXml, runXml, signs, type Around } from './inline.ts';
import type { WordBlock, WordCell, WordRun, WordTable } from './model.ts';
import { paragraph, type Ends, type Format } from './paragraphs.ts';
import type { Writing } from './writing.ts';
import { isRtl, value } from './xml.ts';

/** One step of indentation: 1 cm, in twentieths of a point. */
const STEP = 567;

const rtlRun = (lang: string): string => (isRtl(lang) ? '<w:rtl/>' : '');

/** The typed label before its tab; a change of it stands as the change it is, the tab with the only label there is. */
function labelXml(block: Labelled, lang: string, writing: Writing): string {
  const { label = '', oldLabel } = block;
  const mark = block.endOnly ? undefined : block.mark;
  const plain = rtlRun(lang);
  if (oldLabel === undefined || oldLabel === label || mark)
    return marked(runXml(`${label || (oldLabel ?? '')}\t`, plain, isStruck(mark, writing)), mark, writing);
  const change = (state: Mark['state'], words: string): string =>
    marked(runXml(words, plain, state === 'deleted'), { ...block.relabelled, state }, writing);
  if (label === '') return change('deleted', `${oldLabel}\t`);
  if (oldLabel === '') return change('inserted', `${label}\t`);
  return `${change('deleted', oldLabel)}${change('inserted', label)}${runXml('\t', plain)}`;
}

/** Whether our reader, or a person, takes these words before a tab for a label: in each reading, words must follow it. */
function isTypable({ label = '', oldLabel, runs, mark, endOnly }: Labelled): boolean {
  const whole = mark !== undefined && endOnly !== true;
  const stands = (one: string, without: Mark['state']): boolean =>
    one === '' ||
    (isLabel(one) && (endOnly === true || runs.some((run) => hasLetter(run, whole ? undefined : without))));
  const old = oldLabel ?? (label === '' ? undefined : label);
  return old !== undefined && stands(label, 'deleted') && stands(old, 'inserted');
}
const hasLetter = (run: WordRun, without: Mark['state'] | undefined): boolean =>
  run.note === undefined && (without === undefined || run.mark?.state !== without) && /\p{L}/u.test(run.text);

type Item = Extract<WordBlock, { kind: 'item' }>;
type Labelled = Partial<Pick<Item, 'label' | 'endOnly'>> & Omit<Item, 'kind' | 'label' | 'depth' | 'endOnly'>;

/** What a paragraph with a label is written with. */
interface Setting {
  lang: string;
  ends: Ends;
  /** Whether it is the last of what holds it: Word never takes such a paragraph away, it empties it. */
  last: boolean;
  writing: Writing;
}

/** A paragraph behind its label: typed where it can be read back, else printed by Word as the sign of a list of its own. */
function labelled(block: Labelled, format: Format, words: string, { lang, ends, last, writing }: Setting): string {
  if (isTypable(block)) return paragraph(format, labelXml(block, lang, writing) + words, ends, writing);
  const { mark, label = '' } = block;
  const signed = (sign: string): Format => (sign === '' ? format : { ...format, list: writing.lists.sign(sign) });
  const changed = (now: string, before: string, by: Authored | undefined): string =>
    paragraph({ ...signed(now), was: { ...by, format: signed(before), rtl: ends.rtl } }, words, ends, writing);
  // What is left of it in the reading that lacks it must bear no label either.
  if (last && mark && !block.endOnly)
    return mark.state === 'inserted' ? changed(label, '', mark) : changed('', label, mark);
  const { oldLabel = label } = block;
  return oldLabel === label
    ? paragraph(signed(label), words, ends, writing)
    : changed(label, oldLabel, block.relabelled);
}

/** Every block as WordprocessingML. `style` is that of plain paragraphs (text of a table, for instance). */
export function blocksXml(
  blocks: readonly WordBlock[],
  writing: Writing,
  style?: string,
  width = writing.width,
  lead = '',
): string {
  return blocks
    .map((block, i) => {
      const { before, after } = writing.aroundBlock(block);
      return before + blockXml(block, writing, style, width, i === 0 ? lead : '', blocks[i + 1]) + after;
    })
    .join('');
}

function blockXml(
  block: WordBlock,
  writing: Writing,
  style: string | undefined,
  width: number,
  lead: string,
  next: WordBlock | undefined,
): string {
  if (block.kind === 'table') return lead + tableXml(block, writing, width, next);
  if (block.kind === 'page-break') return writing.empty('<w:r><w:br w:type="page"/></w:r>');
  if (block.kind === 'styled')
    return block.print(block, writing, lead, () => (block.box ? boxXml(block.box, writing, width) : ''));
  const lang = block.lang ?? writing.language;
  const around: Around = { lang };
  const ends: Ends = { rtl: isRtl(lang), mark: block.mark };
  const words = (): string => lead + runsXml(block.runs, around, writing);
  const setting: Setting = { lang, ends, last: next === undefined, writing };
  switch (block.kind) {
    case 'title':
    case 'subtitle':
    case 'caption': {
      const name = { title: 'Title', subtitle: 'Subtitle', caption: 'Caption' }[block.kind];
      return paragraph({ style: name }, words(), ends, writing);
    }
    case 'heading': {
      const format: Format = { style: `Heading${block.level}` };
      if (block.italic) around.italic = true;
      if (block.label === undefined && (block.oldLabel ?? '') === '') return paragraph(format, words(), ends, writing);
      const hung = { ...format, left: STEP * 1.5, hanging: STEP * 1.5 };
      return labelled(block, hung, words(), setting);
    }
    case 'item': {
      const hanging = roomFor(block.label ?? '');
      const format: Format = { style: 'Item', left: STEP * block.depth + hanging, hanging };
      return labelled(block, format, words(), setting);
    }
    case 'list': {
      const list = writing.lists.own(block.list, block.format);
      const level = Math.min(8, block.depth);
      return paragraph({ style: 'Item', list, level }, words(), ends, writing);
    }
    case 'paragraph': {
      const left = block.indent ? STEP * block.indent : undefined;
      return paragraph({ style, left, align: block.align }, words(), ends, writing);
    }
  }
}

/** Room for a label: a long one ("2 مكررا ثالثا") that does not fit would print over the margin, from right to left. */
const roomFor = (label: string): number => (label.length > 6 ? Math.ceil((label.length * 115) / STEP) * STEP : STEP);

/** A box with words (14.1.2.22). */
const boxXml = (blocks: readonly WordBlock[], writing: Writing, width: number): string =>
  `<w:r><w:pict><v:rect style="width:${Math.round(width / 20)}pt;height:72pt" filled="f"><v:textbox style="mso-fit-shape-to-text:t"><w:txbxContent>${
    blocksXml(blocks, writing) || writing.empty()
  }</w:txbxContent></v:textbox></v:rect></w:pict></w:r>`;

/** Cells that reach down from the rows above, by their column: how many rows they still cover, how many columns wide. */
type Merged = Map<number, { left: number; span: number; mark?: Mark }>;

/** The cells from above that take up the columns from this one on, one row of each used up. */
function goingOn(open: Merged, from: number): { span: number; mark?: Mark }[] {
  const spans: { span: number; mark?: Mark }[] = [];
  let column = from;
  for (let above = open.get(column); above; above = open.get(column)) {
    if (above.left > 1) open.set(column, { ...above, left: above.left - 1 });
    else open.delete(column);
    spans.push(above);
    column += above.span;
  }
  return spans;
}

function tableXml(table: WordTable, writing: Writing, whole: number, next: WordBlock | undefined): string {
  const count = gridOf(table.rows)[0]?.length ?? 1;
  const parts = Array.from({ length: count }, (_, i) => table.widths?.[i] ?? 1);
  const sum = parts.reduce((a, b) => a + b, 0);
  const widths = parts.map((part) => Math.floor((whole * part) / sum));
  const rtl = table.rtl ?? isRtl(writing.language);
  const empty = writing.emptyUpTo(table.line);
  const headed = table.rows[0]?.header === true;
  const open: Merged = new Map();
  const rows = table.rows.map((row) => rowXml(row, writing, widths, open)).join('');
  const properties = [
    value('tblStyle', 'Table'),
    rtl ? '<w:bidiVisual/>' : '',
    `<w:tblW w:w="${widths.reduce((a, b) => a + b, 0)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>`,
    `<w:tblLook w:val="${headed ? '0420' : '0400'}" w:firstRow="${headed ? 1 : 0}" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>`,
    table.caption === undefined ? '' : value('tblCaption', table.caption),
  ].join('');
  const change = table.was
    ? `<w:tblPrChange ${markOf(table.was, writing)}><w:tblPr>${properties}</w:tblPr></w:tblPrChange>`
    : '';
  return `${empty}<w:tbl><w:tblPr>${properties}${change}</w:tblPr><w:tblGrid>${widths
    .map((width) => `<w:gridCol w:w="${width}"/>`)
    .join('')}</w:tblGrid>${rows}</w:tbl>${
    // Two tables that touch would be one to Word, and nothing may end with one. What was read has its own paragraphs.
    next?.kind === 'styled' || (next?.kind === 'table' && next.line !== undefined)
      ? ''
      : writing.empty('<w:pPr><w:spacing w:before="0" w:after="0"/></w:pPr>')
  }`;
}

/** What happened to a cell itself: it came or went, was joined to its neighbour, or was made wider or narrower (from `width`). */
function cellChange(cell: WordCell, width: number, merge: string, writing: Writing): string {
  const own = cell.mark
    ? `<w:${cell.mark.state === 'inserted' ? 'cellIns' : 'cellDel'} ${markOf(cell.mark, writing)}/>`
    : cell.merge
      ? `<w:cellMerge ${markOf(cell.merge, writing)} w:vMerge${cell.merge.undone ? 'Orig' : ''}="${cell.merge.with === 'above' ? 'cont' : 'rest'}"/>`
      : '';
  if (cell.was === undefined) return own;
  const span = cell.was.colspan > 1 ? value('gridSpan', cell.was.colspan) : '';
  return `${own}<w:tcPrChange ${markOf(cell.was, writing)}><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/>${span}${merge}</w:tcPr></w:tcPrChange>`;
}

function rowXml(row: WordTable['rows'][number], writing: Writing, widths: readonly number[], open: Merged): string {
  let column = 0;
  const cells: string[] = [];
  const across = (span: number): number => widths.slice(column, column + span).reduce((a, b) => a + b, 0);
  const cell = (span: number, merge: string, content: string, one?: WordCell): void => {
    const change = one ? cellChange(one, across(one.was?.colspan ?? span), merge, writing) : '';
    cells.push(
      `<w:tc><w:tcPr><w:tcW w:w="${across(span)}" w:type="dxa"/>${span > 1 ? value('gridSpan', span) : ''}${merge}${change}</w:tcPr>${content}</w:tc>`,
    );
    column += span;
  };
  const goOn = (): void =>
    goingOn(open, column).forEach(({ span, mark }) =>
      cell(span, '<w:vMerge/>', writing.empty(), !mark || row.mark ? undefined : { blocks: [], mark }),
    );
  const style = row.header ? 'TableHead' : 'TableText';
  for (const one of row.cells) {
    goOn();
    const span = one.colspan ?? 1;
    const at = column;
    const inner = blocksXml(one.blocks, writing, style, across(span));
    const merge = (one.rowspan ?? 1) > 1 ? value('vMerge', 'restart') : '';
    cell(span, merge, inner === '' ? writing.empty() : inner, one);
    // Where a row stays below one that came or went, what reaches down into it comes or goes there too.
    const mark = one.mark ?? row.mark;
    if ((one.rowspan ?? 1) > 1) open.set(at, { left: (one.rowspan ?? 1) - 1, span, mark });
  }
  goOn();
  // A row must hold a cell.
  if (cells.length === 0) cell(widths.length, '', writing.empty());
  // Word has no move of a row.
  const mark = signs({ passed: row.passed, mark: row.mark && { ...row.mark, move: undefined } }, writing);
  return `<w:tr><w:trPr><w:cantSplit/>${row.header ? '<w:tblHeader/>' : ''}${mark}</w:trPr>${cells.join('')}</w:tr>`;
}
