import type { Image, Mark, Run } from '../../model/text.ts';
import { fieldChar, fieldLink, fieldOf, fieldState, linkOf } from './fields.ts';
import { formatNumber } from './formats.ts';
import { formatIn, formatOf } from './run-format.ts';
import type { Before } from './run-format.ts';
import { chooseBranch, clip, mathText, readShape } from './shapes.ts';
import type { Box } from './shapes.ts';
import type { RunFormat, Style } from './styles.ts';
import type { Edge, Revision, Story } from './story.ts';
import { authoredBy, combine, edgeOf, lengthOf, noteId, presence } from './story.ts';
import { symbolChar } from './symbols.ts';
import { child, elements, isOn, names, textOf, val } from './xml.ts';
import type { Node } from './xml.ts';

/** What surrounds a run: its paragraph's style, the revision and the link it stands in. */
export interface Around {
  style: Style | undefined;
  revision?: Revision;
  link?: string;
  /** Instruction of a simple field. */
  field?: string;
  /** Direction that a `w:bdo` forces on the words in it. */
  rtl?: boolean;
}

/** What a paragraph is made of, in order, with the text boxes that hang on it. */
export interface Inline {
  runs: Run[];
  boxes: Box[];
  /** Starts and ends of bookmarks and comments, by their place in the runs. */
  edges: Edge[];
  /** Whether the paragraph says its own letters in bold, italic, capitals: counted in letters. */
  letters: { all: number; bold: number; italic: number; caps: number };
}

export const newInline = (): Inline => ({
  runs: [],
  boxes: [],
  edges: [],
  letters: { all: 0, bold: 0, italic: 0, caps: 0 },
});

/** Elements that only hold others: read through. */
const THROUGH = new Set(['w:smartTag', 'w:customXml', 'w:dir', 'w:sdtContent', 'm:oMathPara']);

/** Elements of a paragraph that bear no words. */
const SILENT = new Set(
  names(
    'w',
    'pPr rPr proofErr permStart permEnd lastRenderedPageBreak annotationRef sdtPr sdtEndPr smartTagPr customXmlPr separator continuationSeparator ffData fldData',
  ),
);
const CUSTOM_RANGE = /^w(?:14)?:customXml(?:Conflict)?(?:Ins|Del|MoveFrom|MoveTo)Range(?:Start|End)$/;
const isSilent = (name: string): boolean => SILENT.has(name) || CUSTOM_RANGE.test(name);

/** Elements that hold what came or went. */
export const REVISIONS = new Set(['w:ins', 'w:del', 'w:moveFrom', 'w:moveTo', 'w14:conflictIns', 'w14:conflictDel']);

const CAME = /:(?:ins|moveTo|cellIns|conflictIns)$/;

/** The revision that a `w:ins`, `w:del`, `w:moveFrom` or `w:moveTo` speaks of. */
export function revisionOf(node: Node, story: Story): Revision {
  const inserted = CAME.test(node.name);
  const ranges = node.name === 'w:moveFrom' ? story.moves.from : node.name === 'w:moveTo' ? story.moves.to : undefined;
  const move = ranges ? [...ranges.values()].at(-1) : undefined;
  return {
    mark: {
      state: inserted ? 'inserted' : 'deleted',
      ...authoredBy(node),
      ...(move !== undefined && { move }),
    },
  };
}

/** The revisions that children of these names speak of, in the order of the names. */
export const revisionsIn = (holder: Node | undefined, elementNames: readonly string[], story: Story): Revision[] =>
  elementNames.flatMap((name) => {
    const found = child(holder, name);
    return found ? [revisionOf(found, story)] : [];
  });

/** Notes the ends of a moved stretch; true where the element was one. They stand between paragraphs as well as in them. */
export function readRange(node: Node, story: Story): boolean {
  const [, way, end] = /^w:move(From|To)Range(Start|End)$/.exec(node.name) ?? [];
  if (way === undefined) return false;
  const ranges = way === 'From' ? story.moves.from : story.moves.to;
  const id = node.attributes['w:id'] ?? '';
  if (end === 'Start') ranges.set(id, node.attributes['w:name'] ?? id);
  else ranges.delete(id);
  return true;
}

/** Reads the content of a paragraph (or of anything within one) into `out`. */
export function readInline(nodes: (Node | string)[], around: Around, story: Story, out: Inline): void {
  for (const node of nodes) {
    if (typeof node === 'string') {
      if (node.trim() !== '')
        story.session.warn('stray-text', `Words stand outside any run in ${story.part}: "${clip(node)}".`);
      continue;
    }
    if (node.name === 'w:r') {
      readRun(node, around, story, out);
    } else if (REVISIONS.has(node.name)) {
      const revision = combine(around.revision, revisionOf(node, story));
      readInline(node.children, { ...around, revision }, story, out);
    } else if (node.name === 'w:hyperlink') {
      const link = linkOf(node, story);
      readInline(node.children, link === undefined ? around : { ...around, link }, story, out);
    } else if (node.name === 'w:fldSimple') {
      const instruction = (node.attributes['w:instr'] ?? '').trim();
      const link = fieldLink(instruction);
      const inner =
        link !== undefined ? { ...around, link } : instruction === '' ? around : { ...around, field: instruction };
      const count = out.runs.length;
      readInline(node.children, inner, story, out);
      if (out.runs.length === count && inner.field !== undefined) mark({ text: '', field: inner.field }, around, out);
    } else if (node.name === 'w:sdt') {
      readInline(child(node, 'w:sdtContent')?.children ?? [], around, story, out);
    } else if (node.name === 'mc:AlternateContent') {
      readInline(chooseBranch(node)?.children ?? [], around, story, out);
    } else if (node.name === 'w:bdo') {
      readInline(node.children, { ...around, rtl: node.attributes['w:val'] === 'rtl' }, story, out);
    } else if (THROUGH.has(node.name)) {
      readInline(node.children, around, story, out);
    } else if (node.name === 'm:oMath') {
      readFormula(node, around, story, out);
    } else if (node.name === 'w:subDoc') {
      story.session.warn('unread-part', 'A linked document (w:subDoc) is not read.');
    } else if (
      !readRange(node, story) &&
      !readEdge(node, out) &&
      !isSilent(node.name) &&
      !drawn(node, around, story, out)
    ) {
      warnUnknown(node, story);
      readInline(
        node.children.filter((each) => typeof each !== 'string'),
        around,
        story,
        out,
      );
    }
  }
}

/** A formula is one thing: where anything in it changed, what it was is struck and what it is now inserted. */
function readFormula(node: Node, around: Around, story: Story, out: Inline): void {
  story.session.warn('formula', 'A formula is read as plain text.');
  const changes: Node[] = [];
  const was = mathText(node, CAME, changes);
  const is = mathText(node, /:(?:del|moveFrom)$/, changes);
  const [first] = changes;
  const within = (state: Mark['state']): Around =>
    first ? { ...around, revision: combine(around.revision, { mark: { state, ...authoredBy(first) } }) } : around;
  if (first) push(was, {}, within('deleted'), story, out);
  push(is, {}, within('inserted'), story, out);
}

function readEdge(node: Node, out: Inline): boolean {
  const edge = edgeOf(node, 0);
  if (edge) out.edges.push({ ...edge, at: lengthOf(out.runs) });
  return edge !== undefined || node.name === 'w:bookmarkStart';
}

/** Reads a drawing into the runs; false where the element is none. */
function drawn(node: Node, around: Around, story: Story, out: Inline): boolean {
  const images: Image[] | undefined = readShape(node, around, story, out);
  if (images) for (const each of story.fields) each.printed = true;
  for (const image of images ?? []) mark({ text: '', image }, around, out);
  return images !== undefined;
}

/** Adds a run that bears no words, unless it stands in neither reading. */
function mark(run: Run, around: Around, out: Inline): void {
  if (around.revision?.nowhere) return;
  out.runs.push({ ...run, ...(around.revision && { mark: around.revision.mark }) });
}

/** Elements that stand for a sign. */
const SIGNS: Readonly<Record<string, string>> = {
  tab: '\t',
  ptab: '\t',
  br: '\n',
  cr: '\n',
  noBreakHyphen: '\u2011',
  softHyphen: '\u00ad',
};

function readRun(node: Node, around: Around, story: Story, out: Inline): void {
  const { session } = story;
  const properties = child(node, 'w:rPr');
  // Numbers of lines that were written into the text are no words of it.
  if (val(properties, 'w:rStyle') === 'LineNumber' && /^[\d–\s]+$/.test(textOf(node))) return;
  const format = formatIn(node, around.style, story);
  const change = child(properties, 'w:rPrChange');
  if (around.rtl !== undefined) format.rtl = around.rtl;
  const was = change ? { change, format: formatIn(change, around.style, story) } : undefined;
  let text = '';
  let hidden = '';
  const flush = (): void => {
    if (text !== '') push(text, format, around, story, out, { was });
    text = '';
  };
  const add = (words: string): void => {
    if (fieldState(story, words) === 'shown') text += words;
    // What a field within the code of another prints belongs to that code.
    else if (story.fields.at(-1)?.phase === 'instruction') hidden += words;
  };
  const children = node.children;
  for (let index = 0; index < children.length; index += 1) {
    const each = children[index];
    if (each === undefined || typeof each === 'string') continue;
    switch (each.name) {
      case 'w:t':
      case 'w:delText':
        add(plain(each));
        break;
      case 'w:sym':
        add(symbol(each, story));
        break;
      case 'w:instrText':
      case 'w:delInstrText': {
        const field = story.fields.at(-1);
        if (field && field.phase === 'instruction') field.instruction += plain(each);
        break;
      }
      case 'w:fldChar': {
        flush();
        const left = fieldChar(each, story);
        if (!left || story.fields.some((outer) => outer.phase === 'instruction')) break;
        if (left.text !== '') push(left.text, format, around, story, out, { field: left.field });
        else mark({ text: '', field: left.field }, around, out);
        break;
      }
      case 'w:footnoteReference':
      case 'w:endnoteReference': {
        flush();
        const rest = children.slice(index + 1).filter((other) => typeof other !== 'string');
        const custom = isOn(each.attributes['w:customMarkFollows'] ?? 'off') ? rest.map(markText).join('') : undefined;
        noteReference(each, custom, format, around, story, out, was);
        if (custom !== undefined) return;
        break;
      }
      case 'w:footnoteRef':
      case 'w:endnoteRef':
        break;
      case 'w:commentReference': {
        const id = each.attributes['w:id'] ?? '';
        if (!session.anchors.has(id)) session.anchors.set(id, Math.max(1, session.line));
        break;
      }
      case 'w:ruby':
        flush();
        readInline(child(each, 'w:rubyBase')?.children ?? [], around, story, out);
        session.warn(
          'ruby',
          `The reading above the words is not kept: "${clip(textOf(child(each, 'w:rt') ?? each))}".`,
        );
        break;
      case 'mc:AlternateContent':
        flush();
        for (const inner of elements(chooseBranch(each))) {
          if (!drawn(inner, around, story, out))
            readRun(
              { name: 'w:r', attributes: {}, children: [...(properties ? [properties] : []), inner] },
              around,
              story,
              out,
            );
        }
        break;
      default: {
        const sign = SIGNS[each.name.slice(2)];
        if (sign !== undefined) add(sign);
        if (sign !== undefined || isSilent(each.name)) break;
        if (/^w:(?:pgNum|(?:day|month|year)(?:Short|Long))$/.test(each.name)) {
          session.warn('computed-text', `A text that Word computes (${each.name}) is not read.`);
          break;
        }
        flush();
        if (drawn(each, around, story, out)) break;
        warnUnknown(each, story);
        add(textOf(each));
      }
    }
  }
  flush();
  if (hidden.trim() !== '')
    session.warn('field-code', `Words in the code of a field are not shown: "${clip(hidden)}".`);
}

function warnUnknown(node: Node, story: Story): void {
  story.session.warn('unread-element', `The element ${node.name} in ${story.part} is not known; its words are kept.`);
}

const markText = (node: Node | string): string =>
  typeof node === 'string'
    ? ''
    : node.name === 'w:t' || node.name === 'w:delText'
      ? plain(node)
      : node.name === 'w:sym'
        ? (symbolChar(Number.parseInt(node.attributes['w:char'] ?? '', 16), node.attributes['w:font']) ?? '*')
        : '';

/** Text of `w:t`: line ends within are white space to Word; without xml:space="preserve" it trims the ends, so do we. */
function plain(node: Node): string {
  const words = textOf(node).replace(/[\r\n\t]+/g, ' ');
  return node.attributes['xml:space'] === 'preserve' ? words : words.replace(/^ +| +$/g, '');
}

function symbol(node: Node, story: Story): string {
  const code = Number.parseInt(node.attributes['w:char'] ?? '', 16);
  const font = node.attributes['w:font'];
  const sign = Number.isNaN(code) ? null : symbolChar(code, font);
  if (sign !== null) return sign;
  story.session.warn(
    'symbol',
    `A sign of the font ${font ?? '?'} (code ${node.attributes['w:char'] ?? '?'}) is not known.`,
  );
  return Number.isNaN(code) ? '\ufffd' : String.fromCodePoint(Math.min(code, 0xffff));
}

function noteReference(
  node: Node,
  custom: string | undefined,
  format: RunFormat,
  around: Around,
  story: Story,
  out: Inline,
  was: Before | undefined,
): void {
  const { session } = story;
  const kind = node.name === 'w:footnoteReference' ? 'footnote' : 'endnote';
  const raw = node.attributes['w:id'] ?? '';
  const id = noteId(kind, raw);
  const revision = around.revision;
  if (revision?.nowhere) return;
  let label = custom;
  if (label === undefined || label === '') {
    const where = presence(revision);
    const counts = session.noteCounts[kind];
    const { format: style, start } = session.noteFormats[kind];
    if (where.after) counts.after += 1;
    if (where.before) counts.before += 1;
    const value = start - 1 + (where.after ? counts.after : counts.before);
    label = formatNumber(value, style, session.language) ?? String(value);
  }
  if (!session.notes.has(id)) session.notes.set(id, { kind, id: raw, label });
  push(label, { ...format, vert: 'sup' }, around, story, out, { note: id, was });
}

function push(
  words: string,
  format: RunFormat,
  around: Around,
  story: Story,
  out: Inline,
  more: { note?: string; field?: string; was?: Before | undefined } = {},
): void {
  if (words === '') return;
  const { session } = story;
  if (format.vanish) {
    if (words.trim() !== '') session.warn('hidden-text', `Hidden words are left out: "${clip(words)}".`);
    return;
  }
  for (const each of story.fields) each.printed = true;
  const own = formatOf(format, words);
  if (around.revision?.nowhere) {
    out.runs.push({ text: '', ...own, passed: { text: words, ...around.revision.nowhere } });
    return;
  }
  const link = around.link ?? story.fields.findLast((each) => each.link !== undefined)?.link;
  const letters = words.replace(/[^\p{L}]/gu, '');
  out.letters.all += letters.length;
  if (format.bold) out.letters.bold += letters.length;
  if (format.italic) out.letters.italic += letters.length;
  if (format.caps || (letters !== '' && letters === letters.toUpperCase() && letters !== letters.toLowerCase()))
    out.letters.caps += letters.length;
  if (own.lang !== undefined && letters !== '')
    session.languages.set(own.lang, (session.languages.get(own.lang) ?? 0) + letters.length);
  const run: Run = { text: words, ...own };
  if (link !== undefined) run.link = link;
  if (more.note !== undefined) run.note = more.note;
  const field = more.field ?? around.field ?? fieldOf(story);
  if (field !== undefined) run.field = field;
  if (around.revision) run.mark = around.revision.mark;
  if (more.was) run.was = { ...authoredBy(more.was.change), format: formatOf(more.was.format, words) };
  out.runs.push(run);
}
