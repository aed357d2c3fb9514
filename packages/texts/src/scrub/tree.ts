import { decodeXml } from '../read/xml/tree.ts';
import { ReadError } from '../read/errors.ts';
import { canonicalPrefix } from '../read/docx/xml.ts';

/**
 * An element kept to the letter: `open` is its tag as it stood in the file, so that what nobody touches is written back
 * unchanged. `name` has the usual prefix, whatever the file's own.
 */
export interface Exact {
  name: string;
  open: string;
  /** "" where the element was self-closing and still is empty. */
  close: string;
  children: (Exact | string)[];
}

const TOKEN = /<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<\?[\s\S]*?\?>|<!|<(?:[^"'<>]|"[^"]*"|'[^']*')*>|[^<]+|</g;
const MAX_DEPTH = 256;

/** Parses a part into a tree that writes back the same characters. Throws ReadError `broken-xml`, `entity-attack`, `too-deep`. */
export function parseExact(bytes: Uint8Array, place: string): Exact {
  const text = decodeXml(bytes).replace(/^\ufeff/, '');
  const prefixes = new Map<string, string>();
  for (const [, prefix = '', uri = ''] of text.matchAll(/\sxmlns:?([\w.-]*)\s*=\s*["']([^"']*)["']/g)) {
    const usual = canonicalPrefix(uri);
    if (usual !== undefined || !prefixes.has(prefix)) prefixes.set(prefix, usual ?? prefix);
  }
  const root: Exact = { name: '', open: '', close: '', children: [] };
  const stack: Exact[] = [root];
  for (const [token] of text.matchAll(TOKEN)) {
    const top = stack[stack.length - 1] ?? root;
    const second = token[1];
    if (token[0] !== '<') top.children.push(token);
    else if (token === '<!')
      throw new ReadError('entity-attack', 'A part of the file declares a DOCTYPE, which is refused.', { place });
    else if (token === '<') throw new ReadError('broken-xml', 'A part of the file is not well-formed XML.', { place });
    else if (second === '?' || second === '!')
      top.children.push(
        second === '?' ? token.replace(/(<\?xml[^>]*encoding\s*=\s*)(["'])[^"']*\2/, '$1"UTF-8"') : token,
      );
    else if (second === '/') {
      if (stack.length < 2 || top.close !== token.replace(/\s+/g, ''))
        throw new ReadError('broken-xml', 'A part of the file is not well-formed XML.', { place });
      stack.pop();
    } else {
      const raw = /^<([^\s/>]+)/.exec(token)?.[1] ?? '';
      const colon = raw.indexOf(':');
      const prefix = prefixes.get(colon < 0 ? '' : raw.slice(0, colon));
      const name = prefix === undefined || prefix === '' ? raw : `${prefix}:${raw.slice(colon + 1)}`;
      const empty = token.endsWith('/>');
      const node: Exact = { name, open: token, close: empty ? '' : `</${raw}>`, children: [] };
      top.children.push(node);
      if (!empty) stack.push(node);
      if (stack.length > MAX_DEPTH)
        throw new ReadError('too-deep', `The file nests deeper than ${MAX_DEPTH} levels.`, { place });
    }
  }
  if (stack.length !== 1) throw new ReadError('broken-xml', 'A part of the file is cut short.', { place });
  return root;
}

/** Writes the tree back. */
export function writeExact(root: Exact): Uint8Array {
  const out: string[] = [];
  const walk = (node: Exact): void => {
    if (node.open !== '' && node.close === '' && node.children.length > 0) {
      const raw = /^<([^\s/>]+)/.exec(node.open)?.[1] ?? '';
      out.push(node.open.replace(/\s*\/>$/, '>'));
      for (const child of node.children) typeof child === 'string' ? out.push(child) : walk(child);
      out.push(`</${raw}>`);
      return;
    }
    out.push(node.open);
    for (const child of node.children) typeof child === 'string' ? out.push(child) : walk(child);
    out.push(node.close);
  };
  walk(root);
  return new TextEncoder().encode(out.join(''));
}

export const isElement = (node: Exact | string): node is Exact => typeof node !== 'string';

export const childElements = (node: Exact | undefined): Exact[] =>
  node === undefined ? [] : node.children.filter(isElement);

export const childOf = (node: Exact | undefined, name: string): Exact | undefined =>
  childElements(node).find((each) => each.name === name);

/** Value of an attribute by its local name, in any prefix; entities stay as written. */
export function attribute(node: Exact, local: string): string | undefined {
  return new RegExp(`[\\s:]${local}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`)
    .exec(node.open)
    ?.slice(1)
    .find((value) => value !== undefined);
}

/** Removes attributes whose local name is matched (namespace declarations never are); gives how many went. */
export function removeAttributes(node: Exact, matches: (local: string) => boolean): number {
  let count = 0;
  node.open = node.open.replace(
    /\s+([\w.-]+:)?([\w.-]+)\s*=\s*(?:"[^"]*"|'[^']*')/g,
    (whole, prefix: string | undefined, local: string) => {
      if (prefix === 'xmlns:' || local === 'xmlns' || !matches(local)) return whole;
      count += 1;
      return '';
    },
  );
  return count;
}

/** Sets every attribute with this local name to "". */
export function blankAttributes(node: Exact, local: string): number {
  let count = 0;
  node.open = node.open.replace(
    new RegExp(`(\\s(?:[\\w.-]+:)?${local}\\s*=\\s*)(?:"[^"]*"|'[^']*')`, 'g'),
    (_, head: string) => {
      count += 1;
      return `${head}""`;
    },
  );
  return count;
}
