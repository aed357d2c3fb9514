import { decodeXml } from '../read/xml/tree.ts';
import { ReadError } from '../read/errors.ts';
import { DEFAULT_LIMITS } from '../read/docx/limits.ts';
import type { Limits } from '../read/docx/limits.ts';
import { canonicalPrefix } from '../read/docx/namespaces.ts';
import { add } from '../read/docx/xml.ts';

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

/**
 * Parses a part into a tree that writes back the same characters; in UTF-8 and UTF-16 `writeExact` with the part's own
 * encoding gives the same bytes. Throws ReadError `broken-xml`, `entity-attack`, `too-deep`, `too-large`.
 */
export function parseExact(bytes: Uint8Array, place: string, limits: Limits = DEFAULT_LIMITS): Exact {
  const text = decodeXml(bytes);
  const keepsEncoding = encodingOf(bytes) !== 'other';
  let elements = 0;
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
    if (token[0] !== '<') add(top, token);
    else if (token === '<!')
      throw new ReadError('entity-attack', 'A part of the file declares a DOCTYPE, which is refused.', { place });
    else if (token === '<') throw new ReadError('broken-xml', 'A part of the file is not well-formed XML.', { place });
    else if (second === '?' || second === '!')
      add(
        top,
        second === '?' && !keepsEncoding
          ? token.replace(/(<\?xml[^>]*encoding\s*=\s*)(["'])[^"']*\2/, '$1"UTF-8"')
          : token,
      );
    else if (second === '/') {
      if (stack.length < 2 || top.close !== token.replace(/\s+/g, ''))
        throw new ReadError('broken-xml', 'A part of the file is not well-formed XML.', { place });
      top.close = token;
      stack.pop();
    } else {
      elements += 1;
      if (elements > limits.keptElements)
        throw new ReadError('too-large', `A part of the file holds more than ${limits.keptElements} elements.`, {
          place,
        });
      const raw = /^<([^\s/>]+)/.exec(token)?.[1] ?? '';
      const colon = raw.indexOf(':');
      const prefix = prefixes.get(colon < 0 ? '' : raw.slice(0, colon));
      const name = prefix === undefined || prefix === '' ? raw : `${prefix}:${raw.slice(colon + 1)}`;
      const empty = token.endsWith('/>');
      const node: Exact = { name, open: token, close: empty ? '' : `</${raw}>`, children: [] };
      add(top, node);
      if (!empty) stack.push(node);
      if (stack.length > limits.depth)
        throw new ReadError('too-deep', `The file nests deeper than ${limits.depth} levels.`, { place });
    }
  }
  if (stack.length !== 1) throw new ReadError('broken-xml', 'A part of the file is cut short.', { place });
  return root;
}

/** How the characters of a part are stored; "other" parts (which the format does not allow) are written back as UTF-8. */
export type Encoding = 'utf-8' | 'utf-8-marked' | 'utf-16le' | 'utf-16be' | 'other';

/** The encoding of a part, by its byte order mark or declaration. */
export function encodingOf(bytes: Uint8Array): Encoding {
  const [a, b, c] = bytes;
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8-marked';
  const head = String.fromCharCode(...bytes.subarray(0, 200));
  const declared = /^<\?xml[^>]*\sencoding\s*=\s*["']([\w.:-]+)["']/.exec(head)?.[1];
  return declared === undefined || /^utf-?8$/i.test(declared) ? 'utf-8' : 'other';
}

function encode(text: string, encoding: Encoding): Uint8Array {
  if (encoding === 'utf-8-marked') return new TextEncoder().encode(`\ufeff${text}`);
  if (encoding === 'utf-8' || encoding === 'other') return new TextEncoder().encode(text);
  const out = new Uint8Array(2 + text.length * 2);
  const data = new DataView(out.buffer);
  const little = encoding === 'utf-16le';
  data.setUint16(0, 0xfeff, little);
  for (let at = 0; at < text.length; at += 1) data.setUint16(2 + at * 2, text.charCodeAt(at), little);
  return out;
}

/** Writes the tree back. */
export function writeExact(root: Exact, encoding: Encoding = 'utf-8'): Uint8Array {
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
  return encode(out.join(''), encoding);
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
