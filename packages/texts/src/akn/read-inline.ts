import type { Mark, Run } from '../model/text.ts';
import { tidyRuns } from '../read/xml/index.ts';
import type { Element } from '../read/xml/tree.ts';
import type { Reading } from './reading.ts';
import { moreOf } from './record.ts';

type Format = Omit<Run, 'text'>;
/** A piece of words; pieces of one element that touch are one run. */
interface Piece {
  run: Run;
  of: Element;
}

/** Elements that make a run of their own; all others only name what their words are. */
const SHAPES = new Set(['b', 'i', 'u', 'sup', 'sub', 'a', 'span', 'ins', 'del', 'inline', 'strong', 'em']);
/** Elements that hold paragraphs within a paragraph: they are read after it. */
const FLOWS = new Set(['quotedStructure', 'embeddedStructure', 'subFlow', 'foreign', 'ul', 'ol', 'table', 'blockList']);

/** What a paragraph holds: its runs, and the structures quoted within. */
export interface Words {
  runs: Run[];
  flows: Element[];
}

/**
 * Runs of an element. In a file of ours the words stand exactly and each run is an element; in one of others white space is
 * layout, and neighbours that look alike are one run.
 */
export function readWords(element: Element, reading: Reading): Words {
  const pieces: Piece[] = [];
  const flows: Element[] = [];
  walk(element, {}, element, reading, pieces, flows);
  const runs = pieces.map((piece) => piece.run);
  return { runs: reading.own ? runs : tidy(runs).map(imaged), flows };
}

function walk(
  element: Element,
  format: Format,
  of: Element,
  reading: Reading,
  pieces: Piece[],
  flows: Element[],
): void {
  const push = (text: string, look: Format): void => {
    const last = pieces.at(-1);
    if (last?.of === of && last.run.note === undefined) last.run = { ...last.run, text: last.run.text + text };
    else pieces.push({ run: { text, ...look }, of });
  };
  for (const child of element.children) {
    if (typeof child === 'string') push(child, format);
    else if (child.name === 'eol' || child.name === 'br') {
      if (reading.own) push('\n', format);
      else pieces.push({ run: { text: '\n' }, of: child });
    } else if (child.name === 'authorialNote' || child.name === 'noteRef') {
      const note = reading.noteOf(child);
      if (note !== null) pieces.push({ run: { ...note, ...format, note: note.note }, of: child });
    } else if (child.name === 'img') {
      if (reading.own) push('', format);
      else pieces.push({ run: { ...imageOf(child), ...format }, of: child });
    } else if (FLOWS.has(child.name)) flows.push(child);
    else if (SHAPES.has(child.name)) {
      const look = { ...format, ...formatOf(child, reading) };
      if (child.children.length > 0) walk(child, look, child, reading, pieces, flows);
      else if (reading.own) pieces.push({ run: { text: '', ...look }, of: child });
    } else {
      const quoted = child.name === 'quotedText' && !reading.own;
      if (quoted) push(child.attributes['startQuote'] ?? '', format);
      walk(child, { ...format, ...linkOf(child, reading) }, of, reading, pieces, flows);
      if (quoted) push(child.attributes['endQuote'] ?? child.attributes['startQuote'] ?? '', format);
    }
  }
}

/** An image of others: its place, its words and where it is kept. It stands as one sign until the white space is settled. */
function imageOf(child: Element): Run {
  const { alt = child.attributes['title'], src } = child.attributes;
  return {
    text: PLACE,
    image: { kind: 'image', ...(alt === undefined ? {} : { alt }), ...(src === undefined ? {} : { part: src }) },
  };
}
const PLACE = '\ufffc';

/** Where a reference of others leads to the web or within the file, it is a link; our own references are kept apart. */
function linkOf(element: Element, reading: Reading): Format {
  const href = element.attributes['href'];
  if (reading.own || href === undefined || element.name === 'tocItem') return {};
  return /^(?:https?:|mailto:)/i.test(href) ? { link: href } : {};
}

function formatOf(element: Element, reading: Reading): Format {
  const style = element.attributes['style'] ?? '';
  const lang = reading.ours(element, 'lang') ?? element.attributes['xml:lang'];
  const said: Format = {
    ...(/line-through/.test(style) ? { strike: true as const } : {}),
    ...(/direction:\s*rtl/.test(style) ? { rtl: true as const } : {}),
    ...(lang === undefined ? {} : { lang }),
    ...(element.name === 'ins' || element.name === 'del' ? {} : moreOf(reading.ours(element, 'more'))),
  };
  switch (element.name) {
    case 'b':
    case 'strong':
      return { ...said, bold: true };
    case 'i':
    case 'em':
      return { ...said, italic: true };
    case 'u':
      return { ...said, underline: true };
    case 'sup':
      return { ...said, sup: true };
    case 'sub':
      return { ...said, sub: true };
    case 'ins':
    case 'del':
      return { ...said, mark: markOf(element, reading, element.name === 'ins' ? 'inserted' : 'deleted') };
    case 'a': {
      const link = reading.ours(element, 'href') ?? element.attributes['href'];
      return link === undefined || (!reading.own && !/^(?:https?:|mailto:|#)/i.test(link)) ? said : { ...said, link };
    }
    default:
      return said;
  }
}

/** Who marked a change and when, from our attributes or from what `refersTo` leads to. */
export function markOf(element: Element, reading: Reading, state: Mark['state'], more = 'more'): Mark {
  const author = reading.person(element.attributes['refersTo']);
  const date = reading.ours(element, 'date');
  const move = reading.ours(element, 'move');
  return {
    state,
    ...(author === undefined ? {} : { author }),
    ...(date === undefined ? {} : { date }),
    ...(move === undefined ? {} : { move }),
    ...moreOf(reading.ours(element, more)),
  };
}

const imaged = (run: Run): Run => (run.image === undefined ? run : { ...run, text: '' });

/** White space as layout; a line break that the file asks for stays one. */
function tidy(runs: readonly Run[]): Run[] {
  const lines: Run[][] = [[]];
  for (const run of runs)
    if (run.text === '\n') lines.push([]);
    else lines.at(-1)?.push(run);
  const out: Run[] = [];
  for (const line of lines) {
    const tidied = tidyRuns(line);
    if (tidied.length > 0 && out.length > 0) tidied.unshift({ text: '\n' });
    for (const run of tidied) {
      const before = out.at(-1);
      if (before !== undefined && run.note === undefined && before.note === undefined && sameLook(before, run))
        out[out.length - 1] = { ...before, text: before.text + run.text };
      else out.push(run);
    }
  }
  return out;
}

function sameLook(a: Run, b: Run): boolean {
  const { text: _a, ...one } = a;
  const { text: _b, ...other } = b;
  return (
    JSON.stringify(one, Object.keys(one).sort()) === JSON.stringify(other, Object.keys(other).sort()) &&
    !a.mark &&
    !b.mark &&
    !a.image &&
    !b.image
  );
}
