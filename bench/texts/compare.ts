/**
 * Comparing two versions beside jsdiff, diff-match-patch and node-htmldiff (`npm install` in this folder first) and
 * LibreOffice (from the system): time, memory, words and places changed. `node bench/texts/compare.ts [runs]`.
 * Needs the folder of inputs (SUIVI_INPUTS). Every run is a fresh process; the order of the programs turns round each time.
 */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hasInputs, inputPath } from '../../packages/texts/test/inputs.ts';
import { officeCompare } from './compare-office.ts';
import { PEERS } from './compare-pieces.ts';
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
const programs = ['this project', 'with reading', 'by paragraphs', ...peers];

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
type Found = { first: number; wall: number; later: number | null; peak: number; words: number; pieces: number };
/** Longest that one process may take, ms. */
const MOST = 90_000;
const head = ['texts', 'program', 'first', 'by the clock', 'once warm', 'peak memory', 'words changed', 'pieces'];
const ms = (values: number[]): string => `${median(values).toFixed(0)} ms`;
try {
  console.log(`Medians of ${String(runs)} fresh processes, Node ${process.version}.`);
  for (const { name, old, next, rounds } of cases) {
    const found = new Map<string, Found[]>(programs.map((program) => [program, []]));
    const given = new Set<string>();
    const office: NonNullable<ReturnType<typeof officeCompare>>[] = [];
    for (let round = 0; round < runs; round += 1) {
      for (const program of round % 2 === 0 ? programs : [...programs].reverse()) {
        // What takes long is measured once.
        const before = found.get(program) ?? [];
        if (given.has(program) || (before[0]?.first ?? 0) > 20_000) continue;
        try {
          const { output } = await measure(process.execPath, [script, program, old, next, String(rounds)], MOST);
          before.push(JSON.parse(output));
        } catch {
          given.add(program);
        }
      }
      const one = officeCompare(old, next, folder);
      if (one) office.push(one);
    }
    const rows = programs.map((program, i) => {
      const all = found.get(program) ?? [];
      const lead = [i === 0 ? name : '', program];
      if (all.length === 0) return [...lead, `over ${String(MOST / 1000)} s`, '–', '–', '–', '–', '–'];
      const laters = all.flatMap((one) => (one.later === null ? [] : [one.later]));
      const reads = program === 'with reading';
      return [
        ...lead,
        ms(all.map((one) => one.first)),
        ms(all.map((one) => one.wall)),
        laters.length === 0 ? '–' : ms(laters),
        `${median(all.map((one) => one.peak)).toFixed(0)} MB`,
        reads ? '' : String(all[0]?.words ?? '–'),
        reads ? '' : String(all[0]?.pieces ?? '–'),
      ];
    });
    const [one] = office;
    if (one)
      rows.push([
        '',
        one.name,
        '–',
        ms(office.map(({ time }) => time)),
        '–',
        one.peak === null ? '–' : `${median(office.map(({ peak }) => peak ?? 0)).toFixed(0)} MB`,
        String(one.words),
        String(one.pieces),
      ]);
    console.log(`\n${table(head, rows)}`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
