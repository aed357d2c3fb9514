/**
 * Comparing two versions beside jsdiff, diff-match-patch and node-htmldiff (`npm install` in this folder first) and
 * LibreOffice (from the system): time, memory, words and places changed. `node bench/texts/compare.ts [runs]`.
 * Needs the folder of inputs (SUIVI_INPUTS). Every run is a fresh process; the order of the programs turns round each time.
 */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  acceptText,
  acceptedText,
  outline,
  readDocx,
  rejectText,
  rejectedText,
  tokensOf,
  wordCount,
} from '../../packages/texts/src/index.ts';
import { hasInputs, inputPath } from '../../packages/texts/test/inputs.ts';
import { officeCompare } from './compare-office.ts';
import { countOf, ownStretches, PEERS } from './compare-pieces.ts';
import { measure, median, table } from './measure.ts';
import { editedText, longReport } from './sample.ts';

if (!hasInputs) {
  console.log('The folder of inputs is not here: nothing to measure.');
  process.exit(0);
}
const runs = Number(process.argv[2] ?? '5');
const folder = mkdtempSync(join(tmpdir(), 'suivi-bench-'));
const script = new URL('compare-one.ts', import.meta.url).pathname;
const peers = Object.keys(PEERS).filter((name) =>
  existsSync(new URL(`node_modules/${name === 'jsdiff' ? 'diff' : name}/package.json`, import.meta.url)),
);
const programs = ['this project', 'with reading', ...peers];

const long = longReport(300);
const [longOld, longNew] = [join(folder, 'report-old.txt'), join(folder, 'report-new.txt')];
writeFileSync(longOld, long);
writeFileSync(longNew, editedText(long));
const cases = [
  {
    name: 'E/RES/2023/3 and 2024/13',
    old: inputPath('resolutions/E_RES_2023_3.en.txt'),
    next: inputPath('resolutions/E_RES_2024_13.en.txt'),
    rounds: 15,
  },
  {
    name: 'A/RES/77/150 and 78/132',
    old: inputPath('resolutions/A_RES_77_150.en.txt'),
    next: inputPath('resolutions/A_RES_78_132.en.txt'),
    rounds: 15,
  },
  { name: 'report of 300 pages, edited', old: longOld, next: longNew, rounds: 2 },
];
type Found = { first: number; later: number | null; peak: number; words: number; pieces: number };
try {
  const rows: string[][] = [];
  for (const { name, old, next, rounds } of cases) {
    const found = new Map<string, Found[]>(programs.map((program) => [program, []]));
    for (let round = 0; round < runs; round += 1)
      for (const program of round % 2 === 0 ? programs : [...programs].reverse()) {
        // What takes minutes is measured once.
        const before = found.get(program) ?? [];
        if ((before[0]?.first ?? 0) > 20_000) continue;
        const { output } = await measure(process.execPath, [
          script,
          program,
          old,
          next,
          String((before[0]?.first ?? 0) > 5_000 ? 0 : rounds),
        ]);
        before.push(JSON.parse(output));
      }
    for (const [i, program] of programs.entries()) {
      const all = found.get(program) ?? [];
      const laters = all.flatMap((one) => (one.later === null ? [] : [one.later]));
      rows.push([
        i === 0 ? name : '',
        program,
        `${median(all.map((one) => one.first)).toFixed(0)} ms`,
        laters.length === 0 ? '–' : `${median(laters).toFixed(0)} ms`,
        `${median(all.map((one) => one.peak)).toFixed(0)} MB`,
        program === 'with reading' ? '' : String(all[0]?.words ?? '–'),
        program === 'with reading' ? '' : String(all[0]?.pieces ?? '–'),
      ]);
    }
    const office = officeCompare(old, next, folder);
    if (office)
      rows.push([
        '',
        office.name,
        `${office.time.toFixed(0)} ms`,
        '–',
        office.peak === null ? '–' : `${office.peak.toFixed(0)} MB`,
        String(office.words),
        String(office.pieces),
      ]);
  }
  console.log(`Medians of ${String(runs)} fresh processes, Node ${process.version}.\n`);
  console.log(table(['texts', 'program', 'first', 'once warm', 'peak memory', 'words changed', 'pieces'], rows));
  console.log(`\n${await knownRevisions()}`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Files whose authors marked their changes: words they marked, words of each program, and ours against the least of them. */
async function knownRevisions(): Promise<string> {
  const files = [
    inputPath('docx/council-resolution-1332.fr.docx'),
    ...readdirSync(inputPath('docx/tracked'))
      .filter((name) => name.endsWith('.docx') && !/-(?:Accepted|Rejected)\./.test(name))
      .map((name) => inputPath(`docx/tracked/${name}`)),
  ];
  const made = await Promise.all(peers.map(async (name) => ({ name, run: await PEERS[name]?.() })));
  const rows: string[][] = [];
  for (const path of files) {
    const bytes = new Uint8Array(readFileSync(path));
    const source = readDocx(bytes);
    const author = authorWords(source);
    const [old, next] = [rejectedText(source).join('\n'), acceptedText(source).join('\n')];
    const others = made.map(({ run }) => (run ? countOf(run(old, next)).words : Infinity));
    const own = outline(bytes)
      .texts.map((text) => countOf(ownStretches(rejectText(text), acceptText(text))))
      .reduce((sum, one) => sum + one.words, 0);
    if (author === 0 && own === 0) continue;
    const least = Math.min(author, ...others);
    rows.push([
      path.split('/').at(-1) ?? '',
      String(author),
      ...others.map(String),
      String(own),
      least === 0 ? '–' : (own / least).toFixed(2),
    ]);
  }
  return table(['file', 'author', ...made.map(({ name }) => name), 'this project', 'ours / least'], rows);
}

function authorWords(source: ReturnType<typeof readDocx>): number {
  let sum = 0;
  const walk = (blocks: typeof source.blocks): void => {
    for (const block of blocks) {
      for (const row of block.rows ?? []) for (const cell of row.cells) walk(cell.blocks);
      let open = '';
      let state = '';
      const flush = (): void => {
        if (state !== '') sum += wordCount(tokensOf(open, 'en'));
        open = '';
      };
      for (const run of block.runs) {
        if ((run.mark?.state ?? '') !== state) flush();
        state = run.mark?.state ?? '';
        if (run.note === undefined) open += run.text;
      }
      flush();
      if (block.oldLabel !== undefined && block.oldLabel !== block.label)
        sum += wordCount(tokensOf(`${block.oldLabel} ${block.label ?? ''}`, 'en'));
    }
  };
  walk(source.blocks);
  return sum;
}
