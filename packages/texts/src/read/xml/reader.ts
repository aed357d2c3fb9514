import type { Fault } from '../errors.ts';

/** What is read, as it comes. Characters between two marks come in one piece, references in them replaced. */
export interface XmlEvents {
  /** `attributes` holds a name, its value, the next name, its value; the list is used again for the next element. */
  open: (name: string, attributes: readonly string[]) => void;
  close: () => void;
  text: (characters: string) => void;
  /** A DOCTYPE; `subset` where it declares something itself, and then reading ends in an error anyhow. */
  doctype: (subset: boolean) => void;
}

/** XML that is not well formed; `entity` where it uses an entity that nothing declares, `fault` for messages in words. */
export class XmlError extends Error {
  readonly entity: boolean;
  readonly fault: Fault;

  constructor(message: string, entity: boolean, fault: Fault) {
    super(message);
    this.entity = entity;
    this.fault = fault;
  }
}

const badMark: Fault = { code: 'xml-mark', values: {} };
const cutOff: Fault = { code: 'xml-cut', values: {} };
const badSign = (one: string): Fault => ({ code: 'xml-sign', values: { sign: one } });

/** Names (XML 1.0, productions 4 and 5). */
const START =
  ':A-Z_a-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\u{10000}-\u{effff}';
const NAME = new RegExp(`^[${START}][${START}\\-.\\d\u00b7\u0300-\u036f\u203f\u2040]*$`, 'u');
/** Characters that no XML holds (production 2); half pairs do not come out of a decoder. */
const FORBIDDEN = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/;
const DECLARATION = /^xml\s+version\s*=\s*(["'])1\.\d+\1(?:\s+\w+\s*=\s*(["'])[\w.-]+\2)*\s*$/;
const ENTITIES = new Map(Object.entries({ lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }));
/** Names found good that are remembered, and attributes that one element may have: more would cost time without end. */
const MOST_NAMES = 4_096;
const MOST_ATTRIBUTES = 1_024;

/**
 * Reads XML 1.0 given piece by piece, and holds no more of it than the mark or text it is in.
 *
 * Why our own: a part of 128 MB passes in pieces, names may be of any script, each fault is told with its place, and the
 * parser goes along to browsers. The small parsers on npm (saxen, sax) take what is not well formed, know names in ASCII only
 * or lose the place; the strict one (saxes) is six times as large.
 *
 * Checked is what the standard asks of a reader that takes no DTD: one root, tags that match, names, attributes, references,
 * characters, comments, CDATA, the declaration. Prefixes stay as written. Line ends become "\n", white space in attributes
 * spaces (2.11, 3.3.3). A DOCTYPE is told of; one with declarations is refused, so no entity is ever expanded or fetched.
 * Depth and size are for the caller to bound, from within the events. Throws XmlError; `place` then tells where.
 */
export class XmlReader {
  readonly #events: XmlEvents;
  readonly #open: string[] = [];
  readonly #attributes: string[] = [];
  readonly #names = new Set<string>();
  /** What is being read, and where in it reading stands. */
  #xml = '';
  #at = 0;
  #started = false;
  #doctype = false;
  #root = false;
  /** The line reading stands in, where it starts and where it ends in what is being read. */
  #line = 1;
  #lineStart = 0;
  #lineEnd = 0;

  constructor(events: XmlEvents) {
    this.#events = events;
  }

  /** Characters that wait for the end of their mark or text. */
  get held(): number {
    return this.#xml.length;
  }

  /** Where reading stands, both from 1; in `open` the end of the tag. */
  place(): { line: number; column: number } {
    for (; this.#lineEnd >= 0 && this.#lineEnd < this.#at; this.#lineEnd = this.#xml.indexOf('\n', this.#lineStart)) {
      this.#line += 1;
      this.#lineStart = this.#lineEnd + 1;
    }
    return { line: this.#line, column: this.#at - this.#lineStart + 1 };
  }

  write(piece: string): void {
    const bad = FORBIDDEN.exec(piece);
    const good = bad === null ? piece : piece.slice(0, bad.index);
    // A carriage return at the end of a piece waits for the line feed that may follow.
    const [before, more] = this.#xml.endsWith('\r') ? [this.#xml.slice(0, -1), `\r${good}`] : [this.#xml, good];
    this.#read(before + (more.includes('\r') ? more.replace(/\r\n|\r(?!$)/g, '\n') : more), false);
    if (bad === null) return;
    const named = `U+${bad[0].charCodeAt(0).toString(16).padStart(4, '0')}`;
    this.#fail(`the character ${named} is not allowed`, badSign(named));
  }

  /** The end of the document. */
  close(): void {
    this.#read(this.#xml.replace(/\r$/, '\n'), true);
    const last = this.#open.at(-1);
    if (last !== undefined)
      this.#fail(`the element ${last} is not closed`, { code: 'xml-not-closed', values: { name: last } });
    if (!this.#root) this.#fail('there is no element');
  }

  #fail(message: string, fault = badMark, entity = false): never {
    throw new XmlError(message, entity, fault);
  }

  #read(xml: string, last: boolean): void {
    this.#xml = xml;
    this.#lineEnd = xml.indexOf('\n');
    let at = 0;
    while (at < xml.length) {
      const mark = xml.indexOf('<', at);
      if (mark < 0 && !last) break;
      const end = mark < 0 ? xml.length : mark;
      if (end > at) this.#characters(xml.slice(at, end));
      this.#at = at = end;
      if (mark < 0) break;
      const second = xml[at + 1];
      const next =
        second === '/'
          ? this.#closeTag(xml, at)
          : second === '!'
            ? this.#declared(xml, at)
            : second === '?'
              ? this.#instruction(xml, at)
              : this.#openTag(xml, at);
      if (next < 0) {
        if (last) this.#fail('the file ends within a tag', cutOff);
        break;
      }
      this.#started = true;
      this.#at = at = next;
    }
    this.place();
    this.#lineStart -= at;
    this.#xml = xml.slice(at);
    this.#at = 0;
  }

  // Each of these reads one mark and gives where it ends, or -1 where what is given ends first.

  #openTag(xml: string, start: number): number {
    let at = endOfName(xml, start + 1);
    if (at >= xml.length) return -1;
    const name = this.#name(xml, start + 1, at);
    const attributes = this.#attributes;
    attributes.length = 0;
    let code = 0;
    for (;;) {
      const space = at;
      at = endOfSpace(xml, at);
      code = xml.charCodeAt(at);
      if (code === SLASH || code === GREATER) break;
      const end = endOfName(xml, at);
      const equals = endOfSpace(xml, end);
      const quote = endOfSpace(xml, equals + 1);
      const sign = xml[quote];
      if (sign === undefined) return -1;
      const key = this.#name(xml, at, end);
      if (at === space) this.#fail(`a space is missing before ${key} in the tag of ${name}`);
      if (xml[equals] !== '=' || (sign !== '"' && sign !== "'")) this.#fail(`${key} has no value in quotes`);
      const close = xml.indexOf(sign, quote + 1);
      if (close < 0) return -1;
      if (attributes.length >= 2 * MOST_ATTRIBUTES) this.#fail(`${name} has more than ${MOST_ATTRIBUTES} attributes`);
      for (let before = 0; before < attributes.length; before += 2)
        if (attributes[before] === key) this.#fail(`${key} stands twice in the tag of ${name}`);
      attributes.push(key, this.#value(xml.slice(quote + 1, close)));
      at = close + 1;
    }
    if (code === SLASH) at += 1;
    if (at >= xml.length) return -1;
    if (xml.charCodeAt(at) !== GREATER) this.#fail(`a "/" stands within the tag of ${name}`);
    this.#at = at;
    if (this.#open.length === 0 && this.#root) this.#fail('there is a second root element');
    this.#root = true;
    this.#events.open(name, attributes);
    if (code === SLASH) this.#events.close();
    else this.#open.push(name);
    return at + 1;
  }

  #closeTag(xml: string, start: number): number {
    const end = xml.indexOf('>', start);
    if (end < 0) return -1;
    const name = this.#open.pop();
    const found = xml.slice(start + 2, end);
    if (found !== name && found.replace(/[ \t\n]+$/, '') !== name)
      this.#fail(
        `</${found.slice(0, 80)}> stands where ${name === undefined ? 'no end' : `</${name}>`} is due`,
        name === undefined ? badMark : { code: 'xml-wrong-end', values: { found: found.slice(0, 80), due: name } },
      );
    this.#events.close();
    return end + 1;
  }

  #declared(xml: string, start: number): number {
    if (xml.startsWith('<!--', start)) {
      const end = xml.indexOf('--', start + 4);
      if (end < 0 || end + 2 >= xml.length) return -1;
      return xml[end + 2] === '>' ? end + 3 : this.#fail('a comment has "--" within');
    }
    if (xml.startsWith('<![CDATA[', start)) {
      const end = xml.indexOf(']]>', start + 9);
      if (end < 0) return -1;
      if (this.#open.length === 0) this.#fail(OUTSIDE);
      if (end > start + 9) this.#events.text(xml.slice(start + 9, end));
      return end + 3;
    }
    if (xml.length - start < 9) return -1;
    if (!xml.startsWith('<!DOCTYPE', start)) this.#fail('a declaration stands outside a DTD');
    for (let at = start + 9; at < xml.length; at += 1) {
      const sign = xml.charAt(at);
      if (sign === '"' || sign === "'") at = xml.indexOf(sign, at + 1);
      if (at < 0) return -1;
      if (sign !== '[' && sign !== '>') continue;
      if (this.#root || this.#doctype) this.#fail('a DOCTYPE stands in the wrong place');
      this.#doctype = true;
      this.#events.doctype(sign === '[');
      return sign === '>' ? at + 1 : this.#fail('a DTD stands in the file');
    }
    return -1;
  }

  #instruction(xml: string, start: number): number {
    const end = xml.indexOf('?>', start + 2);
    if (end < 0) return -1;
    const [target = ''] = xml.slice(start + 2, end).split(/[ \t\n]/, 1);
    const name = this.#name(target, 0, target.length);
    const declares = /^xml$/i.test(name);
    if (declares && (this.#started || !DECLARATION.test(xml.slice(start + 2, end))))
      this.#fail('the XML declaration is not in order');
    return end + 2;
  }

  #characters(words: string): void {
    this.#started = true;
    if (this.#open.length > 0) {
      if (words.includes(']]>')) this.#fail('"]]>" stands in the text', badSign(']]>'));
      this.#events.text(words.includes('&') ? this.#decode(words) : words);
    } else if (endOfSpace(words, 0) < words.length) this.#fail(OUTSIDE);
  }

  #value(value: string): string {
    if (!/[<&\t\n]/.test(value)) return value;
    if (value.includes('<')) this.#fail('"<" stands in an attribute', badSign('<'));
    return this.#decode(value.replace(/[\t\n]/g, ' '));
  }

  #decode(words: string): string {
    return words.replace(/&([^\s;&]*)(;?)/g, (_, name: string, end: string) => {
      const [number, hex, decimal] = /^#(?:x([\da-fA-F]+)|(\d+))$/.exec(name) ?? [];
      const code = hex === undefined ? Number(decimal) : parseInt(hex, 16);
      // Halves of pairs are no characters by themselves; what is too large is none either.
      const sign = code > 0x10ffff || (code >= 0xd800 && code < 0xe000) ? '\0' : String.fromCodePoint(code || 0);
      const known = number === undefined ? ENTITIES.get(name) : FORBIDDEN.test(sign) ? undefined : sign;
      if (end === '') this.#fail('"&" stands alone', badSign('&'));
      return known ?? this.#fail(`&${name.slice(0, 80)}; stands for nothing`, badSign('&'), NAME.test(name));
    });
  }

  #name(xml: string, start: number, end: number): string {
    const name = xml.slice(start, end);
    if (this.#names.has(name)) return name;
    if (!NAME.test(name)) this.#fail(`"${name.slice(0, 80)}" is no name`);
    if (this.#names.size < MOST_NAMES) this.#names.add(name);
    return name;
  }
}

const OUTSIDE = 'characters stand outside the root element';
const SLASH = 47;
const GREATER = 62;

function endOfSpace(xml: string, from: number): number {
  for (let at = from; ; at += 1) {
    const code = xml.charCodeAt(at);
    if (code !== 32 && code !== 10 && code !== 9) return at;
  }
}

/** The first white space, "=", "/" or ">". What stands before it `NAME` then judges. */
function endOfName(xml: string, from: number): number {
  for (let at = from; at < xml.length; at += 1) {
    const code = xml.charCodeAt(at);
    if (code <= 32 || code === 61 || code === SLASH || code === GREATER) return at;
  }
  return xml.length;
}
