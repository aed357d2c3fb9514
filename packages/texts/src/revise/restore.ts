import { attribute, childElements, childOf, isElement } from '../scrub/tree.ts';
import type { Exact } from '../scrub/tree.ts';
import { CHANGES } from './marks.ts';
import type { Settling } from './marks.ts';

/**
 * What of an element's present properties the change says nothing of, and so outlives a return to the old ones: before
 * the old properties in the element, or after them (order of the schema, ECMA-376 Part 1, annex A).
 */
const OUTSIDE: Record<string, { before?: RegExp; after?: RegExp }> = {
  'w:rPr': { before: /^w:(?:ins|del|moveFrom|moveTo)$/ },
  'w:pPr': { after: /^w:(?:rPr|sectPr)$/ },
  'w:sectPr': { before: /^w:(?:header|footer)Reference$/ },
  'w:trPr': { after: /^w:(?:ins|del)$/ },
  'w:tcPr': { after: /^w:cell(?:Ins|Del|Merge)$/ },
};

/** On reject: gives an element with changed properties (`w:rPr`, `w:pPr`, `w:tblGrid`, …) the old ones that its change holds. */
export function restoreProperties(node: Exact, settling: Settling): void {
  if (settling.way !== 'reject') return;
  const change = childElements(node).find((each) => CHANGES.has(each.name) && settling.mine(each));
  if (change === undefined) return;
  const old = childOf(change, node.name);
  if (old === undefined) return;
  const { before, after } = OUTSIDE[node.name] ?? {};
  const kept = (pattern: RegExp | undefined): Exact[] =>
    pattern === undefined ? [] : childElements(node).filter((each) => pattern.test(each.name));
  // Word repeats marks of cells and paragraph ends among the old properties: those outside are the ones that count.
  const was = old.children.filter(
    (each) => !isElement(each) || (before?.test(each.name) !== true && after?.test(each.name) !== true),
  );
  node.children = [...kept(before), ...was, ...kept(after)];
}

/** Merging of cells as a change (17.13.5.3): leaves the merge that holds afterwards, at its place in the schema's order. */
export function settleMerge(properties: Exact, settling: Settling): void {
  const mark = childElements(properties).find((each) => each.name === 'w:cellMerge' && settling.mine(each));
  if (mark === undefined) return;
  const value = attribute(mark, settling.way === 'accept' ? 'vMerge' : 'vMergeOrig');
  const present = childOf(properties, 'w:vMerge');
  properties.children = properties.children.filter(
    (each) => each !== mark && (each !== present || settling.way === 'reject'),
  );
  if (value === undefined || (settling.way === 'reject' && present !== undefined)) return;
  const element = /^<([\w.-]+:)?/.exec(mark.open)?.[1] ?? '';
  const own = /\s([\w.-]+:)vMerge/.exec(mark.open)?.[1] ?? element;
  const merge: Exact = {
    name: 'w:vMerge',
    open: `<${element}vMerge ${own}val="${value === 'rest' ? 'restart' : 'continue'}"/>`,
    close: '',
    children: [],
  };
  const at = properties.children.findLastIndex(
    (each) => isElement(each) && /^w:(?:cnfStyle|tcW|gridSpan|hMerge)$/.test(each.name),
  );
  properties.children.splice(at + 1, 0, merge);
}
