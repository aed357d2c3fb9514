/**
 * Outline of the sample report and of a text of 1,000 pages: time and peak memory, each run in a fresh process.
 * `node bench/texts/outline.ts [runs]`. Needs the folder of inputs (SUIVI_INPUTS).
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hasInputs, inputPath } from '../../packages/texts/test/inputs.ts';
import { measure, median, table } from './measure.ts';
import { longDocx, longText } from './sample.ts';

if (!hasInputs) {
  console.log('The folder of inputs is not here: nothing to measure.');
  process.exit(0);
}
const runs = Number(process.argv[2] ?? '7');
const folder = mkdtempSync(join(tmpdir(), 'suivi-bench-'));
const long = join(folder, 'long.txt');
const longWord = join(folder, 'long.docx');
writeFileSync(long, longText(1_000));
writeFileSync(longWord, longDocx(1_000));
const cases = [
  { name: 'sample report (txt)', file: inputPath('council-report-wsis-sdg.fr.txt'), warm: '20' },
  {
    name: 'Resolution 1332 with its marks (docx)',
    file: inputPath('docx/council-resolution-1332.fr.docx'),
    warm: '20',
  },
  { name: '1,000 pages (txt)', file: long, warm: '0' },
  { name: '1,000 pages (docx)', file: longWord, warm: '0' },
];
const rows: string[][] = [];
const script = new URL('one.ts', import.meta.url).pathname;
try {
  for (const { name, file, warm } of cases) {
    const found: { wall: number; first: number; later: number | null; peak: number }[] = [];
    for (let round = 0; round < runs; round += 1) {
      const cold = await measure(process.execPath, [script, 'outline', file]);
      const inner: { first: number; peak: number } = JSON.parse(cold.output);
      const second = warm === '0' ? null : await measure(process.execPath, [script, 'outline', file, warm]);
      const later: { later: number | null } = second === null ? { later: null } : JSON.parse(second.output);
      found.push({ wall: cold.wall, first: inner.first, peak: inner.peak, later: later.later });
    }
    const of = (pick: (one: (typeof found)[number]) => number): string => median(found.map(pick)).toFixed(0);
    const laters = found.flatMap((one) => (one.later === null ? [] : [one.later]));
    rows.push([
      name,
      `${of((one) => one.first)} ms`,
      laters.length === 0 ? '–' : `${median(laters).toFixed(1)} ms`,
      `${of((one) => one.wall)} ms`,
      `${of((one) => one.peak)} MB`,
    ]);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
console.log(`Medians of ${String(runs)} fresh processes, Node ${process.version}.\n`);
console.log(table(['text', 'first outline', 'once warm', 'whole process', 'peak memory'], rows));
