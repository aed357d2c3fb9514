import { execFileSync } from 'node:child_process';
import { existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { afterAll, describe, expect, it } from 'vitest';
import { acceptedText, readDocx, rejectedText } from '../../src/read/docx/index.ts';
import { publicCopy } from '../../src/scrub/index.ts';
import { hasInputs, inputBytes, inputPath } from '../inputs.ts';
import { buildDocx, del, endMark, ins, paragraph, run } from './build.ts';

const words = (bytes: Uint8Array): string =>
  Object.entries(unzipSync(bytes))
    .map(([name, part]) => `${name}\n${new TextDecoder().decode(part)}`)
    .join('\n');
/** Spaces at the edges of a paragraph may fall differently once a struck label is gone. */
const tidy = (lines: string[]): string[] => lines.map((line) => line.trim());

/** A file that holds everything that must not reach the public. */
const full = (): Uint8Array =>
  buildDocx({
    body: [
      `<w:p w:rsidR="00AB12CD" w:rsidRDefault="00AB12CD"><w:commentRangeStart w:id="1"/>${run('Kept ')}${ins(run('new '))}${del(run('old-secret ', '', true))}${run('end.', '<w:b/><w:rPrChange w:id="8" w:author="Ana Example" w:date="2024-05-01T10:00:00Z"><w:rPr/></w:rPrChange>')}<w:commentRangeEnd w:id="1"/><w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr><w:commentReference w:id="1"/></w:r></w:p>`,
      paragraph(run('Joined '), endMark('del')),
      paragraph(run('with this.') + del('<w:r><w:footnoteReference w:id="4"/></w:r>')),
      `<w:tbl><w:tr><w:trPr><w:del w:id="3" w:author="Ana Example"/></w:trPr><w:tc>${paragraph(run('row-secret'))}</w:tc></w:tr><w:tr><w:tc>${paragraph(run('cell'))}</w:tc><w:tc><w:tcPr><w:cellDel w:id="4" w:author="Ana Example"/></w:tcPr>${paragraph(run('cell-secret'))}</w:tc></w:tr></w:tbl>`,
    ].join(''),
    footnotes: '<w:footnote w:id="4"><w:p><w:r><w:t>note-secret</w:t></w:r></w:p></w:footnote>',
    comments:
      '<w:comment w:id="1" w:author="Ana Example" w:initials="AE"><w:p><w:r><w:t>comment-secret</w:t></w:r></w:p></w:comment>',
    people:
      '<w15:person w15:author="Ana Example"><w15:presenceInfo w15:providerId="AD" w15:userId="S::ana@example.org"/></w15:person>',
    settings: '<w:trackRevisions/><w:rsids><w:rsidRoot w:val="00AB12CD"/></w:rsids><w:compat/>',
    core: '<dc:title>A title</dc:title><dc:creator>Ana Example</dc:creator><cp:lastModifiedBy>Ben Example</cp:lastModifiedBy><dcterms:modified xsi:type="dcterms:W3CDTF">2024-05-01T10:00:00Z</dcterms:modified>',
    app: '<Company>Secret Company</Company><Manager>Mia Manager</Manager><Pages>3</Pages>',
    custom:
      '<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="DPM Author"><vt:lpwstr>custom-secret</vt:lpwstr></property>',
    extra: { 'customXml/item1.xml': '<a>custom-xml-secret</a>', 'word/media/image1.png': Uint8Array.of(1, 2, 3, 4) },
  });

const SECRETS =
  /Ana Example|Ben Example|Mia Manager|Secret Company|secret|ana@example|00AB12CD|2024-05-01|rsid|trackRevisions|commentR/;

describe('the public copy', () => {
  it('holds no name, date, comment, struck word or save id, and keeps the rest', () => {
    const { bytes, removed } = publicCopy(full());
    expect(SECRETS.exec(words(full()))).not.toBeNull();
    expect(SECRETS.exec(words(bytes))?.[0]).toBeUndefined();
    const source = readDocx(bytes);
    expect(acceptedText(source)).toEqual(['Kept new end.', 'Joined with this.', 'cell']);
    expect([source.comments, source.notes, source.properties, source.warnings]).toEqual([
      [],
      [],
      { title: 'A title' },
      [],
    ]);
    expect(source.blocks[0]?.runs.at(-1)).toEqual({ text: 'end.', bold: true });
    expect(words(bytes)).toContain('<Pages>3</Pages>');
    expect(unzipSync(bytes)['word/media/image1.png']).toEqual(Uint8Array.of(1, 2, 3, 4));
    expect(removed).toMatchObject({ comments: 1, notes: 1 });
    expect(removed.revisions).toBeGreaterThanOrEqual(6);
  });

  it('may keep the marks without names and dates', () => {
    const { bytes } = publicCopy(full(), { revisions: 'anonymous' });
    expect(/Ana Example|Ben Example|2024-05-01|comment-secret|00AB12CD/.exec(words(bytes))?.[0]).toBeUndefined();
    expect(rejectedText(readDocx(bytes))).toEqual(rejectedText(readDocx(full())));
    expect(words(bytes)).toContain('w:author=""');
  });

  it('of a copy is the same copy', () => {
    const once = publicCopy(full()).bytes;
    expect(publicCopy(once).bytes).toEqual(once);
  });

  it('leaves out names that climb out of the archive', () => {
    const { bytes } = publicCopy(buildDocx({ body: paragraph(run('Words')), extra: { '../../evil.txt': 'evil' } }));
    expect(Object.keys(unzipSync(bytes)).some((name) => name.includes('..'))).toBe(false);
  });
});

/** A Word file that brings macros, as Word writes one (.docm). */
function withMacros(extra: Record<string, Uint8Array> = {}): Uint8Array {
  const files = unzipSync(buildDocx({ body: paragraph(run('Words.')) }));
  const change = (name: string, edit: (xml: string) => string): void => {
    files[name] = strToU8(edit(strFromU8(files[name] ?? new Uint8Array())));
  };
  change('[Content_Types].xml', (xml) =>
    xml
      .replace(
        'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml',
        'application/vnd.ms-word.document.macroEnabled.main+xml',
      )
      .replace(
        '</Types>',
        '<Default Extension="bin" ContentType="application/octet-stream"/><Override PartName="/word/vbaProject.bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>',
      ),
  );
  change('word/_rels/document.xml.rels', (xml) =>
    xml.replace(
      '</Relationships>',
      '<Relationship Id="rIdV" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" Target="vbaProject.bin"/></Relationships>',
    ),
  );
  return zipSync({
    ...files,
    'word/vbaProject.bin': strToU8('macro-secret'),
    'word/_rels/vbaProject.bin.rels': strToU8('<Relationships xmlns="x"/>'),
    'word/vbaData.xml': strToU8('<a>macro-secret</a>'),
    ...extra,
  });
}

describe('the public copy of a file that brings macros', () => {
  it('is a file without them, and says so of itself', () => {
    const bytes = withMacros();
    expect(readDocx(bytes).warnings).toMatchObject([{ code: 'macros' }]);
    const copy = publicCopy(bytes).bytes;
    expect(words(copy)).not.toMatch(/vba|macro/i);
    expect(words(copy)).toContain('wordprocessingml.document.main+xml');
    expect(readDocx(copy).warnings).toEqual([]);
    expect(acceptedText(readDocx(copy))).toEqual(['Words.']);
  });

  it('leaves none in a file within the file either', () => {
    const copy = publicCopy(withMacros({ 'word/embeddings/within.docm': withMacros() })).bytes;
    const within = unzipSync(copy)['word/embeddings/within.docm'];
    expect(within && words(within)).not.toMatch(/vba|macro/i);
    expect(within && acceptedText(readDocx(within))).toEqual(['Words.']);
  });
});

describe.skipIf(!hasInputs)('public copies of real Word files', () => {
  const files = hasInputs ? globSync(inputPath('docx/{tracked,structure,compare,.}/*.docx')).sort() : [];

  it.each(files.map((file) => [basename(file), file]))(
    '%s reads the same as the accepted original, without authors, dates, comments',
    (_, file) => {
      const original = new Uint8Array(readFileSync(file));
      const source = readDocx(original);
      const copy = readDocx(publicCopy(original).bytes);
      expect(tidy(acceptedText(copy))).toEqual(tidy(acceptedText(source)));
      expect(copy.comments).toEqual([]);
      expect(copy.notes.length).toBe(
        source.notes.filter((note) => source.blocks.length > 0 && !struckNote(source.blocks, note.id)).length,
      );
      expect(/"(?:author|date|created|modified)":|"state":/.exec(JSON.stringify(copy))?.[0]).toBeUndefined();
    },
  );
});

function struckNote(blocks: { runs: { note?: string; mark?: { state: string } }[] }[], id: string): boolean {
  return blocks.some((block) => block.runs.some((each) => each.note === id && each.mark?.state === 'deleted'));
}

const office = ['/usr/bin/soffice', '/usr/local/bin/soffice', '/opt/libreoffice/program/soffice'].find((path) =>
  existsSync(path),
);
if (office === undefined) console.log('LibreOffice is not here: opening public copies in it is skipped.');

describe.skipIf(office === undefined || !hasInputs)('LibreOffice', () => {
  const folder = mkdtempSync(join(tmpdir(), 'suivi-copy-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('opens the public copies and finds the same paragraphs in them (needs LibreOffice)', () => {
    const names = [
      'council-resolution-1332.fr',
      'tracked/RP051-Arabic',
      'tracked/RP050-Deleted-Footnote',
      'tracked/RP034-Deleted-Cells',
      'tracked/RP015-MoveFrom-MoveTo',
      'tracked/oxsdk-Comment020',
    ];
    mkdirSync(join(folder, 'out'));
    const paths = names.map((name) => {
      const path = join(folder, `${basename(name)}.docx`);
      writeFileSync(path, publicCopy(inputBytes(`docx/${name}.docx`)).bytes);
      return path;
    });
    execFileSync(
      office ?? 'soffice',
      [
        `-env:UserInstallation=file://${folder}/profile`,
        '--headless',
        '--convert-to',
        'txt:Text (encoded):UTF8',
        '--outdir',
        join(folder, 'out'),
        ...paths,
      ],
      { stdio: 'ignore', timeout: 50_000 },
    );
    for (const path of paths) {
      const squeeze = (text: string): string => text.replace(/[\s\u00ad\ufeff\u200e\u200f*]/g, '');
      const opened = squeeze(readFileSync(join(folder, 'out', `${basename(path, '.docx')}.txt`), 'utf8'));
      const lines = acceptedText(readDocx(new Uint8Array(readFileSync(path)))).map(squeeze);
      const missing = lines.filter((line) => !opened.includes(line));
      expect(missing.length, `${basename(path)}: ${missing.slice(0, 2).join(' | ')}`).toBeLessThanOrEqual(
        lines.length / 20,
      );
    }
  });
});
