import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync, zipSync } from 'fflate';
import { afterAll, describe, expect, it } from 'vitest';
import { acceptedText, readDocx } from '../../src/read/docx/index.ts';
import { acceptChanges } from '../../src/revise/index.ts';
import { hasInputs } from '../inputs.ts';
import { buildDocx, ins, paragraph, run } from '../docx/build.ts';
import { corpus } from './corpus.ts';
import { faultsOf } from './touched.ts';

const rows = hasInputs ? corpus() : [];
const named = (list: typeof rows): string[] => list.map((row) => `${row.name} ${row.way}`);

/**
 * RP051 accepted: the expected text leaves out "*" of a symbol font; the twin document has it, and agrees. RP051 rejected: an
 * inserted table, with inserted paragraph ends before it, stands in the middle of a sentence. Those ends and that table are
 * all that parts the two halves, so without them the sentence is one again, as Word kept it before the change and as the
 * standard says of a removed paragraph mark; twin and expected text leave it cut in two.
 */
const KNOWN = { expected: ['RP051-Arabic accepted', 'RP051-Arabic rejected'], twin: ['RP051-Arabic rejected'] };

describe.skipIf(!hasInputs)('the corpus of files with revisions', () => {
  it('is 42 texts, read without a warning', () => {
    expect(rows.length).toBe(42);
    expect(named(rows.filter((row) => row.warnings > 0))).toEqual([]);
  });

  it('reads, accepted and rejected, as the expected texts and the twin documents, but where they are in doubt', () => {
    expect(named(rows.filter((row) => row.expected === false))).toEqual(KNOWN.expected);
    expect(named(rows.filter((row) => row.twin === false))).toEqual(KNOWN.twin);
    expect(rows.filter((row) => row.expected !== null).length).toBe(34);
    expect(rows.filter((row) => row.twin !== null).length).toBe(31);
  });

  it('once edited reads the same, bears no mark, and is touched nowhere else', () => {
    expect(named(rows.filter((row) => !row.edited))).toEqual([]);
    expect(named(rows.filter((row) => !row.markless))).toEqual([]);
    expect(rows.flatMap((row) => row.faults.map((fault) => `${row.name} ${row.way}: ${fault}`))).toEqual([]);
    expect(rows.every((row) => row.marks > 0)).toBe(true);
  });
});

describe('the check of what an edit touches', () => {
  const file = buildDocx({ body: paragraph(run('a') + ins(run('b'))) + paragraph(run('c')) });
  const tampered = (from: string, to: string, name = 'word/document.xml'): string[] => {
    const files = unzipSync(acceptChanges(file).bytes);
    const part = new TextDecoder().decode(files[name]);
    expect(part).toContain(from);
    return faultsOf(
      file,
      zipSync({ ...files, [name]: new TextEncoder().encode(part.replace(from, to)) }, { mtime: '2024-01-01T00:00:00' }),
    );
  };

  it('finds words that are gone, new or elsewhere, and other parts touched', () => {
    expect(faultsOf(file, acceptChanges(file).bytes)).toEqual([]);
    expect(tampered('>c<', '>d<').join()).toMatch(/gone|new/);
    const swapped = buildDocx({ body: paragraph(run('c')) + paragraph(run('a') + run('b')) });
    expect(faultsOf(file, swapped).join()).toContain('out of order');
  });
});

const office = ['/usr/bin/soffice', '/usr/local/bin/soffice', '/opt/libreoffice/program/soffice'].find((path) =>
  existsSync(path),
);
if (office === undefined) console.log('LibreOffice is not here: opening edited files in it is skipped.');

describe.skipIf(office === undefined || !hasInputs)('LibreOffice (needs libreoffice)', () => {
  const folder = mkdtempSync(join(tmpdir(), 'suivi-revise-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('opens every edited file and finds every paragraph in it (needs libreoffice)', { timeout: 180_000 }, () => {
    mkdirSync(join(folder, 'out'));
    const files = rows.map((row) => {
      const path = join(folder, `${row.name}.${row.way}.docx`);
      writeFileSync(path, row.bytes);
      return { row, path };
    });
    execFileSync(
      office ?? 'soffice',
      [
        `-env:UserInstallation=file://${folder}/profile`,
        '--headless',
        '--convert-to',
        'fodt',
        '--outdir',
        join(folder, 'out'),
        ...files.map(({ path }) => path),
      ],
      { stdio: 'ignore', timeout: 170_000 },
    );
    const wordsOf = (xml: string): string =>
      xml
        .slice(xml.indexOf('<office:body'))
        .replace(/<(text:note|office:annotation)[ >].*?<\/\1>/gs, '')
        .replace(/<[^>]*>/g, '')
        .replace(/&lt;/g, '<')
        .replace(/&gt;/g, '>')
        .replace(/&quot;/g, '"')
        .replace(/&apos;/g, "'")
        .replace(/&amp;/g, '&');
    const squeeze = (text: string): string => text.replace(/[\s\u00ad\ufeff\u200e\u200f*]/g, '');
    for (const { row, path } of files) {
      const opened = squeeze(wordsOf(readFileSync(join(folder, 'out', `${row.name}.${row.way}.fodt`), 'utf8')));
      const lines = acceptedText(readDocx(new Uint8Array(readFileSync(path)))).map(squeeze);
      expect(
        lines.filter((line) => !opened.includes(line)),
        `${row.name} ${row.way}`,
      ).toEqual([]);
    }
  });
});
