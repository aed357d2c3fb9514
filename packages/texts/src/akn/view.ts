import type { Element } from '../read/xml/tree.ts';
import type { View } from '../revise/view.ts';
import { OWN } from './names.ts';
import { ownPrefix } from './reading.ts';

/**
 * A parsed file as it was before its revision marks, or as it is after them: words, numbers, paragraphs and rows that the
 * other side has are left out, and nothing is marked any more. The result no longer claims to be what we wrote, since
 * what we kept beside the words (their references, their cleaned form) was true of the marked text only.
 */
export function viewOfTree(root: Element, view: View): Element {
  if (view === 'marked') return root;
  const prefix = ownPrefix(root);
  const gone = view === 'before' ? 'ins' : 'del';
  const stays = view === 'before' ? 'del' : 'ins';
  const settled = (element: Element): (Element | string)[] =>
    element.children.flatMap((child): (Element | string)[] => {
      if (typeof child === 'string') return [child];
      if (child.name === gone) return [];
      if (child.name === stays) return settled(child);
      const removed = child.attributes['status'] === 'removed';
      const state = prefix === null ? undefined : child.attributes[`${prefix}:state`];
      if (view === 'before' ? state === 'inserted' : removed) return [];
      const { status: _status, ...attributes } = child.attributes;
      return [{ ...child, attributes: removed ? attributes : child.attributes, children: settled(child) }];
    });
  const attributes = Object.fromEntries(Object.entries(root.attributes).filter(([, value]) => value !== OWN));
  return { ...root, attributes, children: settled(root) };
}
