import { XmlError, XmlReader } from '../xml/reader.ts';
import { xmlEncoding } from '../xml/tree.ts';
import { ReadError } from '../errors.ts';
import type { Limits } from './limits.ts';
import { joined } from './zip.ts';
import { canonicalPrefix } from './namespaces.ts';

/**
 * An element of an Office part. Names are `prefix:local` with the prefix that Word itself uses (`w`, `r`, `mc`, …), whatever
 * prefix the file chose and whether it is Strict or Transitional; attributes likewise.
 */
export interface Node {
  name: string;
  attributes: Record<string, string>;
  children: (Node | string)[];
}

/** Prefixes of one scope, and the canonical names already worked out in it. */
interface Scope {
  prefixes: Map<string, string>;
  elements: Map<string, string>;
  attributes: Map<string, string>;
}

/** What is counted over all parts of a file. */
export interface Counter {
  elements: number;
  /** Elements that were not skipped, and the characters of the text in them: what the reading may keep. */
  kept: number;
  characters: number;
}

export interface ParseOptions {
  limits: Limits;
  counter: Counter;
  /** Elements that say nothing to us (spacing, borders, fonts): left out of the tree, with all within. */
  skip?: ReadonlySet<string>;
  /**
   * Streams: the children of an element with this name are handed over one by one and not kept.
   * Where absent, the whole part becomes one tree.
   */
  stream?: { parent: string; child: (node: Node) => void };
}

/**
 * Parses one XML part, given piece by piece. Any DOCTYPE is refused, so no entity is ever expanded or fetched.
 *
 * Throws ReadError with the part as place: `broken-xml`, `entity-attack`, `too-deep`, `too-large`.
 */
export class PartParser {
  readonly #place: string;
  readonly #options: ParseOptions;
  readonly #reader: XmlReader;
  readonly #root: Node = { name: '', attributes: {}, children: [] };
  #decoder: TextDecoder | undefined;
  #head = new Uint8Array(0);

  constructor(place: string, options: ParseOptions) {
    this.#place = place;
    this.#options = options;
    this.#reader = this.#listen();
  }

  /** The next bytes of the part. */
  write(bytes: Uint8Array): void {
    const step = 1 << 18;
    for (let at = 0; at < bytes.length; at += step) this.#feed(bytes.subarray(at, at + step));
  }

  /** Ends the part and gives its root element. */
  close(): Node {
    if (!this.#decoder) this.#read(this.#decode(this.#head, false));
    this.#read(this.#decode(new Uint8Array(0), true), true);
    const first = this.#root.children.find((each) => typeof each !== 'string');
    return first ?? this.#fail('broken-xml', 'A part of the file has no root element.');
  }

  #feed(bytes: Uint8Array): void {
    let piece = bytes;
    if (!this.#decoder && this.#head.length + bytes.length < HEAD) {
      this.#head = joined([this.#head, bytes]);
      return;
    }
    if (!this.#decoder) piece = joined([this.#head, bytes]);
    this.#read(this.#decode(piece, false));
    if (this.#reader.held > this.#options.limits.textLength)
      this.#fail('too-large', `One text of the file is longer than ${this.#options.limits.textLength} characters.`);
  }

  #read(words: string, last = false): void {
    try {
      this.#reader.write(words);
      if (last) this.#reader.close();
    } catch (error) {
      if (!(error instanceof XmlError)) throw error;
      const { line, column } = this.#reader.place();
      const what = error.entity ? 'uses an entity that is not defined' : 'is not well-formed XML';
      this.#fail(
        error.entity ? 'entity-attack' : 'broken-xml',
        `A part of the file ${what} (line ${line}, character ${column}: ${error.message}).`,
        error,
      );
    }
  }

  #decode(bytes: Uint8Array, last: boolean): string {
    const label = this.#decoder?.encoding ?? xmlEncoding(bytes);
    try {
      this.#decoder ??= new TextDecoder(label, { fatal: true });
      return this.#decoder.decode(bytes, { stream: !last });
    } catch (cause) {
      return this.#fail(
        'broken-xml',
        `A part of the file is not in the encoding it declares (${label.toUpperCase()}).`,
        cause,
      );
    }
  }

  #fail(code: string, message: string, cause?: unknown): never {
    throw new ReadError(code, message, { place: this.#place, cause });
  }

  #listen(): XmlReader {
    const { limits, counter, skip, stream } = this.#options;
    const open: Node[] = [this.#root];
    const scopes: { depth: number; scope: Scope }[] = [];
    let scope: Scope = { prefixes: new Map([['xml', 'xml']]), elements: new Map(), attributes: new Map() };
    let skipping = 0;
    let alive = 0;
    const fail = (code: string, message: string): never => this.#fail(code, message);

    return new XmlReader({
      doctype: () => fail('entity-attack', 'A part of the file declares a DOCTYPE, which is refused.'),
      open: (raw, attributes) => {
        counter.elements += 1;
        if (counter.elements > limits.elements)
          fail('too-large', `The file holds more than ${limits.elements} elements.`);
        if (open.length + skipping > limits.depth)
          fail('too-deep', `The file nests deeper than ${limits.depth} levels.`);
        if (skipping > 0) {
          skipping += 1;
          return;
        }
        const own = bind(attributes, scope);
        if (own !== scope) {
          scopes.push({ depth: open.length, scope });
          scope = own;
        }
        const name = canonicalElement(raw, scope);
        if (skip?.has(name)) {
          skipping = 1;
          return;
        }
        const node: Node = { name, attributes: canonicalAttributes(attributes, scope), children: [] };
        counter.kept += 1;
        alive += 1;
        for (const _ in node.attributes) alive += 1;
        if (counter.kept > limits.keptElements)
          fail('too-large', `The file holds more than ${limits.keptElements} elements with text or marks.`);
        if (alive > limits.blockElements)
          fail('too-large', `One block of the file holds more than ${limits.blockElements} elements and attributes.`);
        const parent = open[open.length - 1];
        if (parent && !(stream && parent.name === stream.parent)) add(parent, node);
        open.push(node);
      },
      close: () => {
        if (skipping > 0) skipping -= 1;
        else {
          const node = open.pop();
          if (node && stream && open[open.length - 1]?.name === stream.parent) {
            alive = 0;
            stream.child(node);
          }
        }
        const last = scopes[scopes.length - 1];
        if (last && last.depth === open.length && skipping === 0) {
          scope = last.scope;
          scopes.pop();
        }
      },
      text: (characters) => {
        const into = open[open.length - 1];
        if (skipping > 0 || !into || into.name === stream?.parent) return;
        counter.characters += characters.length;
        if (counter.characters > limits.characters)
          fail('too-large', `The text of the file is longer than ${limits.characters} characters.`);
        add(into, characters);
      },
    });
  }
}

/** Bytes that must be there before the encoding is told. */
const HEAD = 200;

/** Adds a child. An array grows to room for seventeen at the first push, and most elements hold one thing. */
export function add<T>(parent: { children: T[] }, inner: T): void {
  if (parent.children.length === 0) parent.children = [inner];
  else parent.children.push(inner);
}

const NO_ATTRIBUTES: Record<string, string> = Object.freeze({});

/** The scope within an element, given its attributes (name, value, name, value). */
function bind(attributes: readonly string[], scope: Scope): Scope {
  let prefixes: Map<string, string> | undefined;
  for (let at = 0; at < attributes.length; at += 2) {
    const key = attributes[at] ?? '';
    if (!key.startsWith('xmlns')) continue;
    if (key !== 'xmlns' && key[5] !== ':') continue;
    const prefix = key === 'xmlns' ? '' : key.slice(6);
    const uri = attributes[at + 1] ?? '';
    prefixes ??= new Map(scope.prefixes);
    prefixes.set(
      prefix,
      canonicalPrefix(uri) ??
        (prefix === '' ? `{${uri}}` : uri.startsWith('http://schemas.microsoft.com/') ? prefix : `{${uri}}`),
    );
  }
  return prefixes ? { prefixes, elements: new Map(), attributes: new Map() } : scope;
}

function canonicalElement(name: string, scope: Scope): string {
  const known = scope.elements.get(name);
  if (known !== undefined) return known;
  const colon = name.indexOf(':');
  const bound = scope.prefixes.get(colon < 0 ? '' : name.slice(0, colon));
  const local = colon < 0 ? name : name.slice(colon + 1);
  const canonical = bound === undefined ? name : `${bound}:${local}`;
  scope.elements.set(name, canonical);
  return canonical;
}

function canonicalAttributes(attributes: readonly string[], scope: Scope): Record<string, string> {
  let out: Record<string, string> | undefined;
  for (let at = 0; at < attributes.length; at += 2) {
    const key = attributes[at] ?? '';
    let canonical = scope.attributes.get(key);
    if (canonical === undefined) {
      const colon = key.indexOf(':');
      const bound = colon < 0 ? undefined : scope.prefixes.get(key.slice(0, colon));
      canonical = key.startsWith('xmlns') ? '' : bound === undefined ? key : `${bound}:${key.slice(colon + 1)}`;
      if (canonical.startsWith('w:rsid')) canonical = '';
      scope.attributes.set(key, canonical);
    }
    if (canonical !== '') (out ??= {})[canonical] = attributes[at + 1] ?? '';
  }
  return out ?? NO_ATTRIBUTES;
}

/** Names of elements with one prefix, from their local names with white space between. */
export const names = (prefix: string, locals: string): string[] =>
  locals.split(/\s+/).map((local) => `${prefix}:${local}`);

/** First child element of this name. */
export function child(node: Node | undefined, name: string): Node | undefined {
  if (!node) return undefined;
  for (const each of node.children) if (typeof each !== 'string' && each.name === name) return each;
  return undefined;
}

/** All child elements, of one name or of any. */
export function elements(node: Node | undefined, name?: string): Node[] {
  const out: Node[] = [];
  for (const each of node?.children ?? [])
    if (typeof each !== 'string' && (name === undefined || each.name === name)) out.push(each);
  return out;
}

/** `w:val` of a child element; undefined where either is absent. */
export const val = (node: Node | undefined, name: string): string | undefined => child(node, name)?.attributes['w:val'];

/** A whole number, or undefined: what a file says is never trusted to be one. */
export function integer(value: string | undefined): number | undefined {
  if (value === undefined || !/^[+-]?\d{1,9}$/.test(value.trim())) return undefined;
  return Number(value);
}

/** An on/off property: present without value means on (ST_OnOff). */
export function onOff(node: Node | undefined, name: string): boolean | undefined {
  const found = child(node, name);
  if (!found) return undefined;
  return isOn(found.attributes['w:val'] ?? '1');
}

/** A value that means on (ST_OnOff). */
export const isOn = (value: string): boolean => !/^(?:0|false|off|none)$/.test(value);

/** All text within, in order. */
export function textOf(node: Node): string {
  return node.children.map((each) => (typeof each === 'string' ? each : textOf(each))).join('');
}
