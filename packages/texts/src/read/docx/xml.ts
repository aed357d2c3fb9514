import { SaxesParser } from 'saxes';
import { decodeXml } from '../xml/tree.ts';
import { ReadError } from '../errors.ts';
import type { Limits } from './limits.ts';

/**
 * An element of an Office part. Names are `prefix:local` with the prefix that Word itself uses (`w`, `r`, `mc`, …), whatever
 * prefix the file chose and whether it is Strict or Transitional; attributes likewise.
 */
export interface Node {
  name: string;
  attributes: Record<string, string>;
  children: (Node | string)[];
}

/** Namespaces by usual prefix: Transitional (ECMA-376 Part 4) and Strict (ISO/IEC 29500-1). */
const NAMESPACES: Record<string, string> = {
  'http://schemas.openxmlformats.org/wordprocessingml/2006/main': 'w',
  'http://purl.oclc.org/ooxml/wordprocessingml/main': 'w',
  'http://schemas.openxmlformats.org/officeDocument/2006/relationships': 'r',
  'http://purl.oclc.org/ooxml/officeDocument/relationships': 'r',
  'http://schemas.openxmlformats.org/package/2006/relationships': 'rel',
  'http://schemas.openxmlformats.org/package/2006/content-types': 'ct',
  'http://schemas.openxmlformats.org/markup-compatibility/2006': 'mc',
  'http://schemas.openxmlformats.org/drawingml/2006/main': 'a',
  'http://purl.oclc.org/ooxml/drawingml/main': 'a',
  'http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing': 'wp',
  'http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing': 'wp',
  'http://schemas.openxmlformats.org/drawingml/2006/picture': 'pic',
  'http://purl.oclc.org/ooxml/drawingml/picture': 'pic',
  'http://schemas.openxmlformats.org/drawingml/2006/chart': 'c',
  'http://purl.oclc.org/ooxml/drawingml/chart': 'c',
  'http://schemas.openxmlformats.org/drawingml/2006/diagram': 'dgm',
  'http://purl.oclc.org/ooxml/drawingml/diagram': 'dgm',
  'http://schemas.openxmlformats.org/officeDocument/2006/math': 'm',
  'http://purl.oclc.org/ooxml/officeDocument/math': 'm',
  'http://schemas.microsoft.com/office/word/2010/wordml': 'w14',
  'http://schemas.microsoft.com/office/word/2012/wordml': 'w15',
  'http://schemas.microsoft.com/office/word/2010/wordprocessingShape': 'wps',
  'http://schemas.microsoft.com/office/word/2010/wordprocessingGroup': 'wpg',
  'http://schemas.microsoft.com/office/word/2010/wordprocessingCanvas': 'wpc',
  'urn:schemas-microsoft-com:vml': 'v',
  'urn:schemas-microsoft-com:office:office': 'o',
  'urn:schemas-microsoft-com:office:word': 'w10',
  'http://schemas.openxmlformats.org/package/2006/metadata/core-properties': 'cp',
  'http://purl.org/dc/elements/1.1/': 'dc',
  'http://purl.org/dc/terms/': 'dcterms',
  'http://www.w3.org/XML/1998/namespace': 'xml',
};

/** Prefixes of one scope, and the canonical names already worked out in it. */
interface Scope {
  prefixes: Map<string, string>;
  elements: Map<string, string>;
  attributes: Map<string, string>;
}

export interface ParseOptions {
  limits: Limits;
  /** Elements counted over all parts of the file. */
  counter: { elements: number };
  /** Elements that say nothing to us (spacing, borders, fonts): left out of the tree, with all within. */
  skip?: ReadonlySet<string>;
  /**
   * Streams: the children of an element with this name are handed over one by one and not kept.
   * Where absent, the whole part becomes one tree.
   */
  stream?: { parent: string; child: (node: Node) => void };
}

/**
 * Parses one XML part. Any DOCTYPE is refused, so no entity is ever expanded or fetched.
 *
 * Throws ReadError with the part as place: `broken-xml`, `entity-attack`, `too-deep`, `too-large`.
 */
export function parsePart(bytes: Uint8Array, place: string, options: ParseOptions): Node {
  const { limits, counter, skip, stream } = options;
  const parser = new SaxesParser<{ position: false; xmlns: false }>({ position: false, xmlns: false });
  const root: Node = { name: '', attributes: {}, children: [] };
  const open: Node[] = [root];
  const scopes: { depth: number; scope: Scope }[] = [];
  let scope: Scope = { prefixes: new Map([['xml', 'xml']]), elements: new Map(), attributes: new Map() };
  let skipping = 0;
  let alive = 0;
  const fail = (code: string, message: string, cause?: unknown): never => {
    throw new ReadError(code, message, { place, cause });
  };

  parser.on('doctype', () => fail('entity-attack', 'A part of the file declares a DOCTYPE, which is refused.'));
  parser.on('opentag', (tag) => {
    counter.elements += 1;
    if (counter.elements > limits.elements) fail('too-large', `The file holds more than ${limits.elements} elements.`);
    if (open.length + skipping > limits.depth) fail('too-deep', `The file nests deeper than ${limits.depth} levels.`);
    const attributes = tag.attributes;
    const own = bind(attributes, scope);
    if (own !== scope) {
      scopes.push({ depth: open.length + skipping, scope });
      scope = own;
    }
    const name = canonicalElement(tag.name, scope);
    if (skipping > 0 || skip?.has(name) === true) {
      skipping += 1;
      return;
    }
    alive += 1;
    if (alive > limits.blockElements)
      fail('too-large', `One block of the file holds more than ${limits.blockElements} elements.`);
    const node: Node = { name, attributes: canonicalAttributes(attributes, scope), children: [] };
    const parent = open[open.length - 1];
    if (parent !== undefined && !(stream !== undefined && parent.name === stream.parent)) parent.children.push(node);
    open.push(node);
  });
  parser.on('closetag', () => {
    if (skipping > 0) skipping -= 1;
    else {
      const node = open.pop();
      if (node !== undefined && stream !== undefined && open[open.length - 1]?.name === stream.parent) {
        alive = 0;
        stream.child(node);
      }
    }
    const last = scopes[scopes.length - 1];
    if (last !== undefined && last.depth === open.length + skipping) {
      scope = last.scope;
      scopes.pop();
    }
  });
  const text = (chunk: string): void => {
    if (skipping > 0) return;
    open[open.length - 1]?.children.push(chunk);
  };
  parser.on('text', text);
  parser.on('cdata', text);
  parser.on('error', (error) => {
    if (/undefined entity/i.test(error.message))
      fail('entity-attack', 'A part of the file uses an entity that is not defined.', error);
    fail('broken-xml', `A part of the file is not well-formed XML (${error.message}).`, error);
  });
  feed(parser, bytes, place);
  const first = root.children.find((each) => typeof each !== 'string');
  return first ?? fail('broken-xml', 'A part of the file has no root element.');
}

/** Hands the characters over in pieces: a part of 100 MB need not exist twice in memory. */
function feed(
  parser: { write(chunk: string): { close(): unknown }; close(): unknown },
  bytes: Uint8Array,
  place: string,
): void {
  const utf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  const head = String.fromCharCode(...bytes.subarray(0, 120));
  if (utf16 || /encoding\s*=\s*["'](?!utf-8)/i.test(head)) {
    let words: string;
    try {
      words = decodeXml(bytes);
    } catch (cause) {
      const { code, message } = cause instanceof ReadError ? cause : new ReadError('broken-xml', String(cause));
      throw new ReadError(code, message, { place, cause });
    }
    parser.write(words).close();
    return;
  }
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const step = 1 << 18;
  for (let at = 0; at < bytes.length; at += step) {
    let chunk: string;
    try {
      chunk = decoder.decode(bytes.subarray(at, at + step), { stream: at + step < bytes.length });
    } catch (cause) {
      throw new ReadError('broken-xml', 'A part of the file is not in the encoding it declares (UTF-8).', {
        place,
        cause,
      });
    }
    parser.write(chunk);
  }
  parser.close();
}

function bind(attributes: Record<string, string>, scope: Scope): Scope {
  let prefixes: Map<string, string> | undefined;
  for (const key in attributes) {
    if (!key.startsWith('xmlns')) continue;
    if (key !== 'xmlns' && key[5] !== ':') continue;
    const prefix = key === 'xmlns' ? '' : key.slice(6);
    const uri = attributes[key] ?? '';
    prefixes ??= new Map(scope.prefixes);
    prefixes.set(
      prefix,
      NAMESPACES[uri] ??
        (prefix === '' ? `{${uri}}` : uri.startsWith('http://schemas.microsoft.com/') ? prefix : `{${uri}}`),
    );
  }
  return prefixes === undefined ? scope : { prefixes, elements: new Map(), attributes: new Map() };
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

function canonicalAttributes(attributes: Record<string, string>, scope: Scope): Record<string, string> {
  const out: Record<string, string> = {};
  for (const key in attributes) {
    let canonical = scope.attributes.get(key);
    if (canonical === undefined) {
      const colon = key.indexOf(':');
      const bound = colon < 0 ? undefined : scope.prefixes.get(key.slice(0, colon));
      canonical = key.startsWith('xmlns') ? '' : bound === undefined ? key : `${bound}:${key.slice(colon + 1)}`;
      scope.attributes.set(key, canonical);
    }
    if (canonical !== '' && !canonical.startsWith('w:rsid')) out[canonical] = attributes[key] ?? '';
  }
  return out;
}

/** First child element of this name. */
export function child(node: Node | undefined, name: string): Node | undefined {
  if (node === undefined) return undefined;
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
  if (found === undefined) return undefined;
  const value = found.attributes['w:val'];
  return !(value === '0' || value === 'false' || value === 'off' || value === 'none');
}

/** All text within, in order. */
export function textOf(node: Node): string {
  return node.children.map((each) => (typeof each === 'string' ? each : textOf(each))).join('');
}

/** The usual prefix of a namespace; undefined where the namespace is not one that is read. */
export const canonicalPrefix = (uri: string): string | undefined => NAMESPACES[uri];
