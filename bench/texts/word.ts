/**
 * Reading Word files: this project beside pandoc (from the system) and mammoth (`npm install` in this folder first).
 * `node bench/texts/word.ts [runs]`. Every run is a fresh process; the order of the programs turns round each time.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hasInputs, inputPath } from '../../packages/texts/test/inputs.ts';
import { measure, median, table } from './measure.ts';
import { longDocx } from './sample.ts';

if (!hasInputs) {
  console.log('The folder of inputs is not here: nothing to measure.');
  process.exit(0);
}
const runs = Number(process.argv[2] ?? '7');
const folder = mkdtempSync(join(tmpdir(), 'suivi-bench-'));
const long = join(folder, 'long.docx');
writeFileSync(long, longDocx(1_000));
const script = new URL('one.ts', import.meta.url).pathname;

const programs = [
  { name: 'this project', command: process.execPath, args: (file: string) => [script, 'read', file] },
  ...(existsSync(new URL('node_modules/mammoth/package.json', import.meta.url))
    ? [{ name: 'mammoth', command: process.execPath, args: (file: string) => [script, 'mammoth', file] }]
    : []),
  ...(version() === null
    ? []
    : [
        {
          name: version() ?? 'pandoc',
          command: 'pandoc',
          args: (file: string) => ['-f', 'docx', '-t', 'html', '--track-changes=all', '-o', '/dev/null', file],
        },
      ]),
];
const files = [
  { name: 'Resolution 1332 with its marks', path: inputPath('docx/council-resolution-1332.fr.docx') },
  { name: 'RP051 (Arabic, 712 marks)', path: inputPath('docx/tracked/RP051-Arabic.docx') },
  { name: 'WGIG report (781 paragraphs, 54 notes)', path: inputPath('docx/structure/wgig-background-report.docx') },
  { name: 'A/80/6 Sect. 6 (tables, charts)', path: inputPath('docx/structure/A_80_6_Sect.6.docx') },
  { name: '1,000 pages', path: long },
];
const rows: string[][] = [];
try {
  for (const { name, path } of files) {
    const found = programs.map(() => ({
      wall: [] as number[],
      inner: [] as number[],
      processor: [] as number[],
      peak: [] as number[],
    }));
    for (let round = 0; round < runs; round += 1) {
      const order = programs.map((_, index) => index);
      for (const index of round % 2 === 0 ? order : order.reverse()) {
        const program = programs[index];
        const into = found[index];
        if (program === undefined || into === undefined) continue;
        const { wall, peak, output } = await measure(program.command, program.args(path));
        into.wall.push(wall);
        if (peak !== null) into.peak.push(peak);
        if (output !== '') {
          const inner: { first: number; processor: number } = JSON.parse(output);
          into.inner.push(inner.first);
          into.processor.push(inner.processor);
        }
      }
    }
    programs.forEach((program, index) => {
      const { wall = [], inner = [], processor = [], peak = [] } = found[index] ?? {};
      const show = (values: number[], unit: string): string =>
        values.length === 0 ? '–' : `${median(values).toFixed(0)} ${unit}`;
      rows.push([
        index === 0 ? name : '',
        program.name,
        show(processor, 'ms'),
        show(inner, 'ms'),
        show(wall, 'ms'),
        show(peak, 'MB'),
      ]);
    });
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
console.log(`Medians of ${String(runs)} fresh processes in alternating order, Node ${process.version}.\n`);
console.log(
  table(['Word file', 'program', 'reading, processor', 'by the clock', 'whole process', 'peak memory'], rows),
);

function version(): string | null {
  try {
    return execFileSync('pandoc', ['--version'], { encoding: 'utf8' }).split('\n')[0] ?? 'pandoc';
  } catch {
    return null;
  }
}
