import { defined } from '../../model/defined.ts';
import { LANGUAGES } from '../../model/text.ts';
import type { Block, Comment, Note, Source } from '../../model/text.ts';
import { ReadError } from '../errors.ts';
import { checkDocx } from '../container.ts';
import { closeContainer, newContainer, readBlock, readBlocks } from './body.ts';
import { DEFAULT_LIMITS } from './limits.ts';
import type { Limits } from './limits.ts';
import { readNumbering } from './numbering.ts';
import { Package } from './package.ts';
import type { Relationship } from './package.ts';
import { authoredBy, joinRuns, newStory, noteId, Session } from './story.ts';
import { readStyles } from './styles.ts';
import { acceptedLines } from './views.ts';
import { child, elements, integer, isOn, names, textOf, val } from './xml.ts';
import type { Node } from './xml.ts';

export { DEFAULT_LIMITS } from './limits.ts';
export type { Limits } from './limits.ts';
export { acceptedText, rejectedText } from './views.ts';

/** Formatting that says nothing of the words: never enters the tree. It is most of a Word file. */
const SKIP = new Set([
  ...names(
    'w',
    `rFonts sz szCs color spacing kern w position shd highlight bCs iCs noProof bdr effect fitText em snapToGrid
    webHidden emboss imprint outline shadow smallCaps eastAsianLayout tabs keepNext keepLines widowControl
    suppressAutoHyphens autoSpaceDE autoSpaceDN adjustRightInd contextualSpacing mirrorIndents framePr pBdr
    suppressLineNumbers kinsoku wordWrap overflowPunct topLinePunct textAlignment textboxTightWrap divId
    cnfStyle suppressOverlap tcW tcBorders tcMar vAlign noWrap hideMark textDirection tblBorders tblCellMar
    tblLook tblW tblInd tblLayout tblpPr tblPrEx trHeight cantSplit tblGridChange`,
  ),
  ...names('w14', 'ligatures numForm shadow glow textFill textOutline'),
  ...names('a', 'ln solidFill effectLst prstGeom custGeom xfrm graphicFrameLocks'),
  ...names('wps', 'bodyPr style'),
  ...names('wp', 'positionH positionV'),
  ...names('v', 'path stroke fill formulas handles'),
]);

/**
 * Reads a Word file (.docx, .docm, .dotx; Transitional or Strict).
 *
 * In: its bytes. Out: its paragraphs and tables in reading order with their labels (typed or computed), marks, notes,
 * comments, headers and properties. `line` counts paragraphs from 1: the body, then notes, then headers and footers.
 * `raw` of a paragraph is all it holds, inserted and struck words alike; a label that Word computes is not in it.
 * `oldLabel` is "" where the paragraph bore no label before. What is not kept is named in `warnings`.
 *
 * Throws ReadError with the codes of `isDocx`, and `broken-xml`, `entity-attack`, `too-deep`. Work is bounded by `limits`.
 */
export function readDocx(bytes: Uint8Array, limits: Limits = DEFAULT_LIMITS): Source {
  checkDocx(bytes, limits);
  const file = new Package(bytes, limits);
  const main = file.mainPart();
  const relationships = file.relationships(main);
  const named = (type: string): string | undefined =>
    [...relationships.values()].find((each) => each.type === type && !each.external && file.has(each.target))?.target;
  const tree = (type: string): Node | undefined => {
    const name = named(type);
    return name === undefined ? undefined : file.tree(name, { skip: SKIP_BODY });
  };

  const styles = readStyles(tree('styles'));
  const session = new Session(limits, styles, readNumbering(tree('numbering'), styles));
  session.language = styles.defaults.lang ?? 'en';
  for (const id of styles.cycles)
    session.warn('style-cycle', `The style ${id} is based on itself; the circle is cut.`, 0);
  readNoteFormats(tree('settings'), session);
  for (const each of relationships.values())
    if (!each.external && !file.has(each.target))
      session.warn('missing-part', `The part ${each.target} is named but not in the file.`, 0);

  const blocks = readBody(file, main, relationships, session);
  const notes = [
    ...readNotes(file, named('footnotes'), 'footnote', session),
    ...readNotes(file, named('endnotes'), 'endnote', session),
  ];
  const headers = readHeaders(file, relationships, session);
  const comments = readComments(file, named('comments'), named('commentsExtended'), session);
  for (const format of session.numbering.unknown)
    session.warn('number-format', `The number format ${format} is not known; its numbers are printed as digits.`, 0);
  // The glossary document holds building blocks for the writer, no words of the text.
  const macros = named('vbaProject');
  if (macros !== undefined) session.warn('macros', `Macros (${macros}) are not read.`, 0);

  const tag = [...session.languages].sort((a, b) => b[1] - a[1])[0]?.[0] ?? styles.defaults.lang;
  // English that nobody chose (the default of the program that wrote the file) says nothing of the words.
  const said = tag !== styles.defaults.lang || tag?.toLowerCase().startsWith('en') !== true;
  const language = said ? LANGUAGES.find((known) => known === primary(tag)) : undefined;
  const properties = readProperties(file);
  return {
    format: 'docx',
    blocks: dropUsual(blocks, tag),
    notes: notes.map((note) => ({ ...note, blocks: dropUsual(note.blocks, tag) })),
    comments,
    headers: dropUsual(headers, tag),
    properties: {
      ...properties,
      ...(properties.language === undefined && tag !== undefined && said ? { language: tag } : {}),
    },
    ...(language && { language }),
    warnings: session.warnings,
  };
}

/** In styles and numbering the fonts matter (bullets of symbol fonts). */
const SKIP_BODY: ReadonlySet<string> = new Set([...SKIP].filter((name) => name !== 'w:rFonts'));

function readBody(file: Package, main: string, relationships: Map<string, Relationship>, session: Session): Block[] {
  const story = newStory(session, main, relationships);
  const into = newContainer();
  const root = file.tree(main, {
    skip: SKIP,
    stream: { parent: 'w:body', child: (node) => readBlock(node, into, story) },
  });
  if (!root || root.name !== 'w:document')
    throw new ReadError('not-word', 'The main part of the file is not a Word document.', { place: main });
  if (child(root, 'w:body') === undefined)
    throw new ReadError('corrupt', 'The Word document has no body.', { place: main });
  if (story.fields.length > 0) session.warn('field-broken', 'A field has no end.', story.fields[0]?.line ?? 0);
  return closeContainer(into, story);
}

function readNoteFormats(settings: Node | undefined, session: Session): void {
  for (const kind of ['footnote', 'endnote'] as const) {
    const node = child(settings, `w:${kind}Pr`);
    const format = val(node, 'w:numFmt');
    const start = integer(val(node, 'w:numStart'));
    if (format !== undefined) session.noteFormats[kind].format = format;
    if (start !== undefined) session.noteFormats[kind].start = start;
    const restart = val(node, 'w:numRestart');
    if (restart === 'eachSect' || restart === 'eachPage')
      session.warn(
        'note-numbers',
        `The ${kind}s start anew on each ${restart === 'eachPage' ? 'page' : 'section'}; here they are numbered throughout.`,
        0,
      );
  }
}

/** Notes in the order of their references; one that nothing refers to is kept at the end, with a warning. */
function readNotes(file: Package, part: string | undefined, kind: 'footnote' | 'endnote', session: Session): Note[] {
  const referred = [...session.notes].filter(([, note]) => note.kind === kind);
  const nodes = new Map<string, Node>();
  if (part !== undefined) {
    for (const node of elements(file.tree(part, { skip: SKIP }), `w:${kind}`)) {
      const type = node.attributes['w:type'];
      if (type === undefined || type === 'normal') nodes.set(node.attributes['w:id'] ?? '', node);
    }
  }
  const out: Note[] = [];
  const relationships = part === undefined ? new Map<string, Relationship>() : file.relationships(part);
  const read = (id: string, label: string, node: Node): void => {
    const story = { ...newStory(session, part ?? '', relationships), note: true as const };
    out.push({ id, label, kind, blocks: readBlocks(node, story).map(trimNote) });
  };
  for (const [id, note] of referred) {
    const node = nodes.get(note.id);
    if (!node) session.warn('missing-note', `A ${kind} is referred to but is not in the file.`, 0);
    else read(id, note.label, node);
    nodes.delete(note.id);
  }
  for (const [raw, node] of nodes) {
    if (textOf(node).trim() === '') continue;
    read(noteId(kind, raw), '', node);
    session.warn('unreferred-note', `Nothing refers to this ${kind}.`);
  }
  return out;
}

/** The space or tab after the printed reference of a note belongs to its layout. */
function trimNote(block: Block, index: number): Block {
  if (index > 0 || !/^\s/.test(block.raw)) return block;
  const runs = [...block.runs];
  for (let first = runs[0]; first && /^\s/.test(first.text); first = runs[0]) {
    const text = first.text.trimStart();
    if (text === '') runs.shift();
    else runs[0] = { ...first, text };
  }
  return { ...block, runs, raw: block.raw.trimStart() };
}

function readHeaders(file: Package, relationships: Map<string, Relationship>, session: Session): Block[] {
  const out: Block[] = [];
  const seen = new Set<string>();
  for (const { type, target, external } of relationships.values()) {
    if ((type !== 'header' && type !== 'footer') || external || seen.has(target) || !file.has(target)) continue;
    seen.add(target);
    const story = newStory(session, target, file.relationships(target));
    for (const block of readBlocks(file.tree(target, { skip: SKIP }), story))
      if (
        block.kind === 'table' ||
        block.runs.some((run) => run.text.trim() !== '' || run.image !== undefined || run.field !== undefined)
      )
        out.push({ ...block, place: type });
  }
  return out;
}

/** Comments with their threads: an answer names its parent through the id of the parent's last paragraph (w15:commentEx). */
function readComments(
  file: Package,
  part: string | undefined,
  extended: string | undefined,
  session: Session,
): Comment[] {
  if (part === undefined) return [];
  const relationships = file.relationships(part);
  const out: Comment[] = [];
  const byParagraph = new Map<string, string>();
  for (const node of elements(file.tree(part, { skip: SKIP }), 'w:comment')) {
    const id = node.attributes['w:id'] ?? '';
    const before = session.line;
    const story = newStory(session, part, relationships);
    const text = acceptedLines(readBlocks(node, story)).join('\n').trim();
    session.line = before;
    for (const paragraph of elements(node, 'w:p')) {
      const mark = paragraph.attributes['w14:paraId'];
      if (mark !== undefined) byParagraph.set(mark, id);
    }
    const about = session.stretches.get(id);
    const line = about?.line ?? session.anchors.get(id) ?? 0;
    out.push({ id, ...authoredBy(node), text, line, ...(about && { stretch: about.stretch }) });
  }
  if (extended === undefined) return out;
  const parents = new Map<string, string>();
  const resolved = new Set<string>();
  for (const node of elements(file.tree(extended), 'w15:commentEx')) {
    const own = byParagraph.get(node.attributes['w15:paraId'] ?? '');
    if (own !== undefined && isOn(node.attributes['w15:done'] ?? 'off')) resolved.add(own);
    const parent = byParagraph.get(node.attributes['w15:paraIdParent'] ?? '');
    if (own !== undefined && parent !== undefined && own !== parent) parents.set(own, parent);
  }
  return out.map((comment) =>
    defined({ ...comment, parent: parents.get(comment.id), resolved: resolved.has(comment.id) || undefined }),
  );
}

function readProperties(file: Package): Source['properties'] {
  const name =
    [...file.relationships('').values()].find((each) => each.type === 'core-properties')?.target ?? 'docProps/core.xml';
  const root = file.tree(name);
  const of = (element: string): string | undefined => {
    const found = child(root, element);
    const words = found ? textOf(found).trim() : '';
    return words === '' ? undefined : words;
  };
  return defined({
    title: of('dc:title'),
    author: of('dc:creator'),
    language: of('dc:language'),
    created: of('dcterms:created'),
    modified: of('dcterms:modified'),
  });
}

/** The language of a tag, without its country. */
const primary = (tag: string | undefined): string | undefined => tag?.toLowerCase().split(/[-_]/)[0];

/** A run bears its language only where it is not that of the file; neighbours that differed by nothing else are joined. */
function dropUsual(blocks: Block[], tag: string | undefined): Block[] {
  const usual = primary(tag);
  const clean = (block: Block): void => {
    for (const run of [...block.runs, ...(block.typed ?? [])])
      for (const format of run.was === undefined ? [run] : [run, run.was.format])
        if (primary(format.lang) === usual) delete format.lang;
    block.runs = joinRuns(block.runs);
    if (block.typed) block.typed = joinRuns(block.typed);
    for (const row of block.rows ?? []) for (const cell of row.cells) cell.blocks.forEach(clean);
  };
  blocks.forEach(clean);
  return blocks;
}
