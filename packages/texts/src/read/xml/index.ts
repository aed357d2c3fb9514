import { LANGUAGES } from '../../model/text.ts';
import { rawOf } from '../../model/words.ts';
import type { Block, Language, Run, Source, Warning } from '../../model/text.ts';
import { ReadError } from '../errors.ts';
import { parseXml } from './tree.ts';
import type { Element } from './tree.ts';

export { parseXml, type Element as XmlElement } from './tree.ts';

/** Elements that only hold others; a bare text inside one is kept as a paragraph with a warning. */
const HEADING = new Set(['title', 'heading', 'head']);
const PARAGRAPH = new Set(['para', 'p', 'block']);
const LIST = new Set(['orderedlist', 'itemizedlist', 'list', 'ol', 'ul']);
const ITEM = new Set(['listitem', 'item', 'li', 'point']);
const INLINE = new Set([
  'b',
  'i',
  'u',
  'sup',
  'sub',
  'span',
  'emphasis',
  'a',
  'ref',
  'em',
  'strong',
  'def',
  'term',
  'br',
]);

/** Style of the blocks of a title and of a paragraph, by the element that holds them. */
const PLACES: Record<string, { title: string; para: string; heading: number }> = {
  note: { title: 'Note', para: 'Note', heading: 2 },
  preamble: { title: 'PreambleHeading', para: 'Preamble', heading: 2 },
  article: { title: 'ArticleHeading', para: 'Article', heading: 2 },
  annex: { title: 'AnnexTitle', para: 'Annex', heading: 1 },
  section: { title: 'Heading 2', para: 'Normal', heading: 2 },
  chapter: { title: 'Heading 1', para: 'Normal', heading: 1 },
};

interface Walk {
  blocks: Block[];
  warnings: Warning[];
}

/** Where the walk stands: the nearest element that names a place, its number, and the depth of lists. */
interface Place {
  style: { title: string; para: string; heading: number };
  number?: string;
  level: number;
}

/**
 * Reads a text in simple XML: a title, notes, a preamble and numbered articles with paragraphs and lists, the form in which
 * resolution 217 (III) is kept in its languages. An element that is not known is read for its words, with a warning.
 *
 * `line` of a block is its line in the file; labels of ordered lists are computed where the file only says "ordered".
 * Throws ReadError: `empty`, `too-large`, `broken-xml`, `entity-attack`, and `no-text` where no paragraph is found.
 */
export const readXml = (bytes: Uint8Array): Source => readTree(parseXml(bytes));

/** The same from a tree that was parsed already. */
export function readTree(root: Element): Source {
  const walk: Walk = { blocks: [], warnings: [] };
  readContainer(root, { style: { title: 'Title', para: 'Normal', heading: 1 }, level: 0 }, walk);
  if (walk.blocks.length === 0) throw new ReadError('no-text', 'The XML file holds no paragraph of text.');
  const tag = root.attributes['xml:lang'] ?? root.attributes['lang'];
  const language = LANGUAGES.find((known) => known === tag?.toLowerCase().split('-')[0]);
  const title = walk.blocks.find((block) => block.style === 'Title');
  return {
    format: 'xml',
    blocks: walk.blocks,
    notes: [],
    comments: [],
    headers: [],
    properties: { ...(title ? { title: title.raw } : {}), ...(tag === undefined ? {} : { language: tag }) },
    ...(language === undefined ? {} : { language: language satisfies Language }),
    warnings: walk.warnings,
  };
}

function readContainer(element: Element, place: Place, walk: Walk): void {
  for (const child of element.children) {
    if (typeof child === 'string') {
      if (child.trim() === '') continue;
      walk.warnings.push({
        line: element.line,
        code: 'stray-text',
        message: `Words stand in <${element.name}> outside any paragraph (line ${element.line}); kept as one.`,
      });
      push([{ text: child }], element.line, place, walk);
    } else readElement(child, place, walk);
  }
}

function readElement(element: Element, place: Place, walk: Walk): void {
  if (HEADING.has(element.name)) {
    const block = push(runsOf(element), element.line, place, walk);
    if (block === null) return;
    block.style = place.style.title;
    block.heading = place.style.heading;
    if (place.number !== undefined) block.label = place.number;
  } else if (PARAGRAPH.has(element.name)) {
    push(runsOf(element), element.line, place, walk);
  } else if (LIST.has(element.name)) {
    readList(element, place, walk);
  } else if (INLINE.has(element.name)) {
    push(runsOf(element), element.line, place, walk);
  } else {
    const style = PLACES[element.name];
    if (style === undefined) {
      walk.warnings.push({
        line: element.line,
        code: 'unread-element',
        message: `The element <${element.name}> (line ${element.line}) is not known; its words are kept.`,
      });
    }
    const number = element.attributes['number'];
    const { number: _, ...outer } = place;
    readContainer(
      element,
      { ...outer, ...(style === undefined ? {} : { style }), ...(number === undefined ? {} : { number }) },
      walk,
    );
  }
}

function readList(element: Element, place: Place, walk: Walk): void {
  const bulleted = element.name === 'itemizedlist' || element.name === 'ul';
  let count = Number(element.attributes['start'] ?? '1') - 1;
  for (const child of element.children) {
    if (typeof child === 'string' || !ITEM.has(child.name)) {
      readContainer({ ...element, children: [child] }, place, walk);
      continue;
    }
    count += 1;
    const label = bulleted ? '–' : labelOf(child, count);
    const first = walk.blocks.length;
    readContainer(child, { ...place, level: place.level + 1 }, walk);
    const block = walk.blocks[first];
    if (block !== undefined && block.label === undefined) block.label = label;
  }
}

/** Where the file prints its own sign (㈠, ㈡ in Chinese), the label is still the number, so that addresses agree in all languages. */
function labelOf(item: Element, count: number): string {
  const given = item.attributes['number'] ?? item.attributes['value'];
  return given ?? String(count);
}

function push(runs: Run[], line: number, place: Place, walk: Walk): Block | null {
  const tidy = tidyRuns(runs);
  if (tidy.length === 0) return null;
  const block: Block = {
    kind: 'paragraph',
    line,
    raw: rawOf(tidy),
    style: place.style.para,
    level: place.level,
    runs: tidy,
  };
  walk.blocks.push(block);
  return block;
}

function runsOf(element: Element, format: Omit<Run, 'text'> = {}): Run[] {
  return element.children.flatMap((child): Run[] => {
    if (typeof child === 'string') return [{ text: child, ...format }];
    if (child.name === 'br') return [{ text: '\n', ...format }];
    return runsOf(child, { ...format, ...formatOf(child) });
  });
}

function formatOf(element: Element): Omit<Run, 'text'> {
  const href = element.attributes['href'] ?? element.attributes['xlink:href'];
  switch (element.name) {
    case 'b':
    case 'strong':
      return { bold: true };
    case 'i':
    case 'em':
    case 'emphasis':
      return { italic: true };
    case 'u':
      return { underline: true };
    case 'sup':
      return { sup: true };
    case 'sub':
      return { sub: true };
    case 'a':
      return href !== undefined && /^(https?:|mailto:|#)/i.test(href) ? { link: href } : {};
    default:
      return {};
  }
}

/** Line ends and indentation of the file are its layout, not its words: runs of white space become one space. */
export function tidyRuns(runs: Run[]): Run[] {
  const out: Run[] = [];
  for (const run of runs) {
    let text = run.text.replace(/[ \t\r\n]+/g, ' ');
    const before = out.at(-1)?.text ?? ' ';
    if (before.endsWith(' ') && text.startsWith(' ')) text = text.slice(1);
    if (text !== '') out.push({ ...run, text });
  }
  const last = out.at(-1);
  if (last !== undefined) {
    const text = last.text.replace(/ $/, '');
    if (text === '') out.pop();
    else out[out.length - 1] = { ...last, text };
  }
  return out;
}
