/**
 * Redlines of files whose authors marked their changes: words the author marked, words that each program marks between the
 * file with its changes rejected and the file with them accepted (`npm install` in this folder first), and ours against the
 * least of them. `node bench/texts/compare-known.ts`. Needs the folder of inputs (SUIVI_INPUTS). Where the corpus has both
 * readings as files of their own, those are compared; otherwise this project makes them. All programs see the same words,
 * printed labels included. This project
 * stands there three times: with the two readings taken of one outline of the marked file, with each file outlined by itself,
 * and with the files compared by their paragraphs (`compareSources`).
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { Block } from '../../packages/texts/src/index.ts';
import { compareOutlines, compareSources, redline } from '../../packages/texts/src/compare/index.ts';
import { outline } from '../../packages/texts/src/outline/index.ts';
import { readDocx } from '../../packages/texts/src/read/docx/index.ts';
import { acceptChanges, rejectChanges } from '../../packages/texts/src/revise/index.ts';
import { acceptText, rejectText } from '../../packages/texts/src/settle/index.ts';
import { authorWords, countOf, stretchesOf } from '../../packages/texts/test/compare/stretches.ts';
import { hasInputs, inputPath } from '../../packages/texts/test/inputs.ts';
import { ownStretches, PEERS } from './compare-pieces.ts';
import { table } from './measure.ts';

if (!hasInputs) {
  console.log('The folder of inputs is not here: nothing to measure.');
  process.exit(0);
}
const read = (path: string): Uint8Array => new Uint8Array(readFileSync(path));
const files = [
  inputPath('docx/council-resolution-1332.fr.docx'),
  ...readdirSync(inputPath('docx/tracked'))
    .filter((name) => name.endsWith('.docx') && !/-(?:Accepted|Rejected)\./.test(name))
    .map((name) => inputPath(`docx/tracked/${name}`)),
];
const peers: { name: string; run: Awaited<ReturnType<NonNullable<(typeof PEERS)[string]>>> }[] = [];
for (const [name, load] of Object.entries(PEERS))
  if (existsSync(new URL(`node_modules/${name === 'jsdiff' ? 'diff' : name}/package.json`, import.meta.url)))
    peers.push({ name, run: await load() });

const rows = files.map((path) => {
  const bytes = read(path);
  const [before, after] = twins(path) ?? [rejectChanges(bytes).bytes, acceptChanges(bytes).bytes];
  const [old, next] = [linesOf(before), linesOf(after)];
  const author = authorWords(readDocx(bytes));
  const others = peers.map(({ run }) => countOf(run(old, next)).words);
  const once = outline(bytes)
    .texts.map((text) => countOf(ownStretches(rejectText(text), acceptText(text))).words)
    .reduce((sum, one) => sum + one, 0);
  const own = compareOutlines(outline(before), outline(after))
    .map((one) => countOf(stretchesOf(redline(one))).words)
    .reduce((sum, one) => sum + one, 0);
  const least = Math.min(author, ...others);
  const flat = countOf(stretchesOf(redline(compareSources(readDocx(before), readDocx(after))))).words;
  return [
    path.split('/').at(-1) ?? '',
    String(author),
    ...others.map(String),
    String(once),
    share(once, least),
    String(own),
    share(own, least),
    String(flat),
    share(flat, least),
  ];
});
const names = ['read once', 'of least', 'read apart', 'of least', 'by paragraphs', 'of least'];
console.log(table(['file', 'author', ...peers.map(({ name }) => name), ...names], rows));

function share(own: number, least: number): string {
  return own === least ? '1.00' : least === 0 ? '–' : (own / least).toFixed(2);
}

function twins(path: string): [Uint8Array, Uint8Array] | null {
  const [before, after] = ['-Rejected.docx', '-Accepted.docx'].map((end) => path.replace(/\.docx$/, end));
  return before && after && existsSync(before) && existsSync(after) ? [read(before), read(after)] : null;
}

/** The words a file prints, one paragraph a line. */
function linesOf(bytes: Uint8Array): string {
  const lines: string[] = [];
  const walk = (blocks: readonly Block[]): void => {
    for (const block of blocks) {
      for (const row of block.rows ?? []) for (const cell of row.cells) walk(cell.blocks);
      if (block.kind === 'table') continue;
      const words = block.runs.map((run) => (run.note === undefined ? run.text : '')).join('');
      lines.push(block.label === undefined ? words : `${block.label}\t${words}`);
    }
  };
  walk(readDocx(bytes).blocks);
  return lines.join('\n');
}
