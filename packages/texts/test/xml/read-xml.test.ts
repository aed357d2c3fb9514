import { describe, expect, test } from 'vitest';
import { LANGUAGES } from '../../src/model/text.ts';
import { ReadError } from '../../src/read/errors.ts';
import { readXml } from '../../src/read/xml/index.ts';
import { hasInputs, inputBytes } from '../inputs.ts';

const bytes = (xml: string): Uint8Array => new TextEncoder().encode(xml);
const code = (xml: string | Uint8Array): string => {
  try {
    readXml(typeof xml === 'string' ? bytes(xml) : xml);
    return 'read';
  } catch (error) {
    return error instanceof ReadError ? error.code : String(error);
  }
};

describe('a declaration in simple XML', () => {
  const source = readXml(
    bytes(`<?xml version="1.0"?><text xml:lang="fr"><title>Charte</title>
      <preamble><title>Préambule</title><para>Considérant
          que l'eau est à <b>tous</b>,</para></preamble>
      <article number="1"><title>Article premier</title>
        <orderedlist><listitem tag="㈠"><para>Un.</para></listitem><listitem><para>Deux.</para><para>Suite.</para></listitem></orderedlist>
      </article></text>`),
  );

  test('keeps titles, places, numbers and lines', () => {
    expect(source.language).toBe('fr');
    expect(source.properties.title).toBe('Charte');
    expect(source.blocks.map((block) => [block.style, block.label ?? null, block.raw])).toEqual([
      ['Title', null, 'Charte'],
      ['PreambleHeading', null, 'Préambule'],
      ['Preamble', null, "Considérant que l'eau est à tous,"],
      ['ArticleHeading', '1', 'Article premier'],
      ['Article', '1', 'Un.'],
      ['Article', '2', 'Deux.'],
      ['Article', null, 'Suite.'],
    ]);
    expect(source.blocks[2]?.line).toBe(2);
    expect(source.blocks[2]?.runs.find((run) => run.bold)?.text).toBe('tous');
    expect(source.warnings).toEqual([]);
  });

  test('keeps the words of an element it does not know, and says where', () => {
    const odd = readXml(bytes('<text><title>T</title>\n<coda><para>Fin.</para></coda></text>'));
    expect(odd.blocks.at(-1)?.raw).toBe('Fin.');
    expect(odd.warnings).toEqual([expect.objectContaining({ line: 2, code: 'unread-element' })]);
  });
});

describe('a file that is no good', () => {
  test('is refused by a code that says why', () => {
    expect(code('')).toBe('empty');
    expect(code('<a><b></a>')).toBe('broken-xml');
    expect(code('<a></a>')).toBe('no-text');
    expect(code('<!DOCTYPE a [<!ENTITY x "xxxxxxxx"><!ENTITY y "&x;&x;&x;">]><a><para>&y;</para></a>')).toBe(
      'entity-attack',
    );
    expect(code('<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>')).toBe('entity-attack');
    expect(code('<a><para>&nbsp;</para></a>')).toBe('entity-attack');
    expect(code(`${'<a>'.repeat(300)}x${'</a>'.repeat(300)}`)).toBe('too-large');
    expect(code(new Uint8Array([0x3c, 0x61, 0x3e, 0xff, 0xfe, 0x3c]))).toBe('broken-xml');
  });
});

describe.skipIf(!hasInputs)('resolution 217 (III) in six languages', () => {
  test('has the same articles with the same numbered paragraphs in each', () => {
    const shapes = LANGUAGES.map((language) => {
      const source = readXml(inputBytes(`resolutions/A_RES_217_III.${language}.xml`));
      expect(source.language).toBe(language);
      expect(source.warnings).toEqual([]);
      return source.blocks
        .filter((block) => block.style?.startsWith('Article'))
        .map((block) => `${block.style} ${block.label ?? ''}`);
    });
    expect(shapes[0]?.filter((line) => line.startsWith('ArticleHeading'))).toHaveLength(30);
    for (const shape of shapes) expect(shape).toEqual(shapes[0]);
  });
});
