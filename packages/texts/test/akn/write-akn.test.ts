import { readdirSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import type { Text } from '../../src/index.ts';
import { akn, irisOf, readAkn, writeAkn } from '../../src/akn/index.ts';
import { outline } from '../../src/outline/index.ts';
import { hasInputs, inputBytes, inputPath, inputText } from '../inputs.ts';
import { faults } from './schema.ts';

const bytes = (words: string): Uint8Array => new TextEncoder().encode(words);
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value)) as unknown;
const files = hasInputs
  ? ['resolutions', 'docx/structure', 'docx/tracked', 'docx/compare', 'docx', 'akn/examples']
      .flatMap((folder) =>
        readdirSync(inputPath(folder))
          .filter((name) => /\.(?:txt|xml|docx)$/.test(name))
          .map((name) => `${folder}/${name}`),
      )
      .concat('council-report-wsis-sdg.fr.txt')
  : [];

describe.skipIf(!hasInputs)('every real document, written as Akoma Ntoso', () => {
  it.each(files)('%s is valid and reads back as it was', (path) => {
    const read = outline(inputBytes(path), { name: path, vocabularies: [akn] });
    const xml = writeAkn(read.texts, { headers: read.headers });
    expect(faults(xml)).toEqual([]);
    const again = readAkn(xml);
    expect(plain(again.texts)).toEqual(plain(read.texts));
    expect(again.headers).toEqual(read.headers);
  });

  test('the six languages of one declaration are expressions of one work', () => {
    const texts = ['ar', 'en', 'es', 'fr', 'ru', 'zh'].flatMap(
      (lang) => outline(inputBytes(`resolutions/A_RES_217_III.${lang}.xml`)).texts,
    );
    const options = { date: '1948-12-10', name: '217 (III)' };
    const xml = writeAkn(texts, options);
    expect(faults(xml)).toEqual([]);
    expect(xml).toContain('<documentCollection name="languages">');
    expect(new Set(texts.map((text) => irisOf(text, options).work))).toHaveLength(1);
    expect(new Set(texts.map((text) => irisOf(text, options).expression))).toHaveLength(6);
    expect(xml).toContain('<FRBRlanguage language="zho"/>');
    expect(plain(readAkn(xml).texts)).toEqual(plain(texts));
  });

  test('the schema refuses what is known to be invalid, so that its silence says something', () => {
    expect(faults(inputText('akn/examples/doc-30release-valid.xml'))).toEqual([]);
    expect(faults(inputText('akn/examples/doc-30release-invalid.xml'))).toEqual([
      expect.stringContaining("The attribute 'blah' is not allowed"),
    ]);
    const xml = writeAkn(texted());
    expect(faults(xml)).toEqual([]);
    expect(faults(xml.replace('<recital ', '<recital wrong="1" '))).toHaveLength(1);
    expect(faults(xml.replaceAll('eId="sec_2"', 'eId="sec_1"'))).not.toEqual([]);
  });
});

/** A text of our own words, with all that a paragraph can carry. */
function texted(): Text {
  const [text] = outline(
    bytes(`RESOLUTION 12 (2026)
Keeping of the harbours
The Council,
recalling
a)\tResolution 7 (Rev. Harbourtown, 2022) of the Plenipotentiary Conference;
b)\tthe agreement of the harbour towns,
instructs the Secretary-General
1\tto submit to the Council each year a report on
i)\tthe quays;
ii)\tthe lighthouses;
2\tto publish by 1 March 2027 a roadmap for the lighthouses,
invites Member States
to keep their quays.
ANNEX A
Lighthouses
1\tThe red one.`),
    { name: 'resolution.txt' },
  ).texts;
  if (text === undefined) throw new Error('no text');
  return text;
}

describe('a text as Akoma Ntoso', () => {
  const text = texted();
  const xml = writeAkn(text, { date: '2026-06-12', written: '2026-06-20' });

  test('is a resolution named as the guidelines of the United Nations name one', () => {
    expect(xml).toContain('<statement name="resolution"');
    expect(xml).toContain('<FRBRuri value="/akn/un/statement/deliberation/itu-council/2026-06-12/res-12"/>');
    expect(xml).toContain(
      '<FRBRuri value="/akn/un/statement/deliberation/itu-council/2026-06-12/res-12/eng@2026-06-12"/>',
    );
    expect(xml).toContain('<FRBRdate date="2026-06-20" name="XMLMarkup"/>');
  });

  test('has its preamble, its operative part and its annex where the standard wants them', () => {
    const order = ['<preface>', '<preamble>', '<formula ', '<recitals ', '<mainBody>', '<hcontainer ', '<attachments>'];
    const at = order.map((one) => xml.indexOf(one));
    expect(at.every((one, i) => one > (at[i - 1] ?? 0))).toBe(true);
    expect(xml).toMatch(/<point eId="sec_\d__para_1__point_i"[^>]*>\s*<num>i\)<\/num>/);
    expect(xml).toMatch(/<docNumber>12<\/docNumber>/);
    expect(xml).toContain('<docTitle>Keeping of the harbours</docTitle>');
  });

  test('cites by a reference that leads to the work', () => {
    expect(xml).toContain('<ref href="/akn/un/statement/deliberation/itu-pp/2022/res-7">');
  });

  test('carries permanent ids as wId and the rest of the model in its own namespace', () => {
    const [front, ...others] = text.groups;
    const known = { ...text, groups: [{ ...front!, wId: 'group-1' }, ...others] };
    const again = writeAkn(known);
    expect(again).toContain('wId="group-1"');
    expect(readAkn(again).texts).toEqual([known]);
  });
});
