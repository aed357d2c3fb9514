import { escapeXml } from '../write/docx/xml.ts';

/** Markup already written, or an element that is put on lines of its own. */
export type Node = string | Tag;
export interface Tag {
  name: string;
  attributes: Attributes;
  children: Node[];
  /** Its children are words: no white space is put between them. */
  words?: true;
}
export type Attributes = Record<string, string | undefined>;

/** An element that holds other elements. */
export const tag = (name: string, attributes: Attributes = {}, children: readonly (Node | null)[] = []): Tag => ({
  name,
  attributes,
  children: children.filter((child) => child !== null),
});

/** An element that holds words and inline elements. */
export const words = (name: string, attributes: Attributes, inner: string): Tag => ({
  name,
  attributes,
  children: [inner],
  words: true,
});

/** Words of an element. A carriage return would be read as a line feed (XML 1.0, 2.11). */
export const escapeWords = (value: string): string => escapeXml(value).replace(/\r/g, '&#13;');

/** The value of an attribute: white space but the space would be read as one (XML 1.0, 3.3.3). */
const escapeAttribute = (value: string): string =>
  escapeXml(value).replace(/[\t\n\r]/g, (sign) => `&#${sign.charCodeAt(0)};`);

export const attributesOf = (attributes: Attributes): string =>
  Object.entries(attributes)
    .map(([name, value]) => (value === undefined ? '' : ` ${name}="${escapeAttribute(value)}"`))
    .join('');

/** An inline element around markup. */
export const around = (name: string, attributes: Attributes, inner: string): string =>
  inner === '' ? `<${name}${attributesOf(attributes)}/>` : `<${name}${attributesOf(attributes)}>${inner}</${name}>`;

/** Elements as text, each on a line of its own, words left as they are. */
export function print(node: Node, depth = 0): string {
  const indent = '  '.repeat(depth);
  if (typeof node === 'string') return `${indent}${node}\n`;
  const { name, attributes, children } = node;
  if (node.words) return `${indent}${around(name, attributes, children.join(''))}\n`;
  if (children.length === 0) return `${indent}<${name}${attributesOf(attributes)}/>\n`;
  const inner = children.map((child) => print(child, depth + 1)).join('');
  return `${indent}<${name}${attributesOf(attributes)}>\n${inner}${indent}</${name}>\n`;
}
