import { childElements, childOf, isElement } from '../scrub/tree.ts';
import type { Exact } from '../scrub/tree.ts';
import { bearsEnd, cellGoes, fate, isPlace, placesIn } from './marks.ts';
import type { Settling } from './marks.ts';

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

/** Places in which paragraphs run on into each other, and which must hold at least one. */
export const CONTAINERS: ReadonlySet<string> = new Set([
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

/**
 * Joins the paragraphs of one container whose end goes: such a paragraph begins the next one, which keeps its own
 * properties, as Word does (17.13.5.15: without its mark "the contents of this paragraph are combined with the following").
 * A table that goes altogether does not part them; one that stays does: there, and at the end of the container, a paragraph
 * with no words left goes and one with words stays. The container itself never loses its last paragraph.
 */
export function joinParagraphs(container: Exact, settling: Settling): void {
  const flat: { node: Exact; parent: Exact }[] = [];
  const collect = (parent: Exact): void => {
    for (const each of childElements(parent)) {
      if (each.name === 'w:p' || (each.name === 'w:tbl' && !tableGoes(each, settling)))
        flat.push({ node: each, parent });
      else if (TRANSPARENT.has(each.name) && fate(each, settling) !== 'goes') collect(each);
    }
  };
  collect(container);

  const gone = new Map<Exact, Exact[]>();
  const parents = new Set<Exact>();
  const takeOut = (node: Exact, parent: Exact, places: Exact[]): void => {
    gone.set(node, places);
    parents.add(parent);
  };
  let carried: (Exact | string)[] = [];
  flat.forEach(({ node, parent }, index) => {
    if (node.name !== 'w:p') return;
    const properties = childOf(node, 'w:pPr');
    const ends = bearsEnd(childOf(properties, 'w:rPr'), settling);
    if (!ends && carried.length === 0) return;
    const head = properties === undefined ? 0 : node.children.indexOf(properties) + 1;
    const content = carried;
    carried = [];
    for (const each of node.children.slice(head)) content.push(each);
    const next = flat[index + 1]?.node;
    if (ends && next?.name === 'w:p') {
      carried = content;
      takeOut(node, parent, []);
    } else if (
      ends &&
      onlyGoing(content, settling) &&
      (next !== undefined ||
        flat.some((each) => each.node !== node && each.node.name === 'w:p' && !gone.has(each.node)))
    ) {
      takeOut(node, parent, placesIn(content, settling));
    } else node.children = [...node.children.slice(0, head), ...content];
  });
  for (const parent of parents)
    parent.children = parent.children.flatMap<Exact | string>((each) =>
      isElement(each) ? (gone.get(each) ?? [each]) : [each],
    );
}

/** A table none of whose rows stays. */
function tableGoes(table: Exact, settling: Settling): boolean {
  const rows = within(table, 'w:tr');
  return (
    rows.length > 0 &&
    rows.every((row) => {
      if (bearsEnd(childOf(row, 'w:trPr'), settling)) return true;
      const cells = within(row, 'w:tc');
      return cells.length > 0 && cells.every((cell) => cellGoes(childOf(cell, 'w:tcPr'), settling));
    })
  );
}

/** Elements of this name in a table or row, also where they stand in holders. */
export const within = (node: Exact, name: string): Exact[] =>
  childElements(node).flatMap((each) =>
    each.name === name ? [each] : TRANSPARENT.has(each.name) ? within(each, name) : [],
  );

function onlyGoing(nodes: readonly (Exact | string)[], settling: Settling): boolean {
  return nodes.every((each) => {
    if (!isElement(each) || isPlace(each)) return true;
    const way = fate(each, settling);
    return way === 'goes' || (way === 'stays' && onlyGoing(each.children, settling));
  });
}

/** A container must hold a paragraph, and a cell end with one (17.4.66). */
export function endsWell(container: Exact): boolean {
  const last = childElements(container).findLast(
    (each) => !isPlace(each) && each.name !== 'w:tcPr' && each.name !== 'w:sectPr',
  );
  return last !== undefined && (container.name !== 'w:tc' || last.name !== 'w:tbl');
}

/** Adds an empty paragraph at the end of a container. */
export function endWithParagraph(container: Exact): void {
  const prefix = /^<([\w.-]+:)?/.exec(container.open)?.[1] ?? '';
  const paragraph: Exact = { name: 'w:p', open: `<${prefix}p/>`, close: '', children: [] };
  const section = container.children.findIndex((each) => isElement(each) && each.name === 'w:sectPr');
  container.children.splice(section < 0 ? container.children.length : section, 0, paragraph);
}
