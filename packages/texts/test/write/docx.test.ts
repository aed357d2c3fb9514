import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { WordDocument } from '../../src/index.ts';
import { outline } from '../../src/outline/index.ts';
import { readDocx } from '../../src/read/docx/index.ts';
import { textToDocx, toDocx } from '../../src/write/docx/index.ts';
import { documentOf, LANGUAGES, words } from './document.ts';
import { essence } from './same.ts';
import { faults, wellFormed } from './valid.ts';

const LIST = Object.entries(LANGUAGES) as [WordDocument['language'], string][];

/** Every part must be well-formed, and every relationship must lead somewhere. */
function check(bytes: Uint8Array): Record<string, string> {
  const files = Object.entries(unzipSync(bytes));
  for (const [name, part] of files) wellFormed(part, name);
  const parts = Object.fromEntries(files.map(([name, part]) => [name, strFromU8(part)]));
  for (const [name, xml] of Object.entries(parts).filter(([each]) => each.startsWith('word/_rels/')))
    for (const [, target] of xml.matchAll(/Target="([^"]+)"\/>/g))
      expect(parts, name).toHaveProperty([`word/${target}`]);
  return parts;
}

describe('the Word writer', () => {
  it.each(LIST)('writes %s with its language, direction and hints', (language, text) => {
    const bytes = toDocx(documentOf(language, text));
    const parts = check(bytes);
    expect(faults(bytes)).toEqual([]);
    const main = parts['word/document.xml'] ?? '';
    expect(parts['word/styles.xml']).toContain(`w:lang w:val="${language}-`);
    expect(parts['docProps/core.xml']).toContain('<dc:language>');
    expect(parts['docProps/core.xml']).not.toContain('dc:creator');
    expect(main.includes('<w:bidi/>')).toBe(language === 'ar');
    expect(main.includes('<w:bidiVisual/>')).toBe(language === 'ar');
    expect(main.includes('<w:rtl/>')).toBe(language === 'ar');
    expect(main.includes('w:hint="eastAsia"')).toBe(language === 'zh');
    expect(main.match(/<w:tblHeader\/>/g)).toHaveLength(1);
    expect(parts['word/footer.xml']).toContain(' PAGE ');
  });

  it('is read back with its headings, labels, changes, notes, comments and table', () => {
    const source = readDocx(toDocx(documentOf('en', LANGUAGES.en)));
    expect(source.warnings).toEqual([]);
    expect(source.blocks.flatMap((block) => block.heading ?? [])).toEqual([1, 2, 3, 4, 5, 6]);
    expect(
      source.blocks.flatMap((block) => (block.label === undefined ? [] : [[block.label, block.oldLabel]])),
    ).toEqual([
      ['6', '4'],
      ['a)', undefined],
      ['Measure no. 7', undefined],
      ['1.', undefined],
      ['2.', undefined],
    ]);
    expect(source.notes.map((note) => note.label)).toEqual(['1', '*']);
    expect(source.comments).toMatchObject([{ author: 'Secretariat', text: 'Is this the latest figure?' }]);
    expect(source.blocks.flatMap((block) => block.runs.flatMap((run) => run.mark?.author || []))).toEqual([
      'A delegation',
      'A delegation',
    ]);
    const table = source.blocks.find((block) => block.kind === 'table');
    expect(table?.rows).toHaveLength(41);
    expect(table?.rows?.[0]?.header).toBe(true);
    expect(table?.rows?.[1]?.cells[1]?.colspan).toBe(2);
    expect(source.properties).toMatchObject({ title: LANGUAGES.en });
  });

  it('writes the same bytes again, and outlives signs that XML cannot hold', () => {
    const odd = '\u0000 \ud800 <&>"\u000b ]]> \u{1f310}';
    const one = { title: odd, language: 'en' as const, blocks: [{ kind: 'title' as const, runs: words(odd) }] };
    check(toDocx(one));
    expect(toDocx(one)).toEqual(toDocx(one));
    expect(readDocx(toDocx(one)).blocks[0]?.raw).toContain('<&>"');
  });

  it('makes links only of addresses that may be followed', () => {
    const bytes = toDocx({
      title: 'x',
      language: 'en',
      blocks: [{ kind: 'paragraph', runs: [{ text: 'x', link: 'javascript:alert(1)' }] }],
    });
    expect(JSON.stringify(check(bytes))).not.toContain('javascript');
  });

  it('keeps merged cells', () => {
    const cell = (text: string, rowspan?: number) => ({
      blocks: [{ kind: 'paragraph' as const, runs: words(text) }],
      ...(rowspan ? { rowspan } : {}),
    });
    const bytes = toDocx({
      title: 'x',
      language: 'en',
      blocks: [
        {
          kind: 'table',
          rows: [{ cells: [cell('a', 2), cell('b')] }, { cells: [cell('c')] }, { cells: [cell('d'), cell('e')] }],
        },
      ],
    });
    check(bytes);
    const rows = readDocx(bytes).blocks.find((block) => block.kind === 'table')?.rows;
    expect(rows?.map((row) => row.cells.map((one) => [one.blocks[0]?.raw, one.rowspan]))).toEqual([
      [
        ['a', 2],
        ['b', undefined],
      ],
      [['c', undefined]],
      [
        ['d', undefined],
        ['e', undefined],
      ],
    ]);
  });

  it('gives a text back as it was', () => {
    const given = [
      'RESOLUTION 12 (2026)',
      'Follow-up to the outcomes of the summit',
      'The Council,',
      'recalling',
      'a)\tResolution 1332 of the Council;',
      'b)\tResolution 140 (Rev. Bucharest, 2022) of the Plenipotentiary Conference,',
      'resolves',
      '1\tto continue its work on the outcomes:',
      'i)\tin the regions;',
      'ii)\tat headquarters;',
      '2\tto establish a register,',
      'instructs the Secretary-General',
      'to report to the Council every year.',
      'ANNEX A',
      'Terms of reference of the working group',
      '1\tThe group shall meet twice a year.',
    ].join('\n');
    const text = outline(new TextEncoder().encode(given)).texts[0];
    expect(text).toBeDefined();
    if (!text) return;
    check(textToDocx(text));
    expect(outline(textToDocx(text)).texts.map(essence)).toEqual([essence(text)]);
    expect(outline(textToDocx(text, { changes: 'accepted' })).texts.map(essence)).toEqual([essence(text)]);
  });

  const office = (() => {
    try {
      execFileSync('soffice', ['--version'], { stdio: 'ignore' });
      return true;
    } catch {
      return false;
    }
  })();
  it.skipIf(!office)(
    'opens in another office program (needs LibreOffice)',
    () => {
      const folder = mkdtempSync(join(tmpdir(), 'suivi-word-'));
      try {
        for (const [language, text] of LIST)
          writeFileSync(join(folder, `${language}.docx`), toDocx(documentOf(language, text)));
        execFileSync(
          'soffice',
          [
            `-env:UserInstallation=file://${folder}/profile`,
            '--headless',
            '--convert-to',
            'pdf',
            '--outdir',
            folder,
            ...LIST.map(([language]) => join(folder, `${language}.docx`)),
          ],
          { stdio: 'ignore', timeout: 150_000 },
        );
        for (const [language] of LIST)
          expect(
            readFileSync(join(folder, `${language}.pdf`))
              .subarray(0, 5)
              .toString(),
          ).toBe('%PDF-');
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
    180_000,
  );
});
