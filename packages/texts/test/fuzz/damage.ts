import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';

/** Numbers from a seed (mulberry32): the same seed gives the same damage on every machine. */
export interface Dice {
  /** A whole number from 0 up to, not including, `below`. */
  whole(below: number): number;
  one<T>(list: readonly [T, ...T[]] | readonly T[]): T;
}
export function dice(seed: number): Dice {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const whole = (below: number): number => Math.floor(next() * below);
  return {
    whole,
    one<T>(list: readonly T[]): T {
      const found = list[whole(list.length)];
      if (found === undefined) throw new Error('Nothing to choose from.');
      return found;
    },
  };
}

type Files = Record<string, Uint8Array>;
type Damage = (bytes: Uint8Array, d: Dice) => Uint8Array;

/** Damage to the archive as it lies on a disk. */
const RAW: Record<string, Damage> = {
  'bits turned over': (bytes, d) => {
    const out = bytes.slice();
    for (let i = 1 + d.whole(20); i > 0; i -= 1) {
      const at = d.whole(out.length);
      out[at] = (out[at] ?? 0) ^ (1 << d.whole(8));
    }
    return out;
  },
  'cut short': (bytes, d) => bytes.slice(0, d.whole(bytes.length)),
  'a piece missing': (bytes, d) => {
    const at = d.whole(bytes.length);
    return join(bytes.subarray(0, at), bytes.subarray(Math.min(bytes.length, at + 1 + d.whole(400))));
  },
  'a piece twice': (bytes, d) => {
    const at = d.whole(bytes.length);
    return join(bytes.subarray(0, at + d.whole(400)), bytes.subarray(at));
  },
  'zeros over a piece': (bytes, d) => bytes.slice().fill(0, d.whole(bytes.length), d.whole(bytes.length)),
  'a wrong figure in the directory': (bytes, d) => {
    const out = bytes.slice();
    const view = new DataView(out.buffer);
    const heads = [...out.keys()].filter((at) => at + 46 < out.length && view.getUint32(at, true) === 0x02014b50);
    if (heads.length > 0)
      view.setUint32(
        d.one(heads) + d.one([10, 16, 20, 24, 28, 42]),
        d.one([0, 1, 0x7fffffff, 0xffffffff, d.whole(90_000)]),
        true,
      );
    return out;
  },
};

function join(a: Uint8Array, b: Uint8Array): Uint8Array {
  const out = new Uint8Array(a.length + b.length);
  out.set(a);
  out.set(b, a.length);
  return out;
}

/** Values that a file should not hold. */
const ODD = [
  '-1',
  '0',
  '9',
  '2147483648',
  '99999999999999999999',
  '1e9',
  'NaN',
  '',
  ' ',
  '../../etc/passwd',
  '%1%2%3%4%5%6%7%8%9',
  'x'.repeat(70_000),
  '\u202e\u0000\ufffe',
  'Normal',
  'Heading1',
] as const;

/** Where tags begin and end; enough of XML to break it well. */
const tagsOf = (xml: string): { from: number; to: number; text: string }[] =>
  [...xml.matchAll(/<[^>]{1,2000}>/g)].map((found) => ({
    from: found.index,
    to: found.index + found[0].length,
    text: found[0],
  }));

type Spoil = (xml: string, d: Dice, name: string) => string;

/** Damage within a part, which is then packed well again: the reader meets it after the archive has been found sound. */
const SPOILT: Record<string, Spoil> = {
  'a tag missing': (xml, d) => {
    const tag = d.one(tagsOf(xml));
    return xml.slice(0, tag.from) + xml.slice(tag.to);
  },
  'a stretch missing': (xml, d) => {
    const [a, b] = [d.one(tagsOf(xml)), d.one(tagsOf(xml))];
    return xml.slice(0, Math.min(a.from, b.from)) + xml.slice(Math.max(a.from, b.from));
  },
  'a stretch many times': (xml, d) => {
    const tags = tagsOf(xml);
    const at = d.whole(tags.length);
    const until = Math.min(tags.length - 1, at + d.whole(12));
    const piece = xml.slice(tags[at]?.from, tags[until]?.to);
    return xml.slice(0, tags[at]?.from) + piece.repeat(1 + d.whole(200)) + xml.slice(tags[at]?.from);
  },
  'two tags changed about': (xml, d) => {
    const [a, b] = [d.one(tagsOf(xml)), d.one(tagsOf(xml))].sort((one, other) => one.from - other.from);
    if (a === undefined || b === undefined || a === b) return xml;
    return xml.slice(0, a.from) + b.text + xml.slice(a.to, b.from) + a.text + xml.slice(b.to);
  },
  'odd values': (xml, d) => {
    let left = 1 + d.whole(6);
    const count = (xml.match(/="[^"]*"/g) ?? []).length;
    return xml.replace(/="[^"]*"/g, (value) => {
      if (left === 0 || d.whole(Math.max(1, count >> 3)) !== 0) return value;
      left -= 1;
      return `="${d.one(ODD)}"`;
    });
  },
  'every value of a kind odd': (xml, d) => {
    const kind = /\s([\w:]+)="/.exec(d.one(tagsOf(xml)).text)?.[1] ?? 'w:val';
    const odd = d.one(ODD);
    return xml.replaceAll(new RegExp(`\\s${kind}="[^"]*"`, 'g'), ` ${kind}="${odd.length > 99 ? '7' : odd}"`);
  },
  'the same id everywhere': (xml) => xml.replaceAll(/\s(w:(?:id|numId|abstractNumId|styleId)|Id)="[^"]*"/g, ' $1="1"'),
  'deep nesting': (xml, d) => {
    const name = d.one([
      'w:sdt><w:sdtContent',
      'w:ins',
      'w:tbl><w:tr><w:tc',
      'w:hyperlink',
      'mc:AlternateContent><mc:Fallback',
      'w:r><w:pict><v:textbox><w:txbxContent><w:p',
      'x',
    ]);
    const depth = d.one([3, 30, 300, 3_000, 30_000]);
    const close = name
      .split('><')
      .reverse()
      .map((one) => `</${one}>`)
      .join('');
    const tag = d.one(tagsOf(xml));
    return `${xml.slice(0, tag.from)}${`<${name}>`.repeat(depth)}<w:p/>${close.repeat(depth)}${xml.slice(tag.from)}`;
  },
  'ranges and fields without an end': (xml, d) => {
    const odd = d.one([
      '<w:moveFromRangeStart w:id="1" w:name="m"/>',
      '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>HYPERLINK "</w:instrText></w:r>',
      '<w:commentRangeStart w:id="0"/>',
      '<w:bookmarkStart w:id="1" w:name="b"/>',
      '<w:moveToRangeEnd w:id="1"/>',
      '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
      '<w:r><w:footnoteReference w:id="1"/></w:r>',
    ]);
    return xml.replaceAll(/<w:r>/g, (tag) => (d.whole(3) === 0 ? odd + tag : tag));
  },
  'styles in a circle': (xml, d) => {
    const ids = [...xml.matchAll(/w:styleId="([^"]*)"/g)].map((found) => found[1] ?? '');
    if (ids.length === 0) return xml;
    return xml.replaceAll(/<w:name w:val="[^"]*"\/>/g, (tag) => `${tag}<w:basedOn w:val="${d.one(ids)}"/>`);
  },
  'numbers without end': (xml, d) =>
    xml
      .replaceAll(
        /<w:start w:val="[^"]*"\/>/g,
        `<w:start w:val="${d.one([-5, 0, 32_768, 999_999_999, 9_999_999_999])}"/>`,
      )
      .replaceAll(
        /<w:numFmt w:val="[^"]*"\/>/g,
        () =>
          `<w:numFmt w:val="${d.one(['lowerRoman', 'chicago', 'hebrew1', 'lowerLetter', 'ideographDigital', 'cardinalText', 'nonsense'])}"/>`,
      )
      .replaceAll(/<w:lvlText w:val="[^"]*"\/>/g, `<w:lvlText w:val="${'%1%9'.repeat(1 + d.whole(400))}"/>`)
      .replaceAll(/<w:ilvl w:val="[^"]*"\/>/g, () => `<w:ilvl w:val="${d.one([0, 3, 8, 9, -1, 77])}"/>`),
  'wide tables': (xml, d) =>
    xml.replaceAll(/<w:tcPr>/g, `<w:tcPr><w:gridSpan w:val="${d.one([0, -3, 999, 1_000_000_000])}"/><w:vMerge/>`),
  'relations that lead elsewhere': (xml, d) =>
    xml.replaceAll(/Target="[^"]*"/g, (target) =>
      d.whole(2) === 0
        ? target
        : `Target="${d.one(['document.xml', 'word/document.xml', '/word/styles.xml', 'numbering.xml', '../../../x', '', '#', 'javascript:alert(1)', 'comments.xml'])}"`,
    ),
  'a document type': (xml) => xml.replace(/\?>/, '?><!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]>'),
  'another encoding': (xml, d) => xml.replace('UTF-8', d.one(['UTF-16', 'windows-1252', 'x-nonsense', 'ISO-2022-JP'])),
  'other names': (xml, d) =>
    xml.replaceAll(
      /xmlns:w="[^"]*"/g,
      `xmlns:w="${d.one(['', 'urn:x', 'http://purl.oclc.org/ooxml/wordprocessingml/main'])}"`,
    ),
  'words out of place': (xml, d) => {
    const tag = d.one(tagsOf(xml));
    return `${xml.slice(0, tag.to)}${d.one(['stray', '&amp;', '&#x1f310;', '&#0;', '<![CDATA[<w:p>]]>', '<!-- -- -->', '<?x ?>'])}${xml.slice(tag.to)}`;
  },
};

/** Damage to the set of parts. */
const PARTS: Record<string, (files: Files, d: Dice) => Files> = {
  'a part missing': (files, d) => {
    const gone = d.one(Object.keys(files));
    return Object.fromEntries(Object.entries(files).filter(([name]) => name !== gone));
  },
  'two parts changed about': (files, d) => {
    const [a, b] = [d.one(Object.keys(files)), d.one(Object.keys(files))];
    return { ...files, [a]: files[b] ?? new Uint8Array(0), [b]: files[a] ?? new Uint8Array(0) };
  },
  'an empty part': (files, d) => ({ ...files, [d.one(Object.keys(files))]: new Uint8Array(0) }),
  'a part of noise': (files, d) => ({
    ...files,
    [d.one(Object.keys(files))]: Uint8Array.from({ length: 1 + d.whole(3_000) }, () => d.whole(256)),
  }),
};

export const KINDS = [...Object.keys(RAW), ...Object.keys(SPOILT), ...Object.keys(PARTS)];

/** Case `seed` of a sample: what was done to it, and the file that came of it. Kinds take turns. */
export function damaged(sample: Uint8Array, seed: number): { kind: string; bytes: Uint8Array } {
  const d = dice(seed * 2_654_435_761);
  const kind = KINDS[seed % KINDS.length] ?? '';
  const raw = RAW[kind];
  if (raw !== undefined) return { kind, bytes: raw(sample, d) };
  const files = unzipSync(sample);
  const parts = PARTS[kind];
  if (parts !== undefined) return { kind, bytes: zipSync(parts(files, d), { level: 1 }) };
  const names = Object.keys(files).filter((name) => /\.(?:xml|rels)$/.test(name));
  // The main part, styles, lists and relations matter most; some kinds of damage need one of them.
  const wanted = /styles in/.test(kind)
    ? /styles/
    : /numbers without/.test(kind)
      ? /numbering/
      : /relations/.test(kind)
        ? /\.rels$/
        : null;
  const fitting = names.filter((name) =>
    wanted === null ? d.whole(2) === 0 || name === 'word/document.xml' : wanted.test(name),
  );
  for (const name of fitting.length > 0 ? fitting : names)
    files[name] = strToU8(
      (SPOILT[kind] ?? ((xml: string) => xml))(strFromU8(files[name] ?? new Uint8Array(0)), d, name),
    );
  return { kind, bytes: zipSync(files, { level: 1 }) };
}
