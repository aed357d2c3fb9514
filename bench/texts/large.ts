/**
 * Reading Word files that are as large as is allowed, and larger, and those made to trip a reader: time and peak memory of a
 * fresh process each (heap bounded as in the fuzz test, and not), bytes of the file included. `node bench/texts/large.ts [name]` measures those whose name matches `name`.
 */
import { randomFillSync } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readDocx } from '../../packages/texts/src/read/docx/index.ts';
import { ReadError } from '../../packages/texts/src/read/errors.ts';
import { buildDocx, del, ins, paragraph, run } from '../../packages/texts/test/docx/build.ts';
import type { Parts } from '../../packages/texts/test/docx/build.ts';
import { hostileFiles, oddFiles } from '../../packages/texts/test/docx/hostile.ts';
import { BOUNDS } from '../../packages/texts/test/fuzz/run.ts';
import { measure, table } from './measure.ts';

const [first = '', path] = process.argv.slice(2);
if (first === '--read' && path !== undefined) {
  const bytes = readFileSync(path);
  const started = performance.now();
  let found: string;
  try {
    found = `read, ${String(readDocx(bytes).blocks.length)} blocks`;
  } catch (error) {
    if (!(error instanceof ReadError)) throw error;
    found = `${error.code}: ${error.message} ${error.place ?? ''}`;
  }
  console.log(JSON.stringify({ found, ms: Math.round(performance.now() - started) }));
} else await all(first);

async function all(part: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'suivi-large-'));
  const rows: string[][] = [];
  let worst = 0;
  try {
    for (const { name, bytes } of files().filter((each) => new RegExp(part).test(each.name))) {
      const file = join(folder, 'a.docx');
      const made = bytes();
      writeFileSync(file, made);
      const args = [new URL('large.ts', import.meta.url).pathname, '--read', file];
      const { output, peak } = await measure(process.execPath, [...BOUNDS, ...args]);
      const free = await measure(process.execPath, args);
      const { found, ms }: { found: string; ms: number } =
        output === '' ? { found: 'the process died', ms: 0 } : JSON.parse(output);
      rows.push([
        name,
        (made.length / 1e6).toFixed(1),
        found,
        String(ms),
        (peak ?? 0).toFixed(0),
        (free.peak ?? 0).toFixed(0),
      ]);
      worst = Math.max(worst, peak ?? 0);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  console.log(table(['file', 'MB', 'what came of it', 'ms', 'peak, MB', 'heap not bounded, MB'], rows));
  console.log(`\nPeak of all: ${worst.toFixed(0)} MB. Node ${process.version}.`);
}

function files(): { name: string; bytes: () => Uint8Array }[] {
  const many = (count: number, make: (index: number) => string): string =>
    Array.from({ length: count }, (_, i) => make(i)).join('');
  const docx = (name: string, parts: () => Parts): { name: string; bytes: () => Uint8Array } => ({
    name,
    bytes: () => buildDocx(parts()),
  });
  const words = (i: number): string =>
    `Words of the paragraph number ${String((i * 7919) % 99_991)}, which says little`;
  const noise = (size: number): Uint8Array => randomFillSync(new Uint8Array(size));
  const bold = (i: number): string => (i % 2 === 0 ? '<w:b/>' : '');
  const row = (i: number): string =>
    `<w:tr>${many(5, (j) => `<w:tc>${paragraph(run(words(i * 5 + j)))}</w:tc>`)}</w:tr>`;
  return [
    docx('30,000 paragraphs, 6 runs each', () => ({
      body: many(30_000, (i) => paragraph(many(6, (j) => run(`${String(i)} words `, bold(j))))),
    })),
    docx('99,000 paragraphs of 100 letters', () => ({
      body: many(99_000, (i) => paragraph(run(`${words(i)} ${words(i)}`))),
    })),
    docx('24,000 paragraphs of marks', () => ({
      body: many(24_000, (i) => paragraph(many(4, (j) => ins(run(String(i + j))) + del(run('old', '', true))))),
    })),
    docx('60,000 paragraphs of marks', () => ({
      body: many(60_000, (i) => paragraph(many(4, (j) => ins(run(String(i + j))) + del(run('old', '', true))))),
    })),
    docx('one paragraph of 65,000 runs', () => ({ body: paragraph(many(65_000, (i) => run('word ', bold(i)))) })),
    docx('one paragraph of 290,000 breaks', () => ({ body: paragraph(`<w:r>${'<w:br/>'.repeat(290_000)}</w:r>`) })),
    docx('a table of 55,000 cells', () => ({ body: `<w:tbl>${many(11_000, row)}</w:tbl>` })),
    docx('twenty tables of 4,000 cells', () => ({ body: many(20, () => `<w:tbl>${many(800, row)}</w:tbl><w:p/>`) })),
    docx('48,000 footnotes', () => ({
      body: paragraph(run('Words')),
      footnotes: many(48_000, (i) => `<w:footnote w:id="${String(i + 1)}">${paragraph(run(words(i)))}</w:footnote>`),
    })),
    docx('40,000 comments', () => ({
      body: paragraph(run('Words')),
      comments: many(
        90_000,
        (i) => `<w:comment w:id="${String(i)}" w:author="A">${paragraph(run(words(i)))}</w:comment>`,
      ),
    })),
    docx('45,000 styles', () => ({
      body: paragraph(run('Words')),
      styles: many(
        45_000,
        (i) => `<w:style w:type="paragraph" w:styleId="s${String(i)}"><w:name w:val="s${String(i)}"/></w:style>`,
      ),
    })),
    docx('100,000 lists', () => ({
      body: paragraph(run('Words')),
      numbering: many(100_000, (i) => `<w:num w:numId="${String(i)}"><w:abstractNumId w:val="0"/></w:num>`),
    })),
    docx('90,000 links', () => ({
      body: paragraph(run('Words')),
      links: Array.from({ length: 90_000 }, (_, i) => ({
        id: `l${String(i)}`,
        target: `https://example.org/${String(i)}`,
      })),
    })),
    docx('one element with 350,000 attributes', () => ({
      body: `<w:p ${many(350_000, (i) => `w:a${String(i)}="1" `)}/>`,
    })),
    docx('one text of 100 million letters', () => ({ body: paragraph(run('lorem ipsum '.repeat(8_500_000))) })),
    docx('one comment of 60 million letters', () => ({ body: `<!--${'lorem ipsum '.repeat(5_000_000)}--><w:p/>` })),
    docx('11 million letters', () => ({
      body: many(20_000, () =>
        paragraph(run([...noise(550)].map((byte) => String.fromCodePoint(0x620 + (byte & 31))).join(''))),
      ),
    })),
    docx('6 million elements that are skipped', () => ({
      body: paragraph(`<w:pPr><w:spacing>${'<w:x/>'.repeat(5_990_000)}</w:spacing></w:pPr>`),
    })),
    docx('60 MB of images and 24,000 paragraphs of marks', () => ({
      body: many(24_000, (i) => paragraph(many(4, (j) => ins(run(String(i + j))) + del(run('old', '', true))))),
      extra: { 'word/media/image1.png': noise(60_000_000) },
    })),
    ...hostileFiles().filter(({ name }) => /docx$/.test(name)),
    ...oddFiles().filter(({ name }) => /docx$/.test(name)),
  ];
}
