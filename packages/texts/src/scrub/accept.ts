import { attribute, childElements, childOf, isElement } from './tree.ts';
import type { Exact } from './tree.ts';

/** Parents in which `w:ins` and `w:del` only say that the thing itself came or went. */
const PROPERTIES = new Set(['w:rPr', 'w:trPr', 'w:numPr', 'm:ctrlPr', 'w:tcPr', 'w:pPr']);
const INSERTED = new Set(['w:ins', 'w:moveTo']);
const DELETED = new Set(['w:del', 'w:moveFrom']);
const CHANGES = new Set([
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
const RANGES =
  /^w:(?:move(?:From|To)Range|customXml(?:Ins|Del|MoveFrom|MoveTo)Range)(?:Start|End)$|^w14:(?:conflict|customXmlConflict)/;
/** Holders of paragraphs that are no place of their own: a paragraph runs on across their edges. */
const TRANSPARENT = new Set([
  'w:sdt',
  'w:sdtContent',
  'w:customXml',
  'w:smartTag',
  'w:ins',
  'w:del',
  'w:moveFrom',
  'w:moveTo',
]);
/** Places in which paragraphs run on into each other. */
const CONTAINERS = new Set([
  'w:body',
  'w:tc',
  'w:footnote',
  'w:endnote',
  'w:hdr',
  'w:ftr',
  'w:txbxContent',
  'w:docPartBody',
  'w:comment',
]);

/** Accepts every revision in a part, in place; gives how many marks there were. Rules of ECMA-376 Part 1, 17.13.5. */
export function acceptRevisions(root: Exact): number {
  const count = { marks: 0 };
  acceptIn(root, count);
  return count.marks;
}

function acceptIn(node: Exact, count: { marks: number }): void {
  if (CONTAINERS.has(node.name)) joinParagraphs(node, count);
  const properties = PROPERTIES.has(node.name);
  const kept: (Exact | string)[] = [];
  for (const child of node.children) {
    if (!isElement(child)) {
      kept.push(child);
      continue;
    }
    if (CHANGES.has(child.name) || RANGES.test(child.name) || child.name === 'w:cellIns') {
      count.marks += 1;
    } else if (INSERTED.has(child.name)) {
      count.marks += 1;
      acceptIn(child, count);
      if (!properties) kept.push(...child.children);
    } else if (DELETED.has(child.name)) {
      count.marks += 1;
      // Bookmarks that begin or end in struck words are still pointed at from elsewhere.
      if (!properties) kept.push(...bookmarks(child));
    } else if (child.name === 'w:cellMerge') {
      count.marks += 1;
      const merge = attribute(child, 'vMerge');
      const prefix = /^<([\w.-]+:)?/.exec(child.open)?.[1] ?? '';
      if (merge !== undefined)
        kept.push({
          name: 'w:vMerge',
          open: `<${prefix}vMerge ${prefix}val="${merge === 'rest' ? 'restart' : 'continue'}"/>`,
          close: '',
          children: [],
        });
    } else if (child.name === 'w:tr' && childOf(childOf(child, 'w:trPr'), 'w:del') !== undefined) {
      count.marks += 1;
    } else if (child.name === 'w:tc' && childOf(childOf(child, 'w:tcPr'), 'w:cellDel') !== undefined) {
      count.marks += 1;
    } else {
      acceptIn(child, count);
      if (child.name === 'w:tr' && !hasWithin(child, 'w:tc')) continue;
      if (child.name === 'w:tbl' && !hasWithin(child, 'w:tr')) continue;
      kept.push(child);
    }
  }
  node.children = kept;
  if (node.name === 'w:tc') endWithParagraph(node);
}

function bookmarks(node: Exact): Exact[] {
  return childElements(node).flatMap((each) =>
    each.name === 'w:bookmarkStart' || each.name === 'w:bookmarkEnd' ? [each] : bookmarks(each),
  );
}

const hasWithin = (node: Exact, name: string): boolean =>
  childElements(node).some(
    (each) =>
      each.name === name ||
      ((each.name === 'w:sdt' || each.name === 'w:sdtContent' || each.name === 'w:customXml') && hasWithin(each, name)),
  );

/** A cell must end with a paragraph (17.4.66). */
function endWithParagraph(cell: Exact): void {
  const last = childElements(cell)
    .filter((each) => each.name !== 'w:bookmarkEnd')
    .at(-1);
  if (last !== undefined && (last.name === 'w:p' || last.name === 'w:sdt')) return;
  const prefix = /^<([\w.-]+:)?/.exec(cell.open)?.[1] ?? '';
  cell.children.push({ name: 'w:p', open: `<${prefix}p/>`, close: '', children: [] });
}

/** A paragraph whose end was struck begins the next one; before a table, or at the end of its place, it stays. */
function joinParagraphs(container: Exact, count: { marks: number }): void {
  const flat: { node: Exact; parent: Exact }[] = [];
  const collect = (parent: Exact): void => {
    for (const each of childElements(parent)) {
      if (each.name === 'w:p' || (each.name === 'w:tbl' && !isGone(each))) flat.push({ node: each, parent });
      else if (TRANSPARENT.has(each.name)) collect(each);
    }
  };
  collect(container);
  flat.forEach(({ node, parent }, index) => {
    if (node.name !== 'w:p') return;
    const properties = childOf(node, 'w:pPr');
    const format = childOf(properties, 'w:rPr');
    if (childOf(format, 'w:del') === undefined && childOf(format, 'w:moveFrom') === undefined) return;
    const next = flat[index + 1]?.node;
    const content = node.children.filter((each) => each !== properties);
    if (next === undefined || next.name !== 'w:p') {
      // Nothing to run on into. With no words left it goes, unless its place would be left without a paragraph.
      const others = flat.filter(
        (each) => each.node !== node && each.node.name === 'w:p' && each.parent.children.includes(each.node),
      );
      if (next === undefined ? others.length > 0 && onlyStruck(content) : onlyStruck(content)) remove(parent, node);
      return;
    }
    count.marks += 1;
    const head = childOf(next, 'w:pPr');
    const at = head === undefined ? 0 : next.children.indexOf(head) + 1;
    // Struck containers around the paragraph must not come along: only what is within it moves.
    next.children.splice(
      at,
      0,
      ...(parent.name === 'w:del' || parent.name === 'w:moveFrom' ? bookmarks(node) : content),
    );
    remove(parent, node);
  });
}

/** A table all of whose rows are struck. */
const isGone = (table: Exact): boolean => {
  const rows = childElements(table).filter((each) => each.name === 'w:tr');
  return rows.length > 0 && rows.every((row) => childOf(childOf(row, 'w:trPr'), 'w:del') !== undefined);
};

function onlyStruck(nodes: (Exact | string)[]): boolean {
  return nodes.every(
    (each) =>
      !isElement(each) ||
      DELETED.has(each.name) ||
      RANGES.test(each.name) ||
      /^w:(?:bookmark|proofErr|comment)/.test(each.name) ||
      (INSERTED.has(each.name) && onlyStruck(each.children)),
  );
}

function remove(parent: Exact, node: Exact): void {
  const at = parent.children.indexOf(node);
  if (at >= 0) parent.children.splice(at, 1);
}
