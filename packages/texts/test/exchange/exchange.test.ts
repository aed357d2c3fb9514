import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { MemoryEntry, Run } from '../../src/index.ts';
import { disagreements, fromTmx, fromXliff, settled, tagging, toTmx, toXliff } from '../../src/exchange/index.ts';
import { LANGUAGES } from '../../src/model/index.ts';
import { ReadError } from '../../src/read/index.ts';
import { entry, someUnits, spoken } from './any.ts';

const bytes = (xml: string): Uint8Array => new TextEncoder().encode(xml);
const codeOf = (run: () => unknown): string => {
  try {
    run();
    return 'read';
  } catch (error) {
    return error instanceof ReadError ? error.code : String(error);
  }
};

describe('XLIFF out and in', () => {
  test('gives the same units, words, codes, states and notes', () => {
    fc.assert(
      fc.property(someUnits, (list) => {
        // What an attribute cannot hold, even escaped, becomes U+FFFD: printed references, places and categories.
        const printable = (text: string): string => text.replaceAll('\u0001', '\ufffd');
        const read = fromXliff(bytes(toXliff(list, { source: 'en', target: 'ar', original: 'a & "b"' })));
        expect(read).toMatchObject({ version: '2.0', source: 'en', target: 'ar', original: 'a & "b"' });
        const form = (side: readonly Run[]): string =>
          JSON.stringify(
            settled(side).map((one) => (one.note === undefined ? one : { ...one, text: printable(one.text) })),
          );
        expect(
          read.units.map((one) => ({ ...one, source: form(one.source), target: one.target && form(one.target) })),
        ).toEqual(
          list.map((one) => ({
            ...one,
            place: printable(one.place ?? ''),
            notes: one.notes.map((note) => ({ text: printable(note.text), category: printable(note.category ?? '') })),
            source: form(one.source),
            target: one.target && form(one.target),
          })),
        );
      }),
    );
  });

  test('a code keeps its number on both sides, wherever the words go', () => {
    const source: Run[] = [{ text: 'as ' }, { text: 'agreed', bold: true }, { text: '1', note: 'n1' }];
    const target: Run[] = [
      { text: '1', note: 'n1' },
      { text: 'convenu', bold: true },
    ];
    const xml = toXliff([{ id: 'a', source, target, state: 'translated', notes: [] }], {
      source: 'en',
      target: 'fr',
      original: 'x',
    });
    expect(xml).toContain('<source>as <pc id="1" type="fmt" subType="xlf:b">agreed</pc><ph id="2"');
    expect(xml).toMatch(/<target><ph id="2"[^>]*\/><pc id="1"/);
    expect(() =>
      toXliff(
        [1, 2].map(() => ({ id: 'a', source, target: null, state: 'initial', notes: [] })),
        {
          source: 'en',
          target: 'fr',
          original: 'x',
        },
      ),
    ).toThrow(RangeError);
  });

  test('deleted words are not sent, inserted ones are', () => {
    const source: Run[] = [
      { text: 'two', mark: { state: 'deleted' } },
      { text: 'three', mark: { state: 'inserted', author: 'X' } },
      { text: ' boats' },
    ];
    const xml = toXliff([{ id: 'a', source, target: null, state: 'initial', notes: [] }], {
      source: 'en',
      target: 'fr',
      original: 'x',
    });
    expect(fromXliff(bytes(xml)).units[0]?.source).toEqual([{ text: 'three boats' }]);
  });
});

describe('files as tools write them', () => {
  test('2.1 cut into segments, with marks, halves of codes and a changed order', () => {
    const xml = `<?xml version="1.0"?><xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" xmlns:t="urn:tool" version="2.1" srcLang="en-GB" trgLang="fr-FR">
      <file id="f1" original="x"><group id="g"><unit id="p1.text">
      <t:thing/><originalData><data id="d1">https://example.org/</data></originalData>
      <segment id="s1" state="final"><source>First. </source><target order="3">Premier.</target></segment>
      <ignorable><source>  </source></ignorable>
      <segment id="s2" state="translated"><source><sc id="1" type="fmt" subType="xlf:b"/>Second<ec startRef="1"/> <mrk id="m" type="term">one</mrk></source>
        <target order="1"><sc id="1" type="fmt" subType="xlf:b"/>Deuxième<ec startRef="1"/> <pc id="9" type="link" subType="suivi:link" dataRefStart="d1">ici</pc></target></segment>
      </unit></group></file></xliff>`;
    const { units, warnings, version } = fromXliff(bytes(xml));
    expect(version).toBe('2.1');
    expect(units).toMatchObject([
      {
        id: 'p1.text',
        state: 'translated',
        source: [{ text: 'First.   ' }, { text: 'Second', bold: true }, { text: ' one' }],
        target: [
          { text: 'Deuxième', bold: true },
          { text: ' ' },
          { text: 'ici', link: 'https://example.org/' },
          { text: '  Premier.' },
        ],
      },
    ]);
    expect(warnings.map((one) => [one.unit, one.code])).toEqual([['p1.text', 'code-added']]);
  });

  test('1.2 with a DTD named, states of its own and ids of codes only', () => {
    const xml = `<!DOCTYPE xliff PUBLIC "-//XLIFF//DTD XLIFF//EN" "http://example.org/xliff.dtd"><xliff version="1.2"><file original="x" source-language="en" target-language="zh-CN"><body>
      <trans-unit id="a" approved="yes"><source>One <g id="1">bold</g><x id="2"/></source><target>一 <g id="1">粗</g></target><note from="T">seen</note></trans-unit>
      <group><trans-unit id="b"><source>Two</source><target state="needs-review-translation">二</target></trans-unit>
      <trans-unit id="c"><source>Three</source><target/></trans-unit>
      <trans-unit id="c"><source>Three</source></trans-unit><trans-unit><source>Four</source></trans-unit></group></body></file></xliff>`;
    const { units, warnings } = fromXliff(bytes(xml), {
      sent: (id) =>
        id === 'a' ? [{ text: 'One ' }, { text: 'bold', bold: true }, { text: '*', note: 'n' }] : undefined,
    });
    expect(units.map((one) => [one.id, one.state, one.target])).toEqual([
      ['a', 'final', [{ text: '一 ' }, { text: '粗', bold: true }]],
      ['b', 'translated', [{ text: '二' }]],
      ['c', 'initial', null],
    ]);
    expect(units[0]?.notes).toEqual([{ category: 'T', text: 'seen' }]);
    expect(warnings.map((one) => [one.unit, one.code])).toEqual([
      ['a', 'code-missing'],
      ['c', 'duplicate-id'],
      [null, 'no-id'],
    ]);
    expect(warnings[0]?.message).toContain('Unit a: the translation lacks the note');
  });

  test('half a translation is told, and no script comes in by a link', () => {
    const xml = `<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en" trgLang="es"><file id="f"><unit id="a">
      <originalData><data id="d">javascript:alert(1)</data></originalData>
      <segment state="translated"><source>One.</source><target><pc id="1" type="link" subType="suivi:link" dataRefStart="d">Uno.</pc></target></segment>
      <segment><source>Two.</source></segment></unit></file></xliff>`;
    const { units, warnings } = fromXliff(bytes(xml));
    expect(units[0]).toMatchObject({ state: 'initial', target: [{ text: 'Uno.' }] });
    expect(warnings.map((one) => one.code)).toEqual(['bad-link', 'partly-translated']);
    expect(warnings[1]?.message).toBe('Unit a: 1 of its 2 segments are translated.');
  });

  test.each([
    ['an entity of its own', '<!DOCTYPE x [<!ENTITY a "b">]><xliff version="1.2">&a;</xliff>', 'entity-attack'],
    ['an undefined entity', '<xliff version="1.2">&a;</xliff>', 'entity-attack'],
    ['nesting without end', `<xliff version="1.2">${'<group>'.repeat(500)}`, 'too-large'],
    ['a file cut short', '<xliff version="1.2"><file>', 'broken-xml'],
    ['another kind', '<tmx/>', 'not-supported'],
    ['nothing', '', 'empty'],
  ])('%s is refused', (_name, xml, code) => {
    expect(codeOf(() => fromXliff(bytes(xml)))).toBe(code);
    expect(codeOf(() => fromTmx(bytes(xml.replaceAll('xliff', 'tmx').replace('<tmx/>', '<xliff/>'))))).toBe(code);
  });

  test('any damage of a good file is read or refused by name, never a fault of ours', () => {
    const good = toXliff(
      [
        {
          id: 'a',
          source: [{ text: 'One', bold: true }],
          target: [{ text: 'Un' }],
          state: 'final',
          notes: [{ text: 'n' }],
        },
      ],
      { source: 'en', target: 'fr', original: 'x' },
    );
    fc.assert(
      fc.property(fc.nat(good.length), fc.nat(12), fc.string({ maxLength: 3 }), (at, cut, put) => {
        expect(codeOf(() => fromXliff(bytes(good.slice(0, at) + put + good.slice(at + cut))))).toMatch(/^[a-z-]+$/);
      }),
    );
  });
});

describe('tags typed in a text area', () => {
  test('give the same words and codes, whatever stands in them', () => {
    fc.assert(
      fc.property(spoken, spoken, (one, two) => {
        // A note is printed alike on both sides.
        const [source = [], target = []] = [one, two].map((side) =>
          side.map((run) => (run.note === undefined ? run : { ...run, text: run.note })),
        );
        const tags = tagging(source, target);
        const braced = target.map((run) =>
          run.note === undefined
            ? { ...run, text: run.text.replace('<', '{1}').replace('&', '{{/2}').replace(/>|"/g, '{') }
            : run,
        );
        expect(tags.read(tags.write(target)).unknown).toEqual([]);
        expect(tags.read(tags.write(target)).runs).toEqual(settled(target));
        const other = tagging(source, braced);
        expect(other.read(other.write(braced)).runs).toEqual(settled(braced));
      }),
    );
  });

  test('those left out or unknown are named', () => {
    const tags = tagging([{ text: 'a ' }, { text: 'b', bold: true }, { text: '1', note: 'n' }]);
    expect(tags.write([{ text: 'b', bold: true }])).toBe('{1}b{/1}');
    expect(tags.read('{1}x{/1} {7}')).toEqual({
      runs: [{ text: 'x', bold: true }, { text: ' {7}' }],
      missing: ['{2}'],
      unknown: ['{7}'],
    });
    expect(tags.read('{1}x').unknown).toEqual(['{1}']);
  });
});

describe('TMX out and in', () => {
  test('gives the same entries', () => {
    const clean = (text: string): string =>
      text.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd');
    const shown = (one: MemoryEntry): unknown => ({
      id: one.id,
      from: clean(one.from ?? ''),
      // A note's printed reference is one line in TMX.
      words: LANGUAGES.map((lang) =>
        settled((one.words[lang] ?? []).map((run) => ({ ...run, text: clean(run.text) }))).map((run) =>
          run.note === undefined ? run : { ...run, text: run.text.split('\n')[0] || '*' },
        ),
      ),
    });
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 4 }), (list) => {
        const oneLine = list.map((one) => ({
          ...one,
          words: Object.fromEntries(
            Object.entries(one.words).map(([lang, runs]) => [
              lang,
              runs.map((run) => (run.note === undefined ? run : { ...run, text: run.text.replaceAll('\n', ' ') })),
            ]),
          ),
        }));
        const read = fromTmx(bytes(toTmx(oneLine, { source: 'fr' })));
        expect(read.source).toBe('fr');
        expect(read.entries.map(shown)).toEqual(oneLine.map(shown));
      }),
    );
  });

  test('reads the variants of others: a DTD, regions, UTF-16, codes of a tool, a language that is none of ours', () => {
    const xml = `<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE tmx SYSTEM "tmx14.dtd"><tmx version="1.4"><header srclang="EN-US"/><body>
      <tu tuid="1"><tuv xml:lang="EN-US"><seg>The <bpt i="1" type="bold">&lt;b&gt;</bpt>quay<ept i="1">&lt;/b&gt;</ept><ph x="1">&lt;br/&gt;</ph></seg></tuv>
      <tuv lang="ru-RU"><seg>Причал</seg></tuv><tuv xml:lang="de"><seg>Der Kai</seg></tuv></tu>
      <tu><tuv xml:lang="en"><seg>alone</seg></tuv></tu></body></tmx>`;
    const utf16 = new Uint8Array(2 + xml.length * 2);
    utf16.set([0xff, 0xfe]);
    for (let i = 0; i < xml.length; i++) utf16.set([xml.charCodeAt(i) & 255, xml.charCodeAt(i) >> 8], 2 + 2 * i);
    const { entries, warnings, source } = fromTmx(utf16);
    expect(source).toBe('en');
    expect(entries).toEqual([
      { id: '1', words: { en: [{ text: 'The ' }, { text: 'quay', bold: true }], ru: [{ text: 'Причал' }] } },
    ]);
    expect(warnings.map((one) => [one.unit, one.code])).toEqual([
      ['1', 'code-unknown'],
      ['1', 'unknown-language'],
      ['2', 'no-words'],
    ]);
  });
});

describe('what a translation says differently', () => {
  const told = (source: string, target: string, lang: 'fr' | 'ar' | 'zh' | 'ru' = 'fr') =>
    disagreements(source, target, { source: 'en', target: lang }).map((one) => `${one.kind} ${one.side} ${one.text}`);
  test('the same dates, figures and references in other forms are no difference', () => {
    expect(
      told('to publish by 1 March 2026 a list of 1,500 quays', 'de publier avant le 1er mars 2026 1 500 quais'),
    ).toEqual([]);
    expect(told('25 boats, resolution 70/125', '٢٥ قاربا، القرار 70/125', 'ar')).toEqual([]);
    expect(told('by 2030, 25 boats', '到2030年，二十五艘船', 'zh')).toEqual([]);
    expect(told('in three steps', 'en 3 étapes')).toEqual([]);
    expect(told('12 quays', 'douze quais')).toEqual([]);
  });
  test('another date, figure or reference is told with its side', () => {
    expect(told('by 1 March 2026', 'avant le 1er mars 2025')).toEqual([
      'date source 1 March 2026',
      'date target 1er mars 2025',
    ]);
    expect(told('12 quays', '13 quais')).toEqual(['figure source 12', 'figure target 13']);
    expect(told('resolution 70/125', 'la résolution')).toEqual(['reference source 70/125']);
    expect(told('500 boats', '500 bateaux et 700 quais')).toEqual(['figure target 700']);
  });
  test('a small figure is told where no word of the other side could say it', () => {
    expect(told('the quays', 'les quais (voir paragraphe 12)')).toEqual(['figure target 12']);
    expect(told('see paragraph 7', 'см. пункт', 'ru')).toEqual(['figure source 7']);
    expect(told('each quarter', 'tous les 3 mois')).toEqual([]);
    expect(told('of the third quay', '第3号码头', 'zh')).toEqual([]);
    expect(told('in Annex 4', 'в приложении IV', 'ru')).toEqual([]);
    expect(told('each March', '每年3月', 'zh')).toEqual([]);
    expect(told('on 5 quays', 'على خمسة أرصفة', 'ar')).toEqual([]);
  });
});
