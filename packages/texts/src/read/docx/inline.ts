import type { Run } from '../../model/text.ts';
import { fieldChar, fieldLink, fieldState, linkOf } from './fields.ts';
import { formatNumber } from './formats.ts';
import { chooseBranch, clip, mathText, readShape } from './shapes.ts';
import type { Box } from './shapes.ts';
import type { RunFormat, Style } from './styles.ts';
import { effective, readRunFormat } from './styles.ts';
import type { Revision, Story } from './story.ts';
import { combine, presence } from './story.ts';
import { symbolChar } from './symbols.ts';
import { child, elements, textOf, val } from './xml.ts';
import type { Node } from './xml.ts';

/** What surrounds a run: its paragraph's style, the revision and the link it stands in. */
export interface Around {
  style: Style | undefined;
  revision?: Revision;
  link?: string;
}

/** What a paragraph is made of, in order, with the text boxes that hang on it. */
export interface Inline {
  runs: Run[];
  boxes: Box[];
  /** Whether the paragraph says its own letters in bold, italic, capitals: counted in letters. */
  letters: { all: number; bold: number; italic: number; caps: number };
}

export const newInline = (): Inline => ({ runs: [], boxes: [], letters: { all: 0, bold: 0, italic: 0, caps: 0 } });

/** Elements that only hold others: read through. */
const THROUGH = new Set(['w:smartTag', 'w:customXml', 'w:dir', 'w:bdo', 'w:sdtContent', 'w:fldSimple', 'm:oMathPara']);

/** Elements of a paragraph that bear no words. */
const SILENT = new Set([
  'w:pPr',
  'w:rPr',
  'w:bookmarkStart',
  'w:bookmarkEnd',
  'w:proofErr',
  'w:permStart',
  'w:permEnd',
  'w:lastRenderedPageBreak',
  'w:annotationRef',
  'w:sdtPr',
  'w:sdtEndPr',
  'w:smartTagPr',
  'w:customXmlPr',
  'w:commentRangeEnd',
  'w:separator',
  'w:continuationSeparator',
  'w:customXmlInsRangeStart',
  'w:customXmlInsRangeEnd',
  'w:customXmlDelRangeStart',
  'w:customXmlDelRangeEnd',
  'w:customXmlMoveFromRangeStart',
  'w:customXmlMoveFromRangeEnd',
  'w:customXmlMoveToRangeStart',
  'w:customXmlMoveToRangeEnd',
  'w14:conflictIns',
  'w14:conflictDel',
  'w:ffData',
  'w:fldData',
  'w14:customXmlConflictInsRangeStart',
  'w14:customXmlConflictInsRangeEnd',
  'w14:customXmlConflictDelRangeStart',
  'w14:customXmlConflictDelRangeEnd',
]);

const REVISIONS = new Set(['w:ins', 'w:del', 'w:moveFrom', 'w:moveTo']);

/** The revision that a `w:ins`, `w:del`, `w:moveFrom` or `w:moveTo` speaks of. */
export function revisionOf(node: Node, story: Story): Revision {
  const inserted = node.name === 'w:ins' || node.name === 'w:moveTo' || node.name === 'w:cellIns';
  const author = node.attributes['w:author'];
  const date = node.attributes['w:date'];
  const ranges = node.name === 'w:moveFrom' ? story.moves.from : node.name === 'w:moveTo' ? story.moves.to : undefined;
  const move = ranges === undefined ? undefined : [...ranges.values()].at(-1);
  return {
    mark: {
      state: inserted ? 'inserted' : 'deleted',
      ...(author === undefined || author === '' ? {} : { author }),
      ...(date === undefined || date === '' ? {} : { date }),
      ...(move === undefined ? {} : { move }),
    },
  };
}

/** Notes the ends of a moved stretch; true where the element was one. They stand between paragraphs as well as in them. */
export function readRange(node: Node, story: Story): boolean {
  const id = node.attributes['w:id'] ?? '';
  switch (node.name) {
    case 'w:moveFromRangeStart':
      story.moves.from.set(id, node.attributes['w:name'] ?? id);
      return true;
    case 'w:moveToRangeStart':
      story.moves.to.set(id, node.attributes['w:name'] ?? id);
      return true;
    case 'w:moveFromRangeEnd':
      story.moves.from.delete(id);
      return true;
    case 'w:moveToRangeEnd':
      story.moves.to.delete(id);
      return true;
    case 'w:commentRangeStart':
      if (!story.session.anchors.has(id)) story.session.anchors.set(id, Math.max(1, story.session.line));
      return true;
    default:
      return false;
  }
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
      const link = fieldLink(node.attributes['w:instr'] ?? '');
      readInline(node.children, link === undefined ? around : { ...around, link }, story, out);
    } else if (node.name === 'w:sdt') {
      readInline(child(node, 'w:sdtContent')?.children ?? [], around, story, out);
    } else if (node.name === 'mc:AlternateContent') {
      readInline(chooseBranch(node)?.children ?? [], around, story, out);
    } else if (THROUGH.has(node.name)) {
      readInline(node.children, around, story, out);
    } else if (node.name === 'm:oMath') {
      push(mathText(node), {}, around, story, out);
      story.session.warn('formula', 'A formula is read as plain text.');
    } else if (node.name === 'w:subDoc') {
      story.session.warn('unread-part', 'A linked document (w:subDoc) is not read.');
    } else if (!readRange(node, story) && !SILENT.has(node.name) && !readShape(node, around, story, out)) {
      story.session.warn(
        'unread-element',
        `The element ${node.name} in ${story.part} is not known; its words are kept.`,
      );
      readInline(
        node.children.filter((each) => typeof each !== 'string'),
        around,
        story,
        out,
      );
    }
  }
}

function readRun(node: Node, around: Around, story: Story, out: Inline): void {
  const { session } = story;
  const properties = child(node, 'w:rPr');
  const direct = readRunFormat(properties);
  const styleId = properties === undefined ? undefined : val(properties, 'w:rStyle');
  const character = styleId === undefined ? undefined : session.styles.get(styleId)?.run;
  const format = effective(session.styles.defaults, around.style?.run ?? {}, character, direct);
  if (properties !== undefined && child(properties, 'w:rPrChange') !== undefined)
    session.warn('format-changed', 'A tracked change of formatting is not kept.');
  let text = '';
  let hidden = '';
  const flush = (): void => {
    if (text !== '') push(text, format, around, story, out);
    text = '';
  };
  const add = (words: string): void => {
    const state = fieldState(story, words);
    if (state === 'code') hidden += words;
    else text += words;
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
      case 'w:tab':
      case 'w:ptab':
        add('\t');
        break;
      case 'w:br':
      case 'w:cr':
        add('\n');
        break;
      case 'w:noBreakHyphen':
        add('\u2011');
        break;
      case 'w:softHyphen':
        add('\u00ad');
        break;
      case 'w:sym':
        add(symbol(each, story));
        break;
      case 'w:instrText':
      case 'w:delInstrText': {
        const field = story.fields.at(-1);
        if (field !== undefined && field.phase === 'instruction') field.instruction += plain(each);
        break;
      }
      case 'w:fldChar':
        flush();
        add(fieldChar(each, story));
        break;
      case 'w:footnoteReference':
      case 'w:endnoteReference': {
        flush();
        const rest = children.slice(index + 1).filter((other) => typeof other !== 'string');
        const custom = onOffAttribute(each.attributes['w:customMarkFollows']) ? rest.map(markText).join('') : undefined;
        noteReference(each, custom, format, around, story, out);
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
      case 'w:pgNum':
      case 'w:dayShort':
      case 'w:monthShort':
      case 'w:yearShort':
      case 'w:dayLong':
      case 'w:monthLong':
      case 'w:yearLong':
        session.warn('computed-text', `A text that Word computes (${each.name}) is not read.`);
        break;
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
          if (!readShape(inner, around, story, out))
            readRun(
              { name: 'w:r', attributes: {}, children: [...(properties === undefined ? [] : [properties]), inner] },
              around,
              story,
              out,
            );
        }
        break;
      default:
        if (SILENT.has(each.name)) break;
        flush();
        if (readShape(each, around, story, out)) break;
        session.warn('unread-element', `The element ${each.name} in ${story.part} is not known; its words are kept.`);
        add(textOf(each));
    }
  }
  flush();
  if (hidden.trim() !== '')
    session.warn('field-code', `Words stand in the code of a field and are not shown: "${clip(hidden)}".`);
}

const markText = (node: Node | string): string =>
  typeof node === 'string'
    ? ''
    : node.name === 'w:t' || node.name === 'w:delText'
      ? plain(node)
      : node.name === 'w:sym'
        ? (symbolChar(Number.parseInt(node.attributes['w:char'] ?? '', 16), node.attributes['w:font']) ?? '*')
        : '';

const onOffAttribute = (value: string | undefined): boolean =>
  value !== undefined && value !== '0' && value !== 'false' && value !== 'off';

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
): void {
  const { session } = story;
  const kind = node.name === 'w:footnoteReference' ? 'footnote' : 'endnote';
  const raw = node.attributes['w:id'] ?? '';
  const id = `${kind === 'footnote' ? 'fn' : 'en'}${raw}`;
  const revision = around.revision;
  if (revision?.nowhere === true) return;
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
  push(label, { ...format, vert: 'sup' }, around, story, out, id);
}

function push(words: string, format: RunFormat, around: Around, story: Story, out: Inline, note?: string): void {
  if (words === '') return;
  const { session } = story;
  if (around.revision?.nowhere === true) {
    session.warn(
      'inserted-and-deleted',
      `Words inserted by one change and deleted by another stand in neither version: "${clip(words)}".`,
    );
    return;
  }
  if (format.vanish === true) {
    if (words.trim() !== '') session.warn('hidden-text', `Hidden words are left out: "${clip(words)}".`);
    return;
  }
  const link = around.link ?? story.fields.findLast((each) => each.link !== undefined)?.link;
  const tag = languageOf(words, format);
  const letters = words.replace(/[^\p{L}]/gu, '');
  out.letters.all += letters.length;
  if (format.bold === true) out.letters.bold += letters.length;
  if (format.italic === true) out.letters.italic += letters.length;
  if (
    format.caps === true ||
    (letters !== '' && letters === letters.toUpperCase() && letters !== letters.toLowerCase())
  )
    out.letters.caps += letters.length;
  if (tag !== undefined && letters !== '')
    session.languages.set(tag, (session.languages.get(tag) ?? 0) + letters.length);
  const run: Run = { text: words };
  if (format.bold === true) run.bold = true;
  if (format.italic === true) run.italic = true;
  if (format.underline === true) run.underline = true;
  if (format.strike === true) run.strike = true;
  if (format.vert === 'sup') run.sup = true;
  if (format.vert === 'sub') run.sub = true;
  if (link !== undefined) run.link = link;
  if (note !== undefined) run.note = note;
  if (tag !== undefined) run.lang = tag;
  if (format.rtl === true) run.rtl = true;
  if (around.revision !== undefined) run.mark = around.revision.mark;
  out.runs.push(run);
}

/** Word keeps three languages per run, and uses the one of the script (17.3.2.20). */
function languageOf(words: string, format: RunFormat): string | undefined {
  if (format.rtl === true) return format.langBidi ?? format.lang;
  if (/[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/.test(words)) return format.langAsia ?? format.lang;
  return format.lang;
}
