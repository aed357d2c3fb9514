import type { Run } from '../../model/text.ts';
import { formatNumber } from './formats.ts';
import type { RunFormat, Style } from './styles.ts';
import { effective, readRunFormat } from './styles.ts';
import type { Field, Revision, Story } from './story.ts';
import { combine, presence } from './story.ts';
import { symbolChar } from './symbols.ts';
import { child, elements, onOff, textOf, val } from './xml.ts';
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
  boxes: { node: Node; revision?: Revision }[];
  /** Whether the paragraph says its own letters in bold, italic, capitals: counted in letters. */
  letters: { all: number; bold: number; italic: number; caps: number };
}

export const newInline = (): Inline => ({ runs: [], boxes: [], letters: { all: 0, bold: 0, italic: 0, caps: 0 } });

/** Elements that only hold others: read through. */
const THROUGH = new Set(['w:smartTag', 'w:customXml', 'w:dir', 'w:bdo', 'w:sdtContent', 'w:fldSimple', 'm:oMathPara']);

/** Elements of a paragraph that bear no words. */
const SILENT = new Set([
  'w:pPr', 'w:rPr', 'w:bookmarkStart', 'w:bookmarkEnd', 'w:proofErr', 'w:permStart', 'w:permEnd', 'w:lastRenderedPageBreak', 'w:annotationRef', 'w:sdtPr', 'w:sdtEndPr',
  'w:smartTagPr', 'w:customXmlPr', 'w:commentRangeEnd', 'w:separator', 'w:continuationSeparator', 'w:customXmlInsRangeStart', 'w:customXmlInsRangeEnd',
  'w:customXmlDelRangeStart', 'w:customXmlDelRangeEnd', 'w:customXmlMoveFromRangeStart', 'w:customXmlMoveFromRangeEnd', 'w:customXmlMoveToRangeStart', 'w:customXmlMoveToRangeEnd',
  'w14:conflictIns', 'w14:conflictDel', 'w:ffData', 'w:fldData', 'w14:customXmlConflictInsRangeStart', 'w14:customXmlConflictInsRangeEnd', 'w14:customXmlConflictDelRangeStart', 'w14:customXmlConflictDelRangeEnd',
]);

/** Fields whose instruction prints nothing and which have no result. */
const MUTE_FIELD = /^\s*(?:XE|TC|TA|RD|SET|ASK|PRIVATE|ADVANCE|NEXT|NEXTIF|SKIPIF|BOOKMARK)\b/i;

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

/** The branch of mc:AlternateContent to read: exactly one, or a text box would be read twice (once in its VML twin). */
export function chooseBranch(node: Node): Node | undefined {
  const known = new Set(['wps', 'wpg', 'wpc', 'wp14', 'w14', 'w15', 'w16se', 'w16cid', 'a14', 'pic', 'c14']);
  for (const choice of elements(node, 'mc:Choice')) {
    const requires = (choice.attributes['Requires'] ?? '').split(/\s+/).filter((each) => each !== '');
    if (requires.every((each) => known.has(each))) return choice;
  }
  return child(node, 'mc:Fallback') ?? elements(node, 'mc:Choice')[0];
}

/** Reads the content of a paragraph (or of anything within one) into `out`. */
export function readInline(nodes: (Node | string)[], around: Around, story: Story, out: Inline): void {
  for (const node of nodes) {
    if (typeof node === 'string') {
      if (node.trim() !== '') story.session.warn('stray-text', `Words stand outside any run in ${story.part}: "${clip(node)}".`);
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
      story.session.warn('unread-element', `The element ${node.name} in ${story.part} is not known; its words are kept.`);
      readInline(node.children.filter((each) => typeof each !== 'string'), around, story, out);
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
  if (properties !== undefined && child(properties, 'w:rPrChange') !== undefined) session.warn('format-changed', 'A tracked change of formatting is not kept.');
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
        session.warn('ruby', `The reading above the words is not kept: "${clip(textOf(child(each, 'w:rt') ?? each))}".`);
        break;
      case 'mc:AlternateContent':
        flush();
        for (const inner of elements(chooseBranch(each))) {
          if (!readShape(inner, around, story, out)) readRun({ name: 'w:r', attributes: {}, children: [...(properties === undefined ? [] : [properties]), inner] }, around, story, out);
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
  if (hidden.trim() !== '') session.warn('field-code', `Words stand in the code of a field and are not shown: "${clip(hidden)}".`);
}

const markText = (node: Node | string): string => (typeof node === 'string' ? '' : node.name === 'w:t' || node.name === 'w:delText' ? plain(node) : node.name === 'w:sym' ? (symbolChar(Number.parseInt(node.attributes['w:char'] ?? '', 16), node.attributes['w:font']) ?? '*') : '');

const onOffAttribute = (value: string | undefined): boolean => value !== undefined && value !== '0' && value !== 'false' && value !== 'off';

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
  story.session.warn('symbol', `A sign of the font ${font ?? '?'} (code ${node.attributes['w:char'] ?? '?'}) is not known.`);
  return Number.isNaN(code) ? '\ufffd' : String.fromCodePoint(Math.min(code, 0xffff));
}

/** Whether words at this place are shown or belong to the code of a field. */
function fieldState(story: Story, words: string): 'shown' | 'code' {
  const field = story.fields.find((each) => each.phase === 'instruction');
  if (field === undefined || words === '') return 'shown';
  if (story.session.line === field.line) return 'code';
  // The code of a field never runs on into the words of a later paragraph: its separator is missing.
  story.fields.length = 0;
  story.session.warn('field-broken', 'A field has no end; the words after it are kept.', field.line);
  return 'shown';
}

/** Opens, turns or closes a field; gives what a field without result prints (a box that is ticked or not). */
function fieldChar(node: Node, story: Story): string {
  const type = node.attributes['w:fldCharType'];
  if (type === 'begin') {
    const field: Field = { phase: 'instruction', instruction: '', line: story.session.line, seen: false };
    story.fields.push(field);
    const box = child(child(node, 'w:ffData'), 'w:checkBox');
    if (box !== undefined) field.instruction = (onOff(box, 'w:checked') ?? onOff(box, 'w:default') ?? false) ? '☑' : '☐';
    return '';
  }
  const field = story.fields.at(-1);
  if (field === undefined) return '';
  if (type === 'separate') {
    field.phase = 'result';
    field.seen = true;
    const link = fieldLink(field.instruction);
    if (link !== undefined) field.link = link;
    return '';
  }
  story.fields.pop();
  if (field.seen) return '';
  if (field.instruction.startsWith('☑') || field.instruction.startsWith('☐')) return field.instruction.slice(0, 1);
  if (field.instruction.trim() !== '' && !MUTE_FIELD.test(field.instruction)) story.session.warn('field-empty', `A field has no result in the file (${clip(field.instruction.trim())}).`);
  return '';
}

/** Address of a HYPERLINK instruction: `HYPERLINK "http://…" \l "bookmark"`. */
function fieldLink(instruction: string): string | undefined {
  const match = /^\s*HYPERLINK\s+(?:"([^"]*)"|([^\s\\"][^\s]*))?(?:.*?\\l\s+"([^"]*)")?/is.exec(instruction);
  if (match === null) return undefined;
  return safeLink(match[1] ?? match[2], match[3]);
}

function linkOf(node: Node, story: Story): string | undefined {
  const id = node.attributes['r:id'];
  const target = id === undefined ? undefined : story.relationships.get(id);
  const link = safeLink(target?.external === true ? target.target : undefined, node.attributes['w:anchor']);
  if (link === undefined && target !== undefined) story.session.warn('link-refused', 'A link to a place that is not a web or mail address is not kept.');
  return link;
}

function safeLink(target: string | undefined, anchor: string | undefined): string | undefined {
  const clean = target?.trim();
  if (clean !== undefined && clean !== '') {
    if (!/^(?:https?:\/\/|mailto:)/i.test(clean)) return undefined;
    return anchor !== undefined && anchor !== '' && !clean.includes('#') ? `${clean}#${anchor}` : clean;
  }
  return anchor === undefined || anchor === '' ? undefined : `#${anchor}`;
}

function noteReference(node: Node, custom: string | undefined, format: RunFormat, around: Around, story: Story, out: Inline): void {
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
    session.warn('inserted-and-deleted', `Words inserted by one change and deleted by another stand in neither version: "${clip(words)}".`);
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
  if (format.caps === true || (letters !== '' && letters === letters.toUpperCase() && letters !== letters.toLowerCase())) out.letters.caps += letters.length;
  if (tag !== undefined && letters !== '') session.languages.set(tag, (session.languages.get(tag) ?? 0) + letters.length);
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

/** Drawings, pictures and objects: their text boxes are read, their images told of. False where the element is none. */
function readShape(node: Node, around: Around, story: Story, out: Inline): boolean {
  if (node.name !== 'w:drawing' && node.name !== 'w:pict' && node.name !== 'w:object' && node.name !== 'w:control' && node.name !== 'w:movie' && node.name !== 'w:contentPart') return false;
  const { session } = story;
  const seen = { image: false, alt: '', other: '' };
  const walk = (each: Node): void => {
    switch (each.name) {
      case 'w:txbxContent':
        out.boxes.push({ node: each, ...(around.revision === undefined ? {} : { revision: around.revision }) });
        return;
      case 'mc:AlternateContent': {
        const branch = chooseBranch(each);
        if (branch !== undefined) walk(branch);
        return;
      }
      case 'wp:docPr':
      case 'pic:cNvPr':
        if (seen.alt === '') seen.alt = (each.attributes['descr'] ?? each.attributes['title'] ?? '').trim();
        break;
      case 'pic:pic':
      case 'v:imagedata':
        seen.image = true;
        if (seen.alt === '') seen.alt = (each.attributes['o:title'] ?? each.attributes['title'] ?? '').trim();
        break;
      case 'v:shape':
        if (seen.alt === '') seen.alt = (each.attributes['alt'] ?? '').trim();
        break;
      case 'v:textpath':
        if (each.attributes['string'] !== undefined) session.warn('word-art', `Words drawn as a picture are not kept in the text: "${clip(each.attributes['string'])}".`);
        break;
      case 'c:chart':
        seen.other = 'chart';
        break;
      case 'dgm:relIds':
        seen.other = 'diagram';
        break;
      case 'o:OLEObject':
      case 'w:control':
        seen.other = 'object';
        break;
      case 'a:t':
        if (textOf(each).trim() !== '') session.warn('drawn-text', `Words in a drawing are not kept in the text: "${clip(textOf(each))}".`);
        return;
      default:
    }
    for (const inner of each.children) if (typeof inner !== 'string') walk(inner);
  };
  walk(node);
  const alt = seen.alt === '' ? 'it has no alternative text' : `alternative text: ${clip(seen.alt)}`;
  if (seen.other !== '') session.warn(seen.other, `A ${seen.other} stands here and is not shown (${alt}).`);
  else if (seen.image) session.warn('image', `An image stands here and is not shown (${alt}).`);
  return true;
}

/** A formula in one line: fractions with "/", powers with "^". */
function mathText(node: Node): string {
  const inner = (name: string): string => {
    const found = child(node, name);
    return found === undefined ? '' : mathText(found);
  };
  switch (node.name) {
    case 'm:t':
    case 'w:t':
      return textOf(node);
    case 'm:f':
      return `(${inner('m:num')})/(${inner('m:den')})`;
    case 'm:sSup':
      return `${inner('m:e')}^${inner('m:sup')}`;
    case 'm:sSub':
      return `${inner('m:e')}_${inner('m:sub')}`;
    case 'm:rad':
      return `√(${inner('m:e')})`;
    default:
      return node.children.map((each) => (typeof each === 'string' ? '' : mathText(each))).join('');
  }
}

export const clip = (words: string): string => (words.length > 120 ? `${words.slice(0, 117)}…` : words);
