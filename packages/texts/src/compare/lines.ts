import type { Group, Item } from '../model/text.ts';
import type { Node } from './nodes.ts';

/** A heading, a paragraph or a table of a tree, with how many of its kind it stands under. Rows stay within their table. */
export interface Line {
  node: Node;
  depth: number;
}

/** The lines below a node, in reading order. A tree and its lines with their depths say the same. */
export function linesBelow(root: Node): Line[] {
  const out: Line[] = [];
  const items = (nodes: readonly Node[], depth: number): void => {
    for (const node of nodes) {
      out.push({ node, depth });
      items(node.items, depth + 1);
    }
  };
  const groups = (nodes: readonly Node[], depth: number): void => {
    for (const node of nodes) {
      out.push({ node, depth });
      items(node.items, 0);
      groups(node.groups, depth + 1);
    }
  };
  items(root.items, 0);
  groups(root.groups, 0);
  return out;
}

/** Grows a tree from its lines in reading order: each stands under the last one before it that is less deep. */
export class Tree {
  readonly groups: Group[] = [];
  /** Paragraphs that no group holds: those of a cell. */
  readonly items: Item[] = [];
  #openGroups: Group[] = [];
  #openItems: Item[] = [];

  /** As deep as the next group can stand. */
  get roomForGroup(): number {
    return this.#openGroups.length;
  }
  /** The group that holds what comes next. */
  get open(): Group | undefined {
    return this.#openGroups.at(-1);
  }
  /** Puts the group in without what is within it; gives back the one in the tree. */
  addGroup(group: Group, depth: number): Group {
    const own: Group = { ...group, items: [], groups: [] };
    this.#openGroups.length = Math.min(depth, this.#openGroups.length);
    (this.#openGroups.at(-1)?.groups ?? this.groups).push(own);
    this.#openGroups.push(own);
    this.#openItems = [];
    return own;
  }
  /** The same for a paragraph. */
  addItem(item: Item, depth: number): Item {
    const own: Item = { ...item, items: [] };
    this.#openItems.length = Math.min(depth, this.#openItems.length);
    (this.#openItems.at(-1)?.items ?? this.open?.items ?? this.items).push(own);
    this.#openItems.push(own);
    return own;
  }
}
