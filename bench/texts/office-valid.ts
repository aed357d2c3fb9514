/**
 * Word files that this project writes, in the eyes of the Open XML SDK (the schemas that Word itself reads by, and its rules
 * on ids and references): `npm install` in this folder first, then `node bench/texts/office-valid.ts [redlines of each kind] [kinds]`.
 * Files of the inputs read and written again, the same with their changes accepted and rejected in place (what the given file
 * has wrong does not count), redlines of the pairs of the inputs and of made-up texts and tables, texts, compilations.
 */
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import fc from 'fast-check';
import type { Row, Text } from '../../packages/texts/src/index.ts';
import { compile } from '../../packages/texts/src/amend/index.ts';
import { compare, compareOutlines, redline } from '../../packages/texts/src/compare/index.ts';
import { outline } from '../../packages/texts/src/outline/index.ts';
import { readDocx } from '../../packages/texts/src/read/docx/index.ts';
import { readMedia } from '../../packages/texts/src/read/media/index.ts';
import { acceptChanges, rejectChanges } from '../../packages/texts/src/revise/index.ts';
import { textToDocx, toDocx } from '../../packages/texts/src/write/docx/index.ts';
import { sourceToDocx } from '../../packages/texts/src/write/files/index.ts';
import { groupOf } from '../../packages/texts/src/structure/draft.ts';
import { randomAmendments, seeded } from '../../packages/texts/test/amend/random.ts';
import { anyPair, anyText, tablePair } from '../../packages/texts/test/compare/draw.ts';
import { hasInputs, inputBytes, inputPath } from '../../packages/texts/test/inputs.ts';
import { documentOf, LANGUAGES } from '../../packages/texts/test/write/document.ts';
import { table } from './measure.ts';

const folder = new URL('node_modules/@xarsh/', import.meta.url).pathname;
const program = join(folder, `ooxml-validator-${process.platform}-${process.arch}`, 'ooxml-validator');
if (!existsSync(program) || !hasInputs) {
  console.log('The validator or the folder of inputs is not here: nothing to measure.');
  process.exit(0);
}
const many = Number(process.argv[2] ?? '60');
const only = new RegExp(process.argv[3] ?? '');
const run = promisify(execFile);
const scratch = mkdtempSync(join(tmpdir(), 'suivi-valid-'));

interface Fault {
  description: string;
  path: string | null;
  xPath: string | null;
}
interface Kind {
  name: string;
  files: number;
  faulty: string[];
}

/** What is wrong with a file, one line each, without its place in the tree. */
async function faultsOf(bytes: Uint8Array): Promise<string[]> {
  const path = join(scratch, 'a.docx');
  writeFileSync(path, bytes);
  // It ends with 1 where it finds a fault.
  const { stdout } = await run(program, [path], { maxBuffer: 1e9 }).catch((error: unknown) => {
    if (typeof error === 'object' && error !== null && 'stdout' in error) return { stdout: String(error.stdout) };
    throw error;
  });
  const { errors }: { errors: Fault[] } = JSON.parse(stdout);
  return errors.map(({ description, path: part, xPath }) => `${part ?? ''} ${xPath ?? ''}: ${description}`);
}
const placeless = (fault: string): string => fault.replace(/\[\d+\]/g, '').replace(/'[^']*'/g, "''");

const kinds: Kind[] = [];
async function judge(name: string, files: Iterable<[string, () => Uint8Array, Uint8Array?]>): Promise<void> {
  if (!only.test(name)) return;
  const kind: Kind = { name, files: 0, faulty: [] };
  for (const [file, make, given] of files) {
    kind.files += 1;
    const found = await faultsOf(make());
    const known = new Set(found.length > 0 && given ? (await faultsOf(given)).map(placeless) : []);
    const own = found.filter((fault) => !known.has(placeless(fault)));
    if (own.length > 0) kind.faulty.push(`${file} (${String(own.length)}): ${own[0] ?? ''}`);
  }
  kinds.push(kind);
}

const files = ['structure', 'tracked', 'compare']
  .flatMap((each) => readdirSync(inputPath(`docx/${each}`)).map((name) => `docx/${each}/${name}`))
  .filter((name) => name.endsWith('.docx'))
  .concat('docx/council-resolution-1332.fr.docx');
const BY = { author: 'A. Drafter', date: '2026-05-01T10:00:00Z' };
const marked = (old: Text, next: Text): Uint8Array => textToDocx(redline(compare(old, next), BY));
const drawn = <T>(one: fc.Arbitrary<T>, of: (value: T) => Uint8Array): [string, () => Uint8Array][] =>
  fc.sample(one, { numRuns: many, seed: 5 }).map((value, i) => [String(i), () => of(value)]);
/** Resolutions of the inputs and what they asked of whom, with proposals to amend them. */
const texts = readdirSync(inputPath('resolutions'))
  .filter((name) => /\.(?:txt|xml)$/.test(name))
  .flatMap((name) =>
    outline(inputBytes(`resolutions/${name}`), { name }).texts.map((text): [string, Text] => [name, text]),
  );
/** Texts that hold nothing but a table each. */
const [frame] = fc.sample(anyText, { numRuns: 1, seed: 5 });
const holding = (rows: Row[]): Text => ({
  ...(frame ?? raise()),
  footnotes: [],
  groups: [groupOf('table', '', [1], { eId: 'g', table: rows })],
});
function raise(): never {
  throw new Error('no text was drawn');
}

try {
  await judge(
    'read and written again',
    files.map((file) => [
      file,
      () => {
        const bytes = inputBytes(file);
        const media = Object.fromEntries([...readMedia(bytes)].map(([name, image]) => [name, image.bytes]));
        return sourceToDocx(readDocx(bytes), { media });
      },
    ]),
  );
  const tracked = files.filter((file) => /tracked|1332/.test(file) && !/-(?:Accepted|Rejected)\./.test(file));
  for (const [name, settle] of [
    ['accepted in place', acceptChanges],
    ['rejected in place', rejectChanges],
  ] as const)
    await judge(
      name,
      tracked.map((file) => [file, () => settle(inputBytes(file)).bytes, inputBytes(file)]),
    );
  const pairs = files.flatMap((next): [string, string][] => {
    const old = next.replace(/-(?:Mod|Unmodified|After\d?|Deleted-Paragraph|Delete-Row|Moved-into-Table)/, '');
    const found = [old, next.replace(/-After\d?/, '-Before'), old.replace(/(WC\d+).*/, '$1-Unmodified.docx')];
    const from = found.find((file) => file !== next && files.includes(file));
    return from === undefined || !next.includes('/compare/') || next.includes('-Before') ? [] : [[from, next]];
  });
  await judge(
    'redlines of the pairs of the inputs',
    pairs.flatMap(([old, next]) =>
      compareOutlines(outline(inputBytes(old)), outline(inputBytes(next))).map((one): [string, () => Uint8Array] => [
        next,
        () => textToDocx(redline(one, BY)),
      ]),
    ),
  );
  await judge(
    'redlines of made-up texts',
    drawn(anyPair, ([old, next]) => marked(old, next)),
  );
  const tables = drawn(tablePair, ([old, next]) => marked(holding(old), holding(next)));
  await judge('redlines of made-up tables', tables);
  for (const [way, settle] of [
    ['accepted', acceptChanges],
    ['rejected', rejectChanges],
  ] as const)
    await judge(
      `those of tables, ${way} in place`,
      tables.map(([name, make]) => [name, () => settle(make()).bytes]),
    );
  await judge(
    'texts taken away',
    texts.map(([name, text]) => [name, () => textToDocx(text)]),
  );
  await judge(
    'compiled amendments',
    texts.map(([name, text], i) => [
      name,
      () => textToDocx(compile(text, randomAmendments(text, seeded(i), 12)).text, { lineNumbers: { every: 5 } }),
    ]),
  );
  await judge(
    'blocks of every kind, in six languages',
    Object.entries(LANGUAGES).map(([lang, words]) => [lang, () => toDocx(documentOf(lang, words))]),
  );
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
console.log(
  table(
    ['files', 'written', 'without a fault'],
    kinds.map(({ name, files: count, faulty }) => [name, String(count), String(count - faulty.length)]),
  ),
);
for (const { name, faulty } of kinds) for (const each of faulty) console.log(`\n${name}: ${each}`);
