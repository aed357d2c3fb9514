import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { MemoryEntry, Run, Unit } from '../../src/index.ts';
import { toTmx, toXliff } from '../../src/exchange/index.ts';
import { LANGUAGES } from '../../src/model/index.ts';
import { parseXml, type Element } from '../../src/read/xml/tree.ts';
import { entry, someUnits, spoken } from './any.ts';
import { tmxFaults, xliffFaults } from './schema.ts';

const OPTIONS = { source: 'en', target: 'ar', original: 'a & "b"\u0001\ud800' } as const;

// What no file should hold and every file gets: controls, halves of signs, marks of direction, ends of CDATA and comments.
const HOSTILE =
  '\u0000\u0001\u000b\u001f\u007f\u0085\u2028 \ud800 \udc00\ud83d \ufffe\uffff ]]> --> <!-- <![CDATA[ &amp; &#0; \u202e\u200f\u2066 \t\r\n';
const SIX: Record<(typeof LANGUAGES)[number], string> = {
  ar: 'يقرر إنشاء ٢٥ رصيفا',
  en: 'decides to build 25 quays',
  es: 'decide construir 25 muelles',
  fr: 'décide de construire 25 quais',
  ru: 'постановляет построить 25 причалов',
  zh: '决定建造25座码头𠮷',
};
const coded = (text: string): Run[] => [
  { text, bold: true },
  { text, italic: true, link: `https://example.org/?a=1&b="${text}"` },
  { text, note: text },
  { text: '', image: { kind: 'image', alt: text, part: text } },
  { text, strike: true, sup: true, rtl: true, lang: text },
];
const ids = [HOSTILE, ' ', '0190-a.text', '_x41_', '_', 'é/ü', '1', 'f1', 's1', 'd1'];

/** Every element under one, with those it stands in, the nearest last. */
function* within(element: Element, above: Element[] = []): Generator<{ one: Element; above: Element[] }> {
  yield { one: element, above };
  for (const child of element.children) if (typeof child !== 'string') yield* within(child, [...above, element]);
}
const named = (element: Element, ...names: string[]): Element[] =>
  [...within(element)].map(({ one }) => one).filter((one) => names.includes(one.name));
const tree = (xml: string): Element => parseXml(new TextEncoder().encode(xml));
const idsOf = (list: readonly Element[]): string[] => list.map((one) => one.attributes['id'] ?? '');
const twice = (list: readonly string[]): string[] => list.filter((one, i) => list.indexOf(one) !== i);

/** What XLIFF 2.0 asks and its schema cannot say, under the name of the element or attribute that asks it (4.2, 4.3). */
function constraintsBroken(xml: string): string[] {
  const root = tree(xml);
  const broken: string[] = [];
  const must = (held: boolean, what: string): void => void (held || broken.push(what));
  for (const attribute of ['srcLang', 'trgLang'])
    must(/^[a-z]{2}$/.test(root.attributes[attribute] ?? ''), `xliff: ${attribute} is a language by BCP 47`);
  must(twice(idsOf(named(root, 'file'))).length === 0, 'id: files with one id');
  for (const file of named(root, 'file')) must(twice(idsOf(named(file, 'unit'))).length === 0, 'id: units with one id');
  for (const unit of named(root, 'unit')) {
    const datas = idsOf(named(unit, 'data'));
    must(twice(datas).length === 0, 'id: data with one id');
    const segments = named(unit, 'segment');
    must(segments.length > 0, 'unit: it has a segment');
    const codesOf = (side: string): Map<string, string> => {
      const codes = named(unit, side).flatMap((one) => named(one, 'pc', 'ph'));
      must(twice([...idsOf(codes), ...idsOf(segments)]).length === 0, `id: those of a ${side} are its own`);
      for (const { attributes } of codes) {
        for (const name of ['dataRef', 'dataRefStart'])
          if (attributes[name] !== undefined) must(datas.includes(attributes[name]), `${name}: it leads to data`);
        must(attributes['subType'] === undefined || attributes['type'] !== undefined, 'subType: it stands with a type');
        if (attributes['subType']?.startsWith('xlf:')) must(attributes['type'] === 'fmt', 'subType: xlf: is of fmt');
      }
      return new Map(
        codes.map((one) => [one.attributes['id'] ?? '', `${one.name} ${one.attributes['subType'] ?? ''}`]),
      );
    };
    const [source, target] = [codesOf('source'), codesOf('target')];
    for (const [id, what] of target) must((source.get(id) ?? what) === what, `id: code ${id} is one code`);
    for (const segment of segments)
      must(
        (segment.attributes['state'] ?? 'initial') === 'initial' || named(segment, 'target').length === 1,
        'state: none without a target',
      );
  }
  for (const { one, above } of within(root))
    if (one.name === 'cp') {
      const sign = Number.parseInt(one.attributes['hex'] ?? '', 16);
      must(!/^[\t\n\r\u0020-\ud7ff\ue000-\ufffd]$/.test(String.fromCharCode(sign)), 'cp: it is no valid sign');
      must(
        above.some((held) => ['source', 'target', 'data'].includes(held.name)),
        'cp: it stands in words',
      );
    }
  return broken;
}

/** What TMX 1.4b asks in its descriptions of attributes and its document type cannot say. */
function memoryBroken(xml: string): string[] {
  const root = tree(xml);
  const broken: string[] = [];
  const must = (held: boolean, what: string): void => void (held || broken.push(what));
  for (const header of named(root, 'header')) {
    must(
      ['block', 'paragraph', 'sentence', 'phrase'].includes(header.attributes['segtype'] ?? ''),
      'segtype is of the list',
    );
    must(/^[a-z]{2}$|^\*all\*$/.test(header.attributes['srclang'] ?? ''), 'srclang is a language or *all*');
  }
  for (const tu of named(root, 'tu')) {
    must(!/\s/.test(tu.attributes['tuid'] ?? ''), 'tuid: text without white space');
    must(twice(named(tu, 'tuv').map((one) => one.attributes['xml:lang'] ?? '')).length === 0, 'a language once');
    for (const tuv of named(tu, 'tuv'))
      must(/^[a-z]{2}$/.test(tuv.attributes['xml:lang'] ?? ''), 'xml:lang by RFC 3066');
    for (const seg of named(tu, 'seg')) {
      const open = new Set<string>();
      const used: string[] = [];
      for (const one of named(seg, 'bpt', 'ept', 'ph')) {
        const { i = '', x = '' } = one.attributes;
        if (one.name !== 'ph') must(/^\d+$/.test(i), 'i is a number');
        if (one.name !== 'ept' && x !== '') must(/^\d+$/.test(x), 'x is a number');
        if (one.name === 'bpt') {
          used.push(i);
          open.add(i);
        } else if (one.name === 'ept') must(open.delete(i), 'ept follows its bpt');
      }
      must(open.size === 0, 'every bpt has its ept');
      must(twice(used).length === 0, 'i is its own within a seg');
    }
  }
  return broken;
}

describe('XLIFF 2.0 as written', () => {
  const good = (units: readonly Unit[]): void => {
    const xml = toXliff(units, OPTIONS);
    expect(xliffFaults(xml)).toEqual([]);
    expect(constraintsBroken(xml)).toEqual([]);
  };

  test('is valid, whatever the words, the ids and the codes', () => {
    good([]);
    fc.assert(fc.property(someUnits, (units) => good(units)));
  });

  test('is valid for hostile words in every place and for the six languages', () => {
    good(
      [HOSTILE, ...Object.values(SIX)].flatMap((text, n) =>
        ids.map((id, i) => ({
          id: `${n}${id}`,
          place: text,
          source: coded(text),
          target: i % 2 ? [...coded(text)].reverse() : null,
          state: 'reviewed' as const,
          notes: [{ category: text, text }, { text: '' }],
        })),
      ),
    );
  });

  test('an id that no reader could lead back is refused', () => {
    const unit: Unit = { id: '', source: [{ text: 'a' }], target: null, state: 'initial', notes: [] };
    expect(() => toXliff([unit], OPTIONS)).toThrow(RangeError);
  });

  test('the schema and the constraints refuse what is wrong, so that their silence says something', () => {
    const xml = toXliff([{ id: 'a', source: coded('a'), target: coded('b'), state: 'final', notes: [] }], OPTIONS);
    expect(xliffFaults(xml.replace('state="final"', 'state="done"'))).not.toEqual([]);
    expect(xliffFaults(xml.replace('<segment', '<note>\u0041<cp hex="0001"/></note><segment'))).not.toEqual([]);
    expect(constraintsBroken(xml.replace('id="2"', 'id="1"'))).not.toEqual([]);
    expect(constraintsBroken(xml.replace(/<target>.*<\/target>/, ''))).toEqual(['state: none without a target']);
  });
});

describe('TMX 1.4 as written', () => {
  const good = (entries: readonly MemoryEntry[]): void => {
    const xml = toTmx(entries, { source: 'fr' });
    expect(tmxFaults(xml)).toEqual([]);
    expect(memoryBroken(xml)).toEqual([]);
  };

  test('is valid, whatever the words and the codes', () => {
    good([]);
    fc.assert(fc.property(fc.array(entry, { maxLength: 4 }), (list) => good(list)));
    fc.assert(fc.property(spoken, (runs) => good([{ words: { en: runs } }])));
  });

  test('is valid for hostile words in every place and for the six languages', () => {
    good([
      ...ids.map((id) => ({
        id: id.replace(/\s/g, '_'),
        from: HOSTILE,
        words: { en: coded(HOSTILE), ar: coded(HOSTILE).reverse() },
      })),
      { id: 'six', words: Object.fromEntries(LANGUAGES.map((lang) => [lang, coded(SIX[lang])])) },
      { id: 'none', words: {} },
      { id: 'empty', words: { en: [], fr: [{ text: '' }] } },
    ]);
  });

  test('the document type and the constraints refuse what is wrong, so that their silence says something', () => {
    const xml = toTmx([{ id: 'a', words: { en: coded('a') } }], { source: 'en' });
    expect(tmxFaults(xml.replace('segtype="paragraph"', ''))).not.toEqual([]);
    expect(tmxFaults(xml.replace(/<tuv [^]*<\/tuv>/, ''))).not.toEqual([]);
    expect(memoryBroken(xml.replace('<ept i="1"/>', ''))).toEqual(['every bpt has its ept']);
    expect(memoryBroken(xml.replace('tuid="a"', 'tuid="a b"'))).not.toEqual([]);
  });
});
