import { describe, expect, test } from 'vitest';
import type { Exchange } from '../../src/index.ts';
import { fromXliff } from '../../src/exchange/index.ts';
import { ReadError } from '../../src/read/index.ts';

// Files in the shape that each tool gives them, in words of our own.
const read = (xml: string): Exchange => fromXliff(new TextEncoder().encode(xml));
const told = ({ warnings }: Exchange): string[] => warnings.map((one) => `${one.unit ?? 'file'} ${one.code}`);
const states = ({ units }: Exchange): string[] => units.map((one) => `${one.id} ${one.state}`);
const old = (units: string, file = 'source-language="en" target-language="fr-FR"', names = ''): string =>
  `<?xml version="1.0" encoding="utf-8"?><xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2" ${names}><file original="a.docx" datatype="x" ${file}><body>${units}</body></file></xliff>`;

describe('Trados', () => {
  const SDL = 'xmlns:sdl="http://sdl.com/FileTypes/SdlXliff/1.0"';
  const unit = (id: string, target: string, segments: string): string =>
    `<trans-unit id="${id}"><source>Build a quay. <g id="5">Light</g> it.</source>
      <seg-source><mrk mtype="seg" mid="1">Build a quay.</mrk> <mrk mtype="seg" mid="2"><g id="5">Light</g> it.</mrk></seg-source>
      <target>${target}</target><sdl:seg-defs>${segments}</sdl:seg-defs></trans-unit>`;
  const first = '<mrk mtype="seg" mid="1">Construire un quai.</mrk>';
  const second = '<mrk mtype="seg" mid="2"><g id="5">L’éclairer</g>.</mrk>';

  test('the state of each segment is read where the tool keeps it, the least counts', () => {
    const found = read(
      old(
        unit('a', `${first} ${second}`, '<sdl:seg id="1" conf="ApprovedSignOff"/><sdl:seg id="2" conf="Translated"/>') +
          unit('b', `${first} ${second}`, '<sdl:seg id="1" conf="ApprovedTranslation"/><sdl:seg id="2"/>') +
          unit('c', `${first} ${second}`, '<sdl:seg id="1" conf="Perfect"/>') +
          '<trans-unit id="meta" translate="no"><source>slide</source></trans-unit>',
        undefined,
        SDL,
      ),
    );
    expect(states(found)).toEqual(['a translated', 'b initial', 'c initial']);
    expect(told(found)).toContain('c unknown-state');
    expect(found.units[0]?.target).toEqual([{ text: 'Construire un quai. L’éclairer.' }]);
  });

  test('a segment that is left out or empty is told', () => {
    const found = read(
      old(unit('a', `${first} <mrk mtype="seg" mid="2"/>`, '') + unit('b', second, '') + unit('c', '', ''), '', SDL),
    );
    expect(told(found).filter((one) => one.endsWith('partly-translated'))).toEqual([
      'a partly-translated',
      'b partly-translated',
    ]);
    expect(found.warnings.find((one) => one.unit === 'b' && one.code === 'partly-translated')?.message).toBe(
      'Unit b: 1 of its 2 segments are translated.',
    );
    expect(found.units[2]?.target).toBeNull();
  });

  test('of a reviewer’s changes the new words are taken, those struck out are left out and told', () => {
    const revised =
      '<mrk mtype="seg" mid="1">Construire un <mrk mtype="x-sdl-deleted" sdl:revid="1">port</mrk><mrk mtype="x-sdl-added" sdl:revid="2">quai</mrk><mrk mtype="x-sdl-comment" sdl:cid="3">.</mrk></mrk> ';
    const found = read(old(unit('a', revised + second, ''), undefined, SDL));
    expect(found.units[0]?.target).toEqual([{ text: 'Construire un quai. L’éclairer.' }]);
    expect(found.warnings.find((one) => one.code === 'deleted-words')?.message).toContain('"port"');
  });
});

describe('memoQ', () => {
  const unit = (status: string): string =>
    `<trans-unit id="${status}" mq:status="${status}"><source>A <bpt id="1" ctype="bold">{}</bpt>quay<ept id="1">{}</ept></source><target>Un <bpt id="1" ctype="bold">{}</bpt>quai<ept id="1">{}</ept></target></trans-unit>`;
  test('what a memory put in is a draft until a person confirms it', () => {
    const found = read(
      old(['Pretranslated', 'ManuallyConfirmed', 'Proofread', 'Dreamt'].map(unit).join(''), '', 'xmlns:mq="MQXliff"'),
    );
    expect(states(found)).toEqual([
      'Pretranslated initial',
      'ManuallyConfirmed translated',
      'Proofread final',
      'Dreamt initial',
    ]);
    expect(told(found)).toEqual(['Dreamt unknown-state']);
    expect(found.units[1]?.target).toEqual([{ text: 'Un ' }, { text: 'quai', bold: true }]);
  });

  test('half of a code alone forms the words after it', () => {
    const found = read(
      old(
        '<trans-unit id="a"><source>x <it id="1" pos="open" ctype="bold">&lt;b&gt;</it>y<it id="1" pos="close">&lt;/b&gt;</it> z</source></trans-unit>',
      ),
    );
    expect(found.units[0]?.source).toEqual([{ text: 'x ' }, { text: 'y', bold: true }, { text: ' z' }]);
  });

  test('its package is refused by name', () => {
    const zip = new Uint8Array([0x50, 0x4b, 3, 4, 0, 0]);
    expect(() => fromXliff(zip)).toThrow(ReadError);
    expect(() => fromXliff(zip)).toThrow('package');
  });
});

describe('Phrase', () => {
  test('its confirmation is the state, and codes typed among the words are told', () => {
    const unit = (id: string, confirmed: number, words: string): string =>
      `<group id="${id}" m:para-id="0"><trans-unit id="${id}" m:confirmed="${confirmed}"><source>A {1}quay</source><target>${words}</target><alt-trans origin="memsource-tm"><target>Une autre</target></alt-trans></trans-unit></group>`;
    const found = read(
      old(
        unit('a', 1, 'Un {b&gt;quai&lt;b}') + unit('b', 0, 'Un {1}quai') + unit('c', 1, 'Un quai'),
        '',
        'xmlns:m="http://www.memsource.com/mxlf/2.0"',
      ),
    );
    expect(states(found)).toEqual(['a translated', 'b initial', 'c translated']);
    expect(told(found)).toEqual(['a typed-codes', 'b typed-codes']);
    expect(found.units[2]?.target).toEqual([{ text: 'Un quai' }]);
  });
});

describe('OmegaT and Okapi', () => {
  test('a target without a state is a translation, one with a state of its own is a draft and told', () => {
    const found = read(
      old(
        '<trans-unit id="a"><source>A</source><target xml:lang="fr">Un</target></trans-unit><trans-unit id="b"><source>B</source><target state="x-blessed">Deux</target></trans-unit>',
      ),
    );
    expect(states(found)).toEqual(['a translated', 'b initial']);
    expect(told(found)).toEqual(['b unknown-state']);
  });

  test('2.0: a form that is opened in one segment and closed in another reaches over both', () => {
    const found =
      read(`<x:xliff xmlns:x="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en" trgLang="fr"><x:file id="f"><x:unit id="a">
      <x:segment state="final"><x:source><x:sc id="1" type="fmt" subType="xlf:b"/>One. </x:source><x:target><x:sc id="1" type="fmt" subType="xlf:b"/>Un. </x:target></x:segment>
      <x:segment state="final"><x:source>Two<x:ec startRef="1"/>.</x:source><x:target>Deux<x:ec startRef="1"/>.</x:target></x:segment></x:unit></x:file></x:xliff>`);
    expect(found.units[0]).toMatchObject({
      source: [{ text: 'One. Two', bold: true }, { text: '.' }],
      target: [{ text: 'Un. Deux', bold: true }, { text: '.' }],
      state: 'final',
    });
    expect(told(found)).toEqual([]);
  });

  test('what a file or a group holds back is left out, what a unit gives is taken', () => {
    const found =
      read(`<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1" srcLang="en" trgLang="fr"><file id="f" translate="no"><group id="g">
      <unit id="a"><segment><source>A</source></segment></unit><unit id="b" translate="yes"><segment state="signed-up"><source>B</source><target>B</target></segment></unit></group></file></xliff>`);
    expect(states(found)).toEqual(['b initial']);
    expect(told(found)).toEqual(['b unknown-state']);
  });
});

describe('languages', () => {
  const file = (original: string, target: string, id: string): string =>
    `<file original="${original}" source-language="en" target-language="${target}"><body><trans-unit id="${id}"><source>A</source><target>B</target></trans-unit></body></file>`;
  const several = (...files: string[]): Exchange => read(`<xliff version="1.2">${files.join('')}</xliff>`);

  test('a file into another language than the first, or into none of the six, is left out and told', () => {
    const found = several(file('a', 'fr-CA', '1'), file('b', 'es', '2'), file('c', 'de', '3'), file('d', 'fr', '4'));
    expect(found.units.map(({ id }) => id)).toEqual(['1', '4']);
    expect(told(found)).toEqual(['file other-language', 'file unknown-language']);
    expect(told(several(file('c', 'de', '3')))).toEqual(['file unknown-language', 'file no-words']);
  });

  test('a translation that says itself that it is in another language is left out and told', () => {
    const found = read(old('<trans-unit id="a"><source>A</source><target xml:lang="es">Uno</target></trans-unit>'));
    expect(found.units[0]?.target).toBeNull();
    expect(told(found)).toEqual(['a other-language']);
  });

  test('a file that holds nothing to translate says so', () => {
    expect(told(read('<xliff version="1.2"/>'))).toEqual(['file no-words']);
    expect(told(read('<xliff version="9"><file><body><unit id="a"/></body></file></xliff>'))).toEqual([
      'file no-words',
    ]);
  });
});
