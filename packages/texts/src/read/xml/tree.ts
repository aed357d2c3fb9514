import { ReadError } from '../errors.ts';
import { XmlError, XmlReader } from './reader.ts';

/** An element with its children in order: elements, and text as it stands. */
export interface Element {
  name: string;
  attributes: Record<string, string>;
  /** Line of the opening tag, from 1. */
  line: number;
  children: (Element | string)[];
}

/** No text that people negotiate nests deeper or is longer; what does is an attack or a mistake. */
const MAX_DEPTH = 200;
const MAX_BYTES = 32 * 1024 * 1024;
const MAX_NODES = 2_000_000;

/**
 * Parses XML bytes into a tree. Any DOCTYPE is refused (ReadError `entity-attack`): it is the door of entity bombs and of
 * fetches from outside, and no text of ours needs one. With `doctype: 'bare'` one that only names a DTD passes, which is
 * then neither fetched nor read: translators' tools write it. Other faults are `empty`, `too-large`, `broken-xml`.
 */
export function parseXml(bytes: Uint8Array, options: { doctype?: 'refused' | 'bare' } = {}): Element {
  if (bytes.length > MAX_BYTES)
    throw new ReadError('too-large', `The XML file is larger than ${MAX_BYTES / 1024 / 1024} MB.`);
  const source = decodeXml(bytes);
  if (source.trim() === '') throw new ReadError('empty', 'The XML file is empty.');

  const top: Element = { name: '', attributes: {}, line: 0, children: [] };
  const open: Element[] = [top];
  let nodes = 0;
  const reader: XmlReader = new XmlReader({
    doctype: (subset) => {
      if (options.doctype === 'bare' && !subset) return;
      throw new ReadError('entity-attack', 'The XML file declares a DOCTYPE, which is refused.', {
        place: `line ${reader.place().line}`,
      });
    },
    open: (name, list) => {
      if (open.length > MAX_DEPTH)
        throw new ReadError('too-large', `The XML file nests deeper than ${MAX_DEPTH} levels.`, {
          place: `line ${reader.place().line}`,
        });
      if (++nodes > MAX_NODES) throw new ReadError('too-large', 'The XML file has too many elements.');
      const attributes: Record<string, string> = {};
      for (let at = 0; at < list.length; at += 2) attributes[list[at] ?? ''] = list[at + 1] ?? '';
      const element: Element = { name: localName(name), attributes, line: reader.place().line, children: [] };
      open.at(-1)?.children.push(element);
      open.push(element);
    },
    close: () => void open.pop(),
    text: (characters) => {
      const parent = open.at(-1);
      if (parent === undefined) return;
      const last = parent.children.length - 1;
      const before = parent.children[last];
      if (typeof before === 'string') parent.children[last] = before + characters;
      else parent.children.push(characters);
    },
  });
  try {
    reader.write(source);
    reader.close();
  } catch (error) {
    if (!(error instanceof XmlError)) throw error;
    throw new ReadError(
      error.entity ? 'entity-attack' : 'broken-xml',
      error.entity
        ? 'The XML file uses an entity that is not defined.'
        : `The XML file is not well formed (${error.message}).`,
      { place: `line ${reader.place().line}`, ...(error.entity ? {} : { fault: error.fault }), cause: error },
    );
  }

  const root = top.children.find((child) => typeof child !== 'string');
  if (root === undefined) throw new ReadError('broken-xml', 'The XML file has no root element.');
  return root;
}

/** The characters of an XML file. */
export function decodeXml(bytes: Uint8Array): string {
  const label = xmlEncoding(bytes);
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new ReadError('broken-xml', `The XML file is not in the encoding it declares (${label}).`, { cause });
  }
}

/** Label of an XML file's encoding: by its byte order mark, else by its declaration, else UTF-8 (XML 1.0, appendix F). */
export function xmlEncoding(bytes: Uint8Array): string {
  const [a, b] = bytes;
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  const head = String.fromCharCode(...bytes.subarray(0, 200));
  const label =
    /^(?:\u00ef\u00bb\u00bf)?<\?xml[^>]*\sencoding\s*=\s*["']([\w.:-]+)["']/.exec(head)?.[1]?.toLowerCase() ?? 'utf-8';
  return label.startsWith('utf-16') || label.startsWith('ucs') ? 'utf-8' : label;
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
