/**
 * What survives of a Word file that is read and written again, by an independent count of its XML, over all Word files of the
 * inputs: `node bench/texts/round-trip.ts [--write]` prints the table, or writes packages/texts/test/write/MEASURED.md.
 * Where LibreOffice is there, it reads the text of both files as well.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { readDocx } from '../../packages/texts/src/read/docx/index.ts';
import { readMedia } from '../../packages/texts/src/read/media/index.ts';
import { sourceToDocx } from '../../packages/texts/src/write/files/index.ts';
import { hasInputs, inputBytes, inputPath } from '../../packages/texts/test/inputs.ts';
import { count } from '../../packages/texts/test/write/count.ts';
import { faults } from '../../packages/texts/test/write/valid.ts';
import { plainSource } from '../../packages/texts/test/write/plain.ts';
import { table } from './measure.ts';

if (!hasInputs) {
  console.log('The folder of inputs is not here: nothing to measure.');
  process.exit(0);
}
const files = ['structure', 'tracked', 'compare']
  .flatMap((folder) => readdirSync(inputPath(`docx/${folder}`)).map((name) => `docx/${folder}/${name}`))
  .filter((name) => name.endsWith('.docx'))
  .concat('docx/council-resolution-1332.fr.docx');

interface Line {
  before: number;
  after: number;
  files: number;
  whole: number;
}
const lines = new Map<string, Line>();
const changed: string[] = [];
const faulty: string[] = [];
const written = new Map<string, Uint8Array>();
for (const file of files) {
  const bytes = inputBytes(file);
  const source = readDocx(bytes);
  const media = Object.fromEntries([...readMedia(bytes)].map(([name, image]) => [name, image.bytes]));
  const again = sourceToDocx(source, { media });
  written.set(file, again);
  if (JSON.stringify(sorted(plainSource(readDocx(again)))) !== JSON.stringify(sorted(plainSource(source))))
    changed.push(file);
  if (faults(again).length > 0) faulty.push(file);
  const [before, after] = [count(bytes), count(again)];
  for (const kind of new Set([...before.keys(), ...after.keys()])) {
    const [a, b] = [before.get(kind) ?? 0, after.get(kind) ?? 0];
    const line = lines.get(kind) ?? { before: 0, after: 0, files: 0, whole: 0 };
    lines.set(kind, {
      before: line.before + a,
      // What one file has too much of does not make up for what another one lost.
      after: line.after + Math.min(a, b),
      files: line.files + (a > 0 ? 1 : 0),
      whole: line.whole + (a > 0 && b >= a ? 1 : 0),
    });
  }
}

const rows = [...lines]
  .filter(([, line]) => line.files > 0)
  .toSorted(([a], [b]) => (a < b ? -1 : 1))
  .map(([kind, line]) => [
    kind,
    String(line.before),
    String(line.after),
    `${((100 * line.after) / line.before).toFixed(line.after === line.before ? 0 : 1)} %`,
    `${String(line.whole)} of ${String(line.files)}`,
  ]);
const NOT_KEPT = [
  '## What is not kept, and why',
  '',
  '- Fonts, sizes, colours, highlighting, small capitals, page breaks and sections: the reading keeps no layout. Signs of symbol fonts come back as the letters they show.',
  '- A move whose other side was struck again, or is not in the body, is written as words that went or came: Word asks to repair a file with half a move.',
  '- Charts, diagrams and objects stand as an empty picture with their alternative text. All headers of a file become one, and all footers.',
  '- LibreOffice leaves out of its text what floats: frames (the notes under the first page of the two UN documents, w:framePr) and floating tables (RP001, w:tblpPr); it reads them from ours, where they stand in the line.',
  '- LibreOffice gives signs of the Symbol font as private-use codes (the Greek word in WGIG, the asterisks in RP051), where ours are the letters shown; and it prints "1." for the one paragraph of WGIG that names a level its list does not have (numId 22, ilvl 1), where ours has no label.',
];
const office = readByOffice();
const report = [
  '# What survives being read and written again',
  '',
  `Measured by \`node bench/texts/round-trip.ts --write\` over ${String(files.length)} Word files of the inputs: each is read`,
  '(`readDocx`), written (`sourceToDocx`), and both files are counted by walking their XML (count.ts), without our reader.',
  'Looks are counted in letters as Word shows them, from runs and styles; a file that has more of a kind than before counts as',
  'having it whole.',
  '',
  table(['kind', 'before', 'after', 'survives', 'files with all of it'], rows),
  '',
  `Read again, ${String(files.length - changed.length)} of ${String(files.length)} files give the same blocks, notes, comments, headers and marks${list(changed)}.`,
  `Of the files written, ${String(files.length - faulty.length)} of ${String(files.length)} keep to the order and ids of WordprocessingML (valid.ts)${list(faulty)}.`,
  office,
  '',
  ...NOT_KEPT,
  '',
].join('\n');
if (process.argv.includes('--write'))
  writeFileSync(new URL('../../packages/texts/test/write/MEASURED.md', import.meta.url), report);
else console.log(report);

function list(names: readonly string[]): string {
  return names.length === 0 ? '' : ` (not: ${names.map((name) => name.replace('docx/', '')).join(', ')})`;
}

/** Keys in one order, so that two values can be compared as JSON. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, each]) => each !== undefined)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, each]) => [key, sorted(each)]),
  );
}

/**
 * LibreOffice turns both files into text: how often it reads the same. Its text leaves out what floats (frames, floating
 * tables), which a written file has in the line: so the given file is also read with what floats set in the line.
 */
function readByOffice(): string {
  const folder = mkdtempSync(join(tmpdir(), 'suivi-office-'));
  const sides = { before: inputBytes, inLine: (file: string) => inLine(inputBytes(file)), after: writtenOf };
  try {
    for (const [side, bytesOf] of Object.entries(sides)) {
      mkdirSync(join(folder, side));
      const paths = files.map((_, i) => join(folder, side, `${String(i)}.docx`));
      files.forEach((file, i) => writeFileSync(paths[i] ?? '', bytesOf(file)));
      const profile = `-env:UserInstallation=file://${folder}/profile`;
      const args = [profile, '--headless', '--convert-to', 'txt:Text (encoded):UTF8', '--outdir', join(folder, side)];
      execFileSync('soffice', [...args, ...paths], { stdio: 'ignore', timeout: 600_000 });
    }
    const read = (side: keyof typeof sides, i: number): string | null => {
      const path = join(folder, side, `${String(i)}.txt`);
      return existsSync(path) ? words(readFileSync(path, 'utf8')) : null;
    };
    const unread = files.filter((_, i) => read('after', i) === null);
    const differ = (side: 'before' | 'inLine'): string[] =>
      files.filter((_, i) => read('after', i) !== null && read('after', i) !== read(side, i));
    const same = (others: string[]): string => `${String(files.length - unread.length - others.length)}${list(others)}`;
    return [
      `LibreOffice opens ${String(files.length - unread.length)} of ${String(files.length)} of the files written${list(unread)} and reads the same words from ${same(differ('before'))};`,
      `with the frames and floating tables of the given file set in the line, from ${same(differ('inLine'))}.`,
    ].join('\n');
  } catch {
    return 'LibreOffice was not at hand.';
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function writtenOf(file: string): Uint8Array {
  return written.get(file) ?? new Uint8Array(0);
}

/** A file without the places of its frames and floating tables. */
function inLine(bytes: Uint8Array): Uint8Array {
  const parts = unzipSync(bytes);
  const main = parts['word/document.xml'];
  if (main === undefined) return bytes;
  const xml = strFromU8(main).replace(/<w:(?:framePr|tblpPr)\b[^>]*\/>/g, '');
  return zipSync({ ...parts, 'word/document.xml': strToU8(xml) });
}

function words(text: string): string {
  return text.replace(/[\s\ufeff]+/g, ' ').trim();
}
