import { attribute, childElements, isElement } from '../scrub/tree.ts';
import type { Exact } from '../scrub/tree.ts';

/** Which way marks are settled: `accept` leaves the text after the changes, `reject` the text before them. */
export type Way = 'accept' | 'reject';

/** One settling of a part: the way, whose marks, and what went with the words taken out. */
export interface Settling {
  way: Way;
  /** Whether this mark is to be settled; the others stay as they are. */
  mine: (mark: Exact) => boolean;
  /** Notes and comments whose reference was taken out: `footnote 4`, `comment 2`. */
  unreferred: Set<string>;
  /** Ids of ranges under way whose start was taken out, by kind of range. */
  ranges: Set<string>;
  /** Open ranges that say that the holder which begins within them goes (custom XML, content controls). */
  holders: Set<string>;
}

/** Parents in which `w:ins` and `w:del` only say that the thing itself came or went. */
export const PROPERTIES: ReadonlySet<string> = new Set([
  'w:rPr',
  'w:trPr',
  'w:numPr',
  'm:ctrlPr',
  'w:tcPr',
  'w:pPr',
  'm:r',
]);

const COMES: ReadonlySet<string> = new Set(['w:ins', 'w:moveTo', 'w14:conflictIns']);
export const GOES: ReadonlySet<string> = new Set(['w:del', 'w:moveFrom', 'w14:conflictDel']);

/** Marks that hold the properties that were before. */
export const CHANGES: ReadonlySet<string> = new Set([
  'w:rPrChange',
  'w:pPrChange',
  'w:sectPrChange',
  'w:tblPrChange',
  'w:tblGridChange',
  'w:trPrChange',
  'w:tcPrChange',
  'w:tblPrExChange',
  'w:numberingChange',
]);

/** Starts and ends of ranges: of moves, and of holders that came or went. Groups: which kind, start or end. */
const RANGE =
  /^(?:w:(move(?:From|To)|customXml(?:Ins|Del|MoveFrom|MoveTo))Range|w14:(customXmlConflict(?:Ins|Del))Range)(Start|End)$/;

/** Marks of places that others point at: they outlive the words around them. */
const PLACE = /^w:(?:bookmark(?:Start|End)|comment(?:Range)(?:Start|End)|perm(?:Start|End))$/;

/** Where the element is a mark to settle on words (or rows, paragraph ends) that stay or go. */
export function fate(node: Exact, settling: Settling): 'stays' | 'goes' | null {
  const comes = COMES.has(node.name);
  if ((!comes && !GOES.has(node.name)) || !settling.mine(node)) return null;
  return comes === (settling.way === 'accept') ? 'stays' : 'goes';
}

/** Whether the properties given bear a mark by which their owner goes. */
export const bearsEnd = (properties: Exact | undefined, settling: Settling): boolean =>
  childElements(properties).some((each) => fate(each, settling) === 'goes');

/** Whether a cell goes, by the marks of cells (17.13.5.1 and 2). */
export function cellGoes(properties: Exact | undefined, settling: Settling): boolean {
  const name = settling.way === 'accept' ? 'w:cellDel' : 'w:cellIns';
  return childElements(properties).some((each) => each.name === name && settling.mine(each));
}

/** Takes note of a range; true where the element is the start or end of one that is settled, and so goes. */
export function passRange(node: Exact, settling: Settling): boolean {
  const [, plain, conflict, edge] = RANGE.exec(node.name) ?? [];
  const kind = plain ?? conflict;
  if (kind === undefined) return false;
  const key = `${kind} ${attribute(node, 'id') ?? ''}`;
  if (edge === 'Start') {
    if (!settling.mine(node)) return false;
    settling.ranges.add(key);
    const comes = /(?:Ins|MoveTo)$/.test(kind);
    if (kind.startsWith('customXml') && comes === (settling.way === 'reject')) settling.holders.add(key);
    return true;
  }
  settling.holders.delete(key);
  return settling.ranges.delete(key);
}

/**
 * What is left of elements taken out: the places that others point at, in their order. References to notes and comments
 * among them are noted.
 */
export function placesIn(nodes: readonly (Exact | string)[], settling: Settling): Exact[] {
  const out: Exact[] = [];
  const walk = (node: Exact | string): void => {
    if (!isElement(node)) return;
    const referred = /^w:(footnote|endnote|comment)Reference$/.exec(node.name)?.[1];
    if (referred !== undefined) settling.unreferred.add(`${referred} ${attribute(node, 'id') ?? ''}`);
    if (PLACE.test(node.name)) out.push(node);
    else if (RANGE.test(node.name)) {
      if (!passRange(node, settling)) out.push(node);
    } else node.children.forEach(walk);
  };
  nodes.forEach(walk);
  return out;
}

/** Whether the element only marks a place and bears nothing itself. */
export const isPlace = (node: Exact): boolean =>
  PLACE.test(node.name) || RANGE.test(node.name) || node.name === 'w:proofErr';

/** How many marks stand in a part; of ranges only the starts of those that say something by themselves. */
export function countMarks(node: Exact): number {
  let count = 0;
  const walk = (each: Exact): void => {
    if (isMark(each.name)) count += 1;
    for (const child of each.children) if (isElement(child)) walk(child);
  };
  walk(node);
  return count;
}

const isMark = (name: string): boolean =>
  COMES.has(name) ||
  GOES.has(name) ||
  CHANGES.has(name) ||
  /^w:cell(?:Ins|Del|Merge)$|^w:customXml\w+RangeStart$|^w14:customXml\w+RangeStart$/.test(name);
