import { xmlEncoding } from '../read/xml/tree.ts';
import { ReadError } from '../read/errors.ts';
import { DEFAULT_LIMITS } from '../read/docx/limits.ts';
import type { Limits } from '../read/docx/limits.ts';
import { canonicalPrefix } from '../read/docx/namespaces.ts';
import { add } from '../read/docx/xml.ts';
import { joined } from '../read/docx/zip.ts';

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
  const parser = new ExactParser(place, limits);
  parser.push(bytes);
  return parser.end().tree;
}

/**
 * The same from bytes that come in pieces, so that a large part is not in memory whole. Tags that are alike are one string in
 * the tree: of a part with very many marks they are most of it.
 */
export class ExactParser {
  readonly #place: string;
  readonly #limits: Limits;
  readonly #root: Exact = { name: '', open: '', close: '', children: [] };
  readonly #stack: Exact[] = [this.#root];
  readonly #prefixes = new Map<string, string>();
  readonly #names = new Map<string, { name: string; close: string }>();
  readonly #tags = new Map<string, string>();
  #encoding: Encoding = 'utf-8';
  #decoder: TextDecoder | null = null;
  #elements = 0;
  #rest = '';
  /** Before so many characters wait there is no use in looking for the end of a token again. */
  #wanted = 0;

  constructor(place: string, limits: Limits) {
    this.#place = place;
    this.#limits = limits;
  }

  /** The first piece holds the declaration of the encoding, where there is one. */
  push(bytes: Uint8Array): void {
    if (this.#decoder === null) {
      this.#encoding = encodingOf(bytes);
      this.#decoder = new TextDecoder(xmlEncoding(bytes), { fatal: true });
    }
    this.#rest += this.#decode(bytes);
    if (this.#rest.length >= this.#wanted) this.#read(false);
  }

  end(): { tree: Exact; encoding: Encoding } {
    this.#rest += this.#decode();
    this.#read(true);
    if (this.#stack.length !== 1) throw this.#broken('A part of the file is cut short.');
    return { tree: this.#root, encoding: this.#encoding };
  }

  #decode(bytes?: Uint8Array): string {
    try {
      return this.#decoder?.decode(bytes, { stream: bytes !== undefined }) ?? '';
    } catch (cause) {
      throw new ReadError('broken-xml', 'A part of the file is not in the encoding it declares.', {
        place: this.#place,
        cause,
      });
    }
  }

  #broken(message: string): ReadError {
    return new ReadError('broken-xml', message, { place: this.#place });
  }

  #read(final: boolean): void {
    const text = this.#rest;
    let done = 0;
    for (const { 0: token, index } of text.matchAll(TOKEN)) {
      const open = token === '<' || token === '<!' || (token.startsWith('<?') && !token.endsWith('?>'));
      // What may go on in the next piece waits for it.
      if (!final && (open || index + token.length === text.length)) break;
      this.#take(token);
      done = index + token.length;
    }
    this.#rest = text.slice(done);
    this.#wanted = this.#rest.length * 2;
  }

  #take(token: string): void {
    const stack = this.#stack;
    const top = stack[stack.length - 1] ?? this.#root;
    const second = token[1];
    if (token[0] !== '<') add(top, apart(token));
    else if (token === '<!')
      throw new ReadError('entity-attack', 'A part of the file declares a DOCTYPE, which is refused.', {
        place: this.#place,
      });
    else if (token === '<') throw this.#broken('A part of the file is not well-formed XML.');
    else if (second === '?' || second === '!')
      add(
        top,
        second === '?' && this.#encoding === 'other'
          ? token.replace(/(<\?xml[^>]*encoding\s*=\s*)(["'])[^"']*\2/, '$1"UTF-8"')
          : token,
      );
    else if (second === '/') {
      if (stack.length < 2 || top.close !== token.replace(/\s+/g, ''))
        throw this.#broken('A part of the file is not well-formed XML.');
      if (top.close !== token) top.close = token;
      stack.pop();
    } else this.#element(token, top);
  }

  #element(token: string, top: Exact): void {
    const { keptElements, depth } = this.#limits;
    this.#elements += 1;
    if (this.#elements > keptElements)
      throw new ReadError('too-large', `A part of the file holds more than ${keptElements} elements.`, {
        place: this.#place,
      });
    if (token.includes('xmlns')) this.#bind(token);
    const { name, close } = this.#named(/^<([^\s/>]+)/.exec(token)?.[1] ?? '');
    const empty = token.endsWith('/>');
    const node: Exact = { name, open: this.#shared(token), close: empty ? '' : close, children: [] };
    add(top, node);
    if (!empty) this.#stack.push(node);
    if (this.#stack.length > depth)
      throw new ReadError('too-deep', `The file nests deeper than ${depth} levels.`, { place: this.#place });
  }

  #bind(token: string): void {
    for (const [, prefix = '', uri = ''] of token.matchAll(/\sxmlns:?([\w.-]*)\s*=\s*["']([^"']*)["']/g)) {
      const usual = canonicalPrefix(uri);
      if (usual !== undefined || !this.#prefixes.has(prefix)) this.#prefixes.set(prefix, usual ?? prefix);
    }
    this.#names.clear();
  }

  #named(raw: string): { name: string; close: string } {
    const known = this.#names.get(raw);
    if (known !== undefined) return known;
    const colon = raw.indexOf(':');
    const prefix = this.#prefixes.get(colon < 0 ? '' : raw.slice(0, colon));
    const name = prefix === undefined || prefix === '' ? raw : `${prefix}:${raw.slice(colon + 1)}`;
    const one = { name, close: `</${raw}>` };
    this.#names.set(raw, one);
    return one;
  }

  #shared(tag: string): string {
    const known = this.#tags.get(tag);
    if (known !== undefined) return known;
    const own = apart(tag);
    if (this.#tags.size < 10_000) this.#tags.set(own, own);
    return own;
  }
}

/** The same characters for themselves: a part of a longer string keeps all of that in memory. */
const apart = (text: string): string => (text.length < 13 ? text : [text.slice(0, 1), text.slice(1)].join(''));

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
  if (encoding !== 'utf-16le' && encoding !== 'utf-16be') return new TextEncoder().encode(text);
  const out = new Uint8Array(text.length * 2);
  const data = new DataView(out.buffer);
  for (let at = 0; at < text.length; at += 1) data.setUint16(at * 2, text.charCodeAt(at), encoding === 'utf-16le');
  return out;
}

/** Characters that are encoded at once: a part is never in memory whole a second time. */
const PIECE = 1 << 16;

/** Writes the tree back, piece by piece. */
export function writePieces(root: Exact, encoding: Encoding, take: (piece: Uint8Array) => void): void {
  let open: string[] = encoding === 'utf-8' || encoding === 'other' ? [] : ['\ufeff'];
  let length = 0;
  const flush = (): void => {
    take(encode(open.join(''), encoding));
    open = [];
    length = 0;
  };
  const write = (text: string): void => {
    open.push(text);
    length += text.length;
    if (length >= PIECE) flush();
  };
  const walk = (node: Exact): void => {
    const filled = node.open !== '' && node.close === '' && node.children.length > 0;
    write(filled ? node.open.replace(/\s*\/>$/, '>') : node.open);
    for (const child of node.children) typeof child === 'string' ? write(child) : walk(child);
    write(filled ? `</${/^<([^\s/>]+)/.exec(node.open)?.[1] ?? ''}>` : node.close);
  };
  walk(root);
  flush();
}

/** Writes the tree back. */
export function writeExact(root: Exact, encoding: Encoding = 'utf-8'): Uint8Array {
  const pieces: Uint8Array[] = [];
  writePieces(root, encoding, (piece) => pieces.push(piece));
  return joined(pieces);
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
