import fc from 'fast-check';
import { XmlDocument, XmlElement } from 'libxml2-wasm';
import { describe, expect, test } from 'vitest';
import { XmlError, XmlReader } from '../../src/read/xml/reader.ts';

/** All that is told of a file, characters joined; cut into pieces at the places given. */
function read(xml: string, cuts: readonly number[] = []): unknown[] {
  const out: unknown[] = [];
  const reader = new XmlReader({
    open: (name, attributes) => out.push({ name, attributes: [...attributes] }),
    close: () => out.push('close'),
    text: (characters) => {
      const last = out.at(-1);
      if (Array.isArray(last)) last[0] += characters;
      else out.push([characters]);
    },
    doctype: (subset) => out.push({ subset }),
  });
  let from = 0;
  try {
    for (const cut of [...cuts].sort((a, b) => a - b)) {
      reader.write(xml.slice(from, cut));
      from = cut;
    }
    reader.write(xml.slice(from));
    reader.close();
  } catch (error) {
    if (!(error instanceof XmlError)) throw error;
    const { line, column } = reader.place();
    return [`${line}:${column} ${error.message}`];
  }
  return out;
}

/** The same as libxml2 sees it; null where it refuses the file. */
function judged(xml: string): unknown[] | null {
  let document: XmlDocument;
  try {
    document = XmlDocument.fromString(xml);
  } catch {
    return null;
  }
  const out: unknown[] = [];
  const walk = (element: XmlElement): void => {
    out.push({ name: element.name, attributes: element.attrs.flatMap((one) => [one.name, one.content]) });
    for (let node = element.firstChild; node !== null; node = node.next) {
      const last = out.at(-1);
      if (node instanceof XmlElement) walk(node);
      else if (!['XmlText', 'XmlCData'].includes(node.constructor.name) || node.content === '') continue;
      else if (Array.isArray(last)) last[0] += node.content;
      else out.push([node.content]);
    }
    out.push('close');
  };
  walk(document.root);
  document.dispose();
  return out;
}
const refused = (found: unknown[]): boolean => typeof found[0] === 'string';

const name = fc.constantFrom('a', 'b', '_x', 'Ж1', 'é', '名', 'w-p.2');
const words = fc
  .array(
    fc.constantFrom('word', ' ', '\n', '\r\n', '\r', '\t', '&amp;', '&lt;', '&#233;', '&#x1F600;', '𝒳', 'и', '>', "'"),
    {
      maxLength: 4,
    },
  )
  .map((parts) => parts.join(''));
const attributes = fc
  .uniqueArray(name, { maxLength: 3 })
  .chain((names) =>
    fc.tuple(...names.map((one) => words.map((value) => `${one}="${value}"`))).map((all) => all.join(' ')),
  );
const { element } = fc.letrec<{ element: string; inner: string }>((tie) => ({
  element: fc
    .tuple(name, attributes, fc.array(tie('inner'), { maxLength: 3 }))
    .map(([tag, list, inner]) =>
      inner.length === 0 ? `<${tag} ${list}/>` : `<${tag}\n ${list}>${inner.join('')}</${tag} >`,
    ),
  inner: fc.oneof(
    { maxDepth: 3 },
    words,
    words.map((one) => `<![CDATA[${one}]]>`),
    fc.constantFrom('<!-- note -->', '<!-- > -->', '<![CDATA[]]>'),
    tie('element'),
  ),
}));
const file = fc.tuple(fc.constantFrom('', '<!--x-->\n', '<?p?>'), element).map(([head, root]) => `${head}${root}\n`);

describe('the XML reader', () => {
  test('finds in a file what libxml2 finds, however it is cut into pieces', () => {
    fc.assert(
      fc.property(file, fc.array(fc.nat(80)), (xml, cuts) => {
        const found = read(xml);
        expect(found).toEqual(judged(xml));
        expect(read(xml, cuts)).toEqual(found);
      }),
      { numRuns: 300 },
    );
  });

  test('takes a damaged file where libxml2 takes it, and refuses it where that refuses', () => {
    const damage = fc.constantFrom(
      ...[
        '',
        '<',
        '>',
        '&',
        '"',
        "'",
        '/',
        '=',
        '-',
        '--',
        ']]>',
        '\0',
        '\uffff',
        ' ',
        '<a>',
        '</a>',
        '<?xml?>',
        '&x;',
      ],
      ...[
        '&#0;',
        '&#xD800;',
        '&#x110000;',
        '&#;',
        '&#xg;',
        '<!x>',
        '<!-- - -- -->',
        '<![CDATA[',
        'x',
        ' a="1"',
        '&amp',
      ],
    );
    fc.assert(
      fc.property(file, fc.nat(), fc.nat(2), damage, (xml, where, length, put) => {
        const signs = [...xml];
        const at = where % (signs.length + 1);
        const bad = signs.toSpliced(at, length, put).join('');
        const expected = judged(bad);
        const found = read(bad);
        if (expected === null) expect([bad, refused(found)]).toEqual([bad, true]);
        else expect(found).toEqual(expected);
        expect(refused(read(bad, [at, at + 1, at + 3]))).toBe(refused(found));
      }),
      { numRuns: 1_000 },
    );
  });

  test('says where a fault stands', () => {
    expect(read('<a>\n  <b></c>\n</a>')).toEqual(['2:6 </c> stands where </b> is due']);
    expect(read('<a>\n\n<b x="1"\n x="2"/></a>', [4, 9])).toEqual(['3:1 x stands twice in the tag of b']);
    expect(read('<a>one &deux; three</a>')).toEqual(['1:4 &deux; stands for nothing']);
    expect(read('<a><b>')).toEqual(['1:7 the element b is not closed']);
    expect(read('<a/><a/>')).toEqual(['1:8 there is a second root element']);
    expect(read('')).toEqual(['1:1 there is no element']);
    expect(read('<a>\u0001</a>')).toEqual(['1:4 the character U+0001 is not allowed']);
  });

  test('tells of a DOCTYPE, and refuses one that declares something', () => {
    expect(read('<!DOCTYPE a SYSTEM "a>[.dtd"><a/>')[0]).toEqual({ subset: false });
    expect(read('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')).toEqual(['1:1 a DTD stands in the file']);
    expect(read('<a/><!DOCTYPE a>')).toEqual(['1:5 a DOCTYPE stands in the wrong place']);
  });

  test('takes a declaration that is in order, at the very start', () => {
    for (const good of ['<?xml version="1.0"?>', "<?xml\nversion = '1.1' encoding='UTF-8' standalone='no' ?>"])
      expect(read(`${good}<a/>`, [3])).toHaveLength(2);
    for (const bad of ['<?xml?>', '<?xml version="2.0"?>', ' <?xml version="1.0"?>', '<?XML version="1.0"?>'])
      expect([bad, refused(read(`${bad}<a/>`, [3]))]).toEqual([bad, true]);
  });

  test('passes over comments and instructions', () => {
    expect(read('<?x?><a>one<?x y="?>two<!-- <b> -->three</a>', [7])).toEqual([
      { name: 'a', attributes: [] },
      ['onetwothree'],
      'close',
    ]);
    expect(refused(read('<a><? x?></a>'))).toBe(true);
  });

  test('holds no more than the mark it is in, and says how much that is', () => {
    const reader = new XmlReader({ open: () => {}, close: () => {}, text: () => {}, doctype: () => {} });
    reader.write('<a>some words<b/>');
    expect(reader.held).toBe(0);
    reader.write('and more<!-- a note');
    expect(reader.held).toBe('<!-- a note'.length);
  });
});
