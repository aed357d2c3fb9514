import { defined } from '../../model/defined.ts';
import type { Block, Run } from '../../model/text.ts';
import { rawOf } from '../../model/words.ts';
import { ReadError } from '../errors.ts';
import { newInline, readInline, readRange, REVISIONS, revisionOf, revisionsIn } from './inline.ts';
import { computedLabel, formatBefore, indentLevel, paragraphMarks, styleOf } from './paragraph.ts';
import { chooseBranch, clip } from './shapes.ts';
import type { Edge, Revision, Story } from './story.ts';
import { authoredBy, combine, edgeOf, isWhole, joinRuns, lengthOf, placeEdges } from './story.ts';
import { readParagraphFormat } from './styles.ts';
import { isDressed, splitTypedLabel } from './typed-label.ts';
import { child, elements, integer, names, onOff, textOf, val } from './xml.ts';
import type { Node } from './xml.ts';

/** A place that holds paragraphs: the body, a cell, a note, a text box. */
export interface Container {
  blocks: Block[];
  /** Mark on all that it holds: a cell or row that came or went. */
  revision?: Revision;
  /** Runs of a paragraph whose end stands in neither reading: they begin the next one. */
  carry: Run[];
  /** Starts and ends of bookmarks and comments that wait for the next paragraph. */
  edges: Edge[];
  depth: number;
}

export const newContainer = (depth = 0, revision?: Revision): Container => ({
  blocks: [],
  carry: [],
  edges: [],
  depth,
  revision,
});

const TRANSPARENT = new Set(names('w', 'smartTag customXml sdtContent ins del moveFrom moveTo'));
const SILENT = new Set(names('w', 'bookmarkStart proofErr permStart permEnd tcPr sdtPr sdtEndPr customXmlPr'));

/** Reads one child of a container: a paragraph, a table, or something that holds them. */
export function readBlock(node: Node, into: Container, story: Story): void {
  if (node.name === 'w:p') readParagraph(node, into, story);
  else if (node.name === 'w:tbl') readTable(node, into, story);
  else if (node.name === 'w:sdt')
    for (const each of elements(child(node, 'w:sdtContent'))) readBlock(each, into, story);
  else if (node.name === 'mc:AlternateContent')
    for (const each of elements(chooseBranch(node))) readBlock(each, into, story);
  else if (node.name === 'w:sectPr') {
    const change = child(node, 'w:sectPrChange');
    const last = into.blocks.at(-1);
    if (change && last) last.was ??= authoredBy(change);
  } else if (TRANSPARENT.has(node.name)) for (const each of elements(node)) readBlock(each, into, story);
  else if (node.name === 'w:altChunk')
    story.session.warn('unread-part', `A part of another format in ${story.part} (w:altChunk) is not read.`);
  else if (node.name === 'm:oMathPara' || node.name === 'm:oMath' || node.name === 'w:r')
    readParagraph({ name: 'w:p', attributes: {}, children: [node] }, into, story);
  else if (!readEdge(node, into, story) && !SILENT.has(node.name) && !readRange(node, story)) {
    story.session.warn(
      'unread-element',
      `The element ${node.name} in ${story.part} is not known; its paragraphs are kept.`,
    );
    const inner = elements(node);
    if (inner.length === 0 && textOf(node).trim() !== '')
      story.session.warn('unread-text', `Words in ${node.name} are not kept: "${clip(textOf(node))}".`);
    for (const each of inner) readBlock(each, into, story);
  }
}

/** The blocks of a note, a header, a cell or a text box. */
export function readBlocks(holder: Node | undefined, story: Story, depth = 0, revision?: Revision): Block[] {
  const into = newContainer(depth, revision);
  for (const each of elements(holder)) readBlock(each, into, story);
  return closeContainer(into, story);
}

/** Between paragraphs a bookmark or comment begins with the next one and ends with the one before. */
function readEdge(node: Node, into: Container, story: Story): boolean {
  const edge = edgeOf(node, 0);
  if (!edge) return false;
  const last = into.blocks.at(-1);
  if (edge.name === undefined && last && last.kind === 'paragraph')
    placeEdges([{ ...edge, at: lengthOf(last.runs) }], last, story.session);
  else into.edges.push(edge);
  return true;
}

/** Ends a container: what was carried on has no next paragraph to join. */
export function closeContainer(into: Container, story: Story): Block[] {
  if (into.carry.length > 0) {
    const runs = joinRuns(into.carry);
    into.carry = [];
    into.blocks.push({ kind: 'paragraph', line: story.session.line, raw: rawOf(runs), runs });
  }
  const last = into.blocks.at(-1);
  if (last) placeEdges(into.edges, last, story.session);
  into.edges = [];
  return into.blocks.slice();
}

function readParagraph(node: Node, into: Container, story: Story): void {
  const { session } = story;
  session.line += 1;
  const line = session.line;
  if (line > session.limits.blocks)
    throw new ReadError('too-large', `The file holds more than ${session.limits.blocks} paragraphs.`, {
      place: story.part,
    });

  const properties = child(node, 'w:pPr');
  const style = styleOf(properties, story);
  const ends = paragraphMarks(properties, story);
  const inline = newInline();
  readInline(node.children, { style, revision: into.revision }, story, inline);
  for (const field of story.fields) {
    // A field that runs on is no field of words: a table of contents, an index.
    if (field.phase !== 'result' || field.line !== line) continue;
    field.spans = true;
    for (const run of inline.runs) if (run.field === field.instruction.trim()) delete run.field;
  }

  const end = ends.reduce<Revision | undefined>(combine, into.revision);
  const runs = joinRuns([...into.carry, ...inline.runs]);
  const carried = lengthOf(into.carry);
  const edges = [...into.edges, ...inline.edges.map((edge) => ({ ...edge, at: edge.at + carried }))];
  into.carry = [];
  into.edges = [];
  if (end?.nowhere && !into.revision?.nowhere) {
    // The end of this paragraph was inserted and struck again: in both readings its words begin the next paragraph.
    into.carry = [...runs, { text: '', passed: { text: '\n', ...end.nowhere } }];
    into.edges = edges;
  } else {
    const own = readParagraphFormat(properties);
    const printed = computedLabel(properties, style, own, end, story);
    const typed = printed.numbered ? null : splitTypedLabel(runs);
    const raw = rawOf(runs);
    const label = printed.numbered ? printed.label : typed?.label;
    const words = typed === null ? runs : typed.runs;
    // A paragraph that came or went as a whole has one label, of the one reading it stands in.
    const whole = end && !end.nowhere && isWhole(words, end.mark);
    const oldLabel = printed.numbered ? printed.oldLabel : whole ? undefined : typed?.oldLabel;
    const heading = own.heading ?? style?.heading ?? 0;
    const level = printed.numbered ? printed.level : indentLevel(style, own.indent ?? style?.indent);
    const align = own.align ?? style?.align;
    const { all, caps, bold, italic } = inline.letters;
    const look = defined({
      caps: caps === all || undefined,
      bold: bold === all || undefined,
      italic: italic === all || undefined,
    });
    const block = defined<Block>({
      kind: 'paragraph',
      line,
      raw,
      runs: words,
      label: label ?? ((whole && typed?.oldLabel) || undefined),
      oldLabel: oldLabel === label ? undefined : oldLabel,
      typed: typed !== null && isDressed(typed.typed) ? typed.typed : undefined,
      style: style?.name,
      heading: heading > 0 ? heading : undefined,
      level: level > 0 ? level : undefined,
      align: align === 'start' ? undefined : align,
      rtl: (own.rtl ?? style?.rtl) || undefined,
      list: printed.list,
      look: all > 1 && Object.keys(look).length > 0 ? look : undefined,
      mark: end?.nowhere ? undefined : end?.mark,
    });
    const was = formatBefore(properties, block, story);
    // A change by nobody of which nothing is left to say but a label is told by that.
    if (was && (block.oldLabel === undefined || Object.keys(was).length > 0)) block.was = was;
    if (
      block.runs.length > 0 ||
      block.label !== undefined ||
      block.oldLabel !== undefined ||
      block.mark ||
      // It ends what would run on into the next paragraph; a table between them may go.
      into.blocks.findLast((one) => !one.rows)?.mark
    ) {
      into.blocks.push(block);
      placeEdges(edges, block, session, lengthOf(block.runs) - lengthOf(runs));
    } else into.edges = edges.map((edge) => ({ ...edge, at: 0 }));
  }
  for (const box of inline.boxes) {
    const fields = story.fields.splice(0);
    const inner = readBlocks(box.node, story, into.depth, combine(into.revision, box.revision));
    for (const block of inner) into.blocks.push({ ...block, box: true });
    story.fields.splice(0, story.fields.length, ...fields);
  }
}

/** What stands in a table or a row, through elements that only hold others, each with the revision it stands in. */
function* within(
  holder: Node | undefined,
  revision: Revision | undefined,
  story: Story,
): Generator<{ node: Node; revision: Revision | undefined }> {
  for (const node of elements(holder)) {
    if (node.name === 'w:sdt') yield* within(child(node, 'w:sdtContent'), revision, story);
    else if (node.name === 'w:customXml') yield* within(node, revision, story);
    else if (REVISIONS.has(node.name)) yield* within(node, combine(revision, revisionOf(node, story)), story);
    else if (node.name === 'mc:AlternateContent') yield* within(chooseBranch(node), revision, story);
    else yield { node, revision };
  }
}

type Row = NonNullable<Block['rows']>[number];
type Cell = Row['cells'][number];

function readTable(node: Node, into: Container, story: Story): void {
  const rows: Row[] = [];
  const first = story.session.line + 1;
  /** Cells that may still grow downwards, by column of the grid. */
  const growing = new Map<number, Cell>();
  const table: Pick<Block, 'alt' | 'rtl' | 'was'> = {};
  for (const { node: each, revision } of within(node, into.revision, story)) {
    if (each.name === 'w:tr') rows.push(readRow(each, revision, growing, into, story));
    else if (each.name === 'w:tblPr') {
      const change = child(each, 'w:tblPrChange');
      if (change) table.was = authoredBy(change);
      const alt = [val(each, 'w:tblCaption'), val(each, 'w:tblDescription')]
        .map((words) => (words ?? '').trim())
        .filter((words) => words !== '')
        .join('. ');
      if (alt !== '') table.alt = alt;
      if (onOff(each, 'w:bidiVisual')) table.rtl = true;
    } else if (each.name !== 'w:tblGrid' && !SILENT.has(each.name)) readRange(each, story);
  }
  if (rows.length === 0) return;
  for (const change of changesIn(node)) table.was ??= authoredBy(change);
  const raw = rows
    .map((row) => row.cells.map((cell) => cell.blocks.map((block) => block.raw).join('\n')).join('\t'))
    .join('\n');
  const block: Block = { kind: 'table', line: first, raw, runs: [], ...table, rows };
  if (into.revision && !into.revision.nowhere) block.mark = into.revision.mark;
  into.blocks.push(block);
}

/** Tracked changes of the properties of a table's rows and cells. */
const changesIn = (table: Node): Node[] =>
  elements(table, 'w:tr').flatMap((row) => [
    ...elements(child(row, 'w:trPr'), 'w:trPrChange'),
    ...elements(row, 'w:tc').flatMap((cell) => elements(child(cell, 'w:tcPr'), 'w:tcPrChange')),
  ]);

function readRow(
  node: Node,
  outer: Revision | undefined,
  growing: Map<number, Cell>,
  into: Container,
  story: Story,
): Row {
  const properties = child(node, 'w:trPr');
  const revision = revisionsIn(properties, ['w:ins', 'w:del'], story).reduce<Revision | undefined>(combine, outer);
  const cells: Cell[] = [];
  let column = integer(val(properties, 'w:gridBefore')) ?? 0;
  for (const { node: each, revision: own } of within(node, revision, story)) {
    if (each.name === 'w:tc') column += readCell(each, own, column, growing, cells, into, story);
    else readRange(each, story);
  }
  return defined({
    header: onOff(properties, 'w:tblHeader') || undefined,
    mark: revision?.nowhere ? undefined : revision?.mark,
    passed: revision?.nowhere,
    cells: cells.slice(),
  });
}

const spanOf = (properties: Node | undefined): number =>
  Math.min(Math.max(integer(val(properties, 'w:gridSpan')) ?? 1, 1), 1_000);

/** What a change of merging does to a cell: joins it to a neighbour, or takes it apart from one (17.13.5.3). */
function mergeOf(node: Node): NonNullable<Cell['merge']> {
  const { 'w:vMerge': now, 'w:vMergeOrig': before } = node.attributes;
  const undone = now === undefined && before !== undefined;
  return {
    ...authoredBy(node),
    with: (now ?? before) === 'cont' ? 'above' : 'below',
    ...(undone && { undone }),
  };
}

/** Reads one cell and gives its width in columns. A cell merged with the one above lengthens that one instead. */
function readCell(
  node: Node,
  row: Revision | undefined,
  column: number,
  growing: Map<number, Cell>,
  cells: Cell[],
  into: Container,
  story: Story,
): number {
  const properties = child(node, 'w:tcPr');
  const revisions = revisionsIn(properties, ['w:cellIns', 'w:cellDel'], story);
  const mark = revisions.at(-1)?.mark;
  const revision = revisions.reduce<Revision | undefined>(combine, row);
  const merging = child(properties, 'w:cellMerge');
  const span = spanOf(properties);
  const change = child(properties, 'w:tcPrChange');
  const wasWide = change ? spanOf(child(change, 'w:tcPr')) : undefined;
  const blocks = readBlocks(node, story, into.depth + 1, revision);
  const across = child(properties, 'w:hMerge');
  const left = cells.at(-1);
  if (across && across.attributes['w:val'] !== 'restart' && left) {
    left.blocks.push(...blocks);
    left.colspan = (left.colspan ?? 1) + span;
    return span;
  }
  const merge = child(properties, 'w:vMerge');
  const above = growing.get(column);
  const words = blocks.some((block) => block.raw.trim() !== '');
  if (merge && merge.attributes['w:val'] !== 'restart' && above && (above.colspan ?? 1) === span) {
    above.rowspan = (above.rowspan ?? 1) + 1;
    if (words) {
      above.blocks.push(...blocks);
      story.session.warn(
        'merged-cell',
        'Words in a cell that is merged with the one above are not printed by Word; they are kept with it.',
      );
    }
    return span;
  }
  const cell: Cell = defined({
    blocks,
    colspan: span > 1 ? span : undefined,
    mark,
    was: change && wasWide !== undefined && wasWide !== span ? { ...authoredBy(change), colspan: wasWide } : undefined,
    merge: merging && mergeOf(merging),
  });
  if (!merge) growing.delete(column);
  else growing.set(column, cell);
  cells.push(cell);
  return span;
}
