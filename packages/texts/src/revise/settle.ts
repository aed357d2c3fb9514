import { childElements, childOf, isElement } from '../scrub/tree.ts';
import type { Exact } from '../scrub/tree.ts';
import { CONTAINERS, endsWell, endWithParagraph, joinParagraphs, within } from './join.ts';
import { bearsEnd, cellGoes, CHANGES, fate, GOES, isPlace, passRange, placesIn, PROPERTIES } from './marks.ts';
import type { Settling, Way } from './marks.ts';
import { restoreProperties, settleMerge } from './restore.ts';

/** Holders that mean nothing once all they held has gone. */
const HOLLOW = new Set([
  'w:sdt',
  'w:customXml',
  'w:smartTag',
  'w:hyperlink',
  'w:fldSimple',
  'w:dir',
  'w:bdo',
  'm:oMath',
  'm:oMathPara',
]);

/**
 * Settles the marks of one part in its tree, in place: what goes is taken out, what stays is unwrapped, nothing else is
 * touched. Rules: ECMA-376 Part 1, 17.13.5 (revisions), 17.13.6 (ranges of moves), 22.1.2.27 (revised mathematics).
 *
 * `mine` says which marks are settled (all, if not given). Gives the notes and comments whose reference went with the words
 * ("footnote 4", "comment 2").
 */
export function settleRevisions(root: Exact, way: Way, mine: (mark: Exact) => boolean = () => true): Set<string> {
  const settling: Settling = { way, mine, unreferred: new Set(), ranges: new Set(), holders: new Set() };
  settleIn(root, settling);
  return settling.unreferred;
}

function settleIn(node: Exact, settling: Settling): void {
  const container = CONTAINERS.has(node.name) && endsWell(node);
  if (CONTAINERS.has(node.name)) joinParagraphs(node, settling);
  restoreProperties(node, settling);
  if (node.name === 'w:tcPr') settleMerge(node, settling);
  const before = node.children;
  const kept: (Exact | string)[] = [];
  for (const child of before) {
    if (isElement(child)) for (const each of settled(child, node, settling)) kept.push(each);
    else kept.push(child);
  }
  // Without the room that a growing array keeps.
  node.children = kept.slice();
  if (container && !endsWell(node)) endWithParagraph(node);
}

/** What an element leaves behind in its parent: itself, what it held, or only the places that others point at. */
function settled(child: Exact, parent: Exact, settling: Settling): (Exact | string)[] {
  if (CHANGES.has(child.name)) return settling.mine(child) ? [] : [child];
  if (passRange(child, settling)) return [];
  switch (fate(child, settling)) {
    case 'goes':
      return PROPERTIES.has(parent.name) ? [] : placesIn([child], settling);
    case 'stays':
      settleIn(child, settling);
      if (GOES.has(child.name)) unstrike(child);
      return child.children;
    case null:
  }
  switch (child.name) {
    case 'w:cellIns':
    case 'w:cellDel':
      return settling.mine(child) ? [] : [child];
    case 'w:tr':
      if (bearsEnd(childOf(child, 'w:trPr'), settling)) return placesIn([child], settling);
      return emptied(child, 'w:tc', settling);
    case 'w:tc':
      if (cellGoes(childOf(child, 'w:tcPr'), settling)) return placesIn([child], settling);
      break;
    case 'w:tbl':
      return emptied(child, 'w:tr', settling);
    case 'w:trPr': {
      const full = child.children.length > 0;
      settleIn(child, settling);
      return full && childElements(child).length === 0 ? [] : [child];
    }
    case 'w:numPr':
      // Numbering that came with the change goes with it.
      if (settling.way === 'reject' && childElements(child).some((each) => fate(each, settling) === 'goes')) return [];
      break;
    default:
  }
  if (child.name.startsWith('m:') && mathGoes(child, settling)) return withoutStructure(child, settling);
  if (HOLLOW.has(child.name)) return holder(child, settling);
  settleIn(child, settling);
  return [child];
}

/** A row without cells and a table without rows go with the last of them. */
function emptied(node: Exact, part: string, settling: Settling): (Exact | string)[] {
  const had = within(node, part).length > 0;
  settleIn(node, settling);
  return had && within(node, part).length === 0 ? placesIn(node.children, settling) : [node];
}

/** A holder that came with the change gives up what it holds; one whose content has gone goes too. */
function holder(node: Exact, settling: Settling): (Exact | string)[] {
  const unwrapped = settling.holders.size > 0 && (node.name === 'w:sdt' || node.name === 'w:customXml');
  const content = node.name === 'w:sdt' ? childOf(node, 'w:sdtContent') : node;
  const bears = (): boolean =>
    childElements(content).some((each) => !isPlace(each) && !/^w:(?:customXml|smartTag)Pr$/.test(each.name));
  const had = bears();
  settleIn(node, settling);
  if (content === undefined) return [node];
  if (unwrapped) return content.children.filter((each) => !isElement(each) || each.name !== 'w:customXmlPr');
  return had && !bears() ? placesIn(content.children, settling) : [node];
}

/** Words that were struck are words again. */
function unstrike(node: Exact): void {
  for (const child of childElements(node)) {
    const plain = child.name === 'w:delText' ? 't' : child.name === 'w:delInstrText' ? 'instrText' : undefined;
    if (plain !== undefined) {
      child.name = `w:${plain}`;
      child.open = child.open.replace(
        /^<([\w.-]+:)?(?:delText|delInstrText)/,
        (_, prefix?: string) => `<${prefix ?? ''}${plain}`,
      );
      child.close = child.close.replace(/(?:delText|delInstrText)/, plain);
    } else if (child.name !== 'w:del') unstrike(child);
  }
}

/** A formula's structure (fraction, root, …) bears its mark in its control properties; a run of a formula, in itself. */
function mathGoes(node: Exact, settling: Settling): boolean {
  if (node.name === 'm:r') return bearsEnd(node, settling) || bearsEnd(childOf(node, 'w:rPr'), settling);
  return childElements(node).some(
    (each) => /^m:\w+Pr$/.test(each.name) && each.name !== 'm:ctrlPr' && bearsEnd(childOf(each, 'm:ctrlPr'), settling),
  );
}

/** A structure that goes leaves what stays of its arguments, in their order. */
function withoutStructure(node: Exact, settling: Settling): (Exact | string)[] {
  if (node.name === 'm:r') return placesIn([node], settling);
  const args = (parent: Exact): Exact[] =>
    childElements(parent).flatMap((each) =>
      each.name === 'm:mr' ? args(each) : /^m:\w+Pr$/.test(each.name) ? [] : [each],
    );
  return args(node).flatMap((each) => {
    settleIn(each, settling);
    return each.children.filter((inner) => !isElement(inner) || !/^m:(?:argPr|ctrlPr)$/.test(inner.name));
  });
}
