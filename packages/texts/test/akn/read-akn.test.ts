import { readdirSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import type { Group, Text } from '../../src/index.ts';
import { akn, checkAkn, readAkn } from '../../src/akn/index.ts';
import { outline } from '../../src/outline/index.ts';
import { ReadError } from '../../src/read/index.ts';
import { itemsIn } from '../../src/structure/index.ts';
import { parseXml, type Element } from '../../src/read/xml/tree.ts';
import { hasInputs, inputBytes, inputPath, inputText } from '../inputs.ts';
import { faults } from './schema.ts';

const AKN = 'http://docs.oasis-open.org/legaldocml/ns/akn/3.0';
const file = (body: string, preamble = '', meta = '', space = AKN): string => `<akomaNtoso xmlns="${space}">
<statement name="resolution"><meta><identification source="#me"><FRBRExpression><FRBRlanguage language="eng"/></FRBRExpression></identification>
<references source="#me"><TLCPerson eId="me" href="/x" showAs="Ana"/></references>${meta}</meta>${preamble}
<mainBody>
${body}
</mainBody></statement></akomaNtoso>`;
const only = (xml: string): Text => {
  const [text] = readAkn(xml).texts;
  if (text === undefined) throw new Error('no text');
  return text;
};

describe('what others wrote', () => {
  test('keeps ids, numbers, nesting, verbs and who is addressed', () => {
    const text = only(
      file(
        `<hcontainer name="instructs" eId="hc_1"><heading><i>instructs the Director</i></heading>
          <paragraph eId="p_1" wId="w_1"><num>1.</num><intro><p>to keep
             the <b>quays</b>:</p></intro>
            <point eId="p_1a"><num>(a)</num><content><p>the red one;</p></content></point>
          </paragraph></hcontainer>`,
        `<preamble><formula name="enactingFormula"><p>The Council,</p></formula>
          <recitals eId="r_1"><recital eId="r_1a"><p>Recalling its decision,</p></recital></recitals></preamble>`,
      ),
    );
    const [preamble, operative] = text.groups;
    expect(preamble).toMatchObject({
      part: 'preamble',
      heading: 'The Council,',
      items: [{ text: 'Recalling its decision,' }],
    });
    expect(operative).toMatchObject({
      part: 'operative',
      eId: 'hc_1',
      verb: 'instructs',
      addressees: ['the Director'],
    });
    expect(operative?.items).toMatchObject([
      { eId: 'p_1', wId: 'w_1', label: '1', text: 'to keep the quays:', items: [{ eId: 'p_1a', label: 'a' }] },
    ]);
    expect(operative?.items[0]?.runs.map((run) => [run.text, run.bold])).toEqual([
      ['to keep the ', undefined],
      ['quays', true],
      [':', undefined],
    ]);
    expect([text.kind, text.body, text.profile]).toEqual(['resolution', 'council', 'itu-council']);
  });

  test('keeps marks with their author, changed numbers, notes, tables and line breaks', () => {
    const text = only(
      file(`<paragraph><num><del>3</del><ins>4</ins></num><content>
        <p>Keep <ins refersTo="#me">all </ins><del>the </del>quays<authorialNote marker="*"><p>In the harbour.</p></authorialNote><eol/>now</p>
        <table><tr><th><p>Quay</p></th></tr><tr><td colspan="2">red</td></tr></table></content></paragraph>`),
    );
    const [first] = text.groups;
    expect(first?.items[0]).toMatchObject({ label: '4', oldLabel: '3', text: 'Keep all quays\nnow' });
    expect(first?.items[0]?.runs.flatMap((run) => run.mark ?? [])).toEqual([
      { state: 'inserted', author: 'Ana' },
      { state: 'deleted' },
    ]);
    expect(text.footnotes).toMatchObject([{ label: '*', text: 'In the harbour.', at: first?.items[0]?.eId }]);
    const table = text.groups.find((group) => group.part === 'table');
    expect(
      table?.table?.map((row) => [row.header, row.cells.map((cell) => [cell.colspan, cell.items[0]?.text])]),
    ).toEqual([
      [true, [[undefined, 'Quay']]],
      [undefined, [[2, 'red']]],
    ]);
  });

  test('is read as it was before the marks, and as it is after them', () => {
    const xml =
      file(`<paragraph><num><del>3</del><ins>4</ins></num><content><p>Keep <ins>all</ins><del>the</del> quays</p></content></paragraph>
      <paragraph status="removed"><num>5</num><content><p>Gone</p></content></paragraph>`);
    const read = (view: 'before' | 'after') =>
      [...itemsIn(outline(new TextEncoder().encode(xml), { view, vocabularies: [akn] }).texts[0]?.groups ?? [])].map(
        ({ item }) => `${item.label} ${item.text} ${item.state}`,
      );
    expect(read('before')).toEqual(['3 Keep the quays kept', '5 Gone kept']);
    expect(read('after')).toEqual(['4 Keep all quays kept']);
  });

  test('says where something is odd, and loses no word over it', () => {
    const text = only(
      file(
        `<paragraph eId="p_1"><content><p>One</p></content><list><point><num>a</num><content><p>Two</p></content></point></list></paragraph>
<paragraph eId="p_1"><content><p>Three <ref href="#nowhere">there</ref></p></content></paragraph>
<strange>Four</strange>`,
        '',
        '',
        'http://www.akomantoso.org/2.0',
      ),
    );
    expect(text.warnings.map((one) => [one.code, one.line])).toEqual(
      expect.arrayContaining([
        ['older-version', 1],
        ['misplaced', 5],
        ['duplicate-id', 6],
        ['missing-target', 6],
        ['unknown-element', 7],
      ]),
    );
    expect(text.warnings.find((one) => one.code === 'duplicate-id')?.message).toBe(
      'line 6, <paragraph>: the eId "p_1" stands also at line 5',
    );
    expect([...itemsIn(text.groups)].map(({ item }) => item.text)).toEqual(['One', 'Two', 'Three there', 'Four']);
    expect(new Set([...itemsIn(text.groups)].map(({ item }) => item.eId)).size).toBe(4);
  });

  test('is refused where it holds no text, is no Akoma Ntoso or declares a DOCTYPE', () => {
    const code = (xml: string): string => {
      try {
        readAkn(xml);
        return 'read';
      } catch (error) {
        return error instanceof ReadError ? error.code : String(error);
      }
    };
    expect(code(`<akomaNtoso xmlns="${AKN}"/>`)).toBe('no-text');
    expect(code('<text><para>A</para></text>')).toBe('not-supported');
    expect(code('<!DOCTYPE x [<!ENTITY a "b">]><akomaNtoso/>')).toBe('entity-attack');
    expect(code(`<akomaNtoso xmlns="${AKN}"><act>`)).toBe('broken-xml');
  });
});

const examples = hasInputs ? readdirSync(inputPath('akn/examples')) : [];
const OUTSIDE = new Set(['meta', 'note', 'authorialNote']);
function* wordsOf(element: Element): Generator<string> {
  for (const child of element.children)
    if (typeof child === 'string') yield* child.match(/[\p{L}\p{N}]+/gu) ?? [];
    else if (!OUTSIDE.has(child.name)) yield* wordsOf(child);
}
function* printed(groups: readonly Group[]): Generator<string> {
  for (const group of groups) {
    yield `${group.label ?? ''} ${group.heading}`;
    yield* printed(group.groups);
  }
  for (const { item, group } of itemsIn(groups))
    if (groups.includes(group)) yield `${item.label ?? ''} ${item.oldLabel ?? ''} ${item.text}`;
}

describe.skipIf(!hasInputs)('the examples at hand', () => {
  it.each(examples)('%s: no letter of its words is lost or doubled', (name) => {
    const count = (letters: string): Map<string, number> => {
      const out = new Map<string, number>();
      for (const letter of letters) out.set(letter, (out.get(letter) ?? 0) + 1);
      return out;
    };
    const given = [...wordsOf(parseXml(inputBytes(`akn/examples/${name}`)))].join('');
    const { texts } = outline(inputBytes(`akn/examples/${name}`), { name, vocabularies: [akn] });
    const read = texts.flatMap((text) =>
      [...printed(text.groups)].flatMap((one) => one.match(/[\p{L}\p{N}]+/gu) ?? []),
    );
    expect(count(read.join(''))).toEqual(count(given));
  });

  it.each(examples)('%s: what our own check calls a fault of form is what the schema refuses', (name) => {
    const FORM = new Set([
      'duplicate-id',
      'bad-id',
      'unknown-element',
      'unknown-attribute',
      'missing-element',
      'missing-attribute',
      'misplaced',
      'older-version',
    ]);
    const xml = inputText(`akn/examples/${name}`);
    const ours = checkAkn(xml).filter((one) => FORM.has(one.code));
    const theirs = faults(xml);
    expect(ours.map((one) => one.line)).toEqual(theirs.map((one) => Number(/^\d+/.exec(one)?.[0])));
  });

  test('two languages of one draft have the same paragraphs', () => {
    const shapes = ['', '_ES'].map((lang) =>
      readAkn(inputBytes(`akn/examples/akn20-Bill_UN_2012${lang}.xml`)).texts.map((text) => [
        text.number,
        ...[...itemsIn(text.groups)].map(({ item }) => item.label),
      ]),
    );
    expect(shapes[0]?.[0]?.length).toBeGreaterThan(15);
    expect(shapes[1]).toEqual(shapes[0]);
  });
});
