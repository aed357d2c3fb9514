/**
 * Damaged Word files by the thousand: what comes of them, how long the slowest takes, how much memory.
 * `node bench/texts/fuzz.ts [cases] [first] [seconds a case may take]`. Samples are files in words of our own, and the folder of inputs where it is
 * there. Every 500 cases are a fresh process with a bounded heap; one that hangs or dies ends the run and names its case.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Outcome } from '../../packages/texts/test/fuzz/child.ts';
import { runCases, wrong } from '../../packages/texts/test/fuzz/run.ts';
import { samplePaths } from '../../packages/texts/test/fuzz/samples.ts';
import { table } from './measure.ts';

const cases = Number(process.argv[2] ?? '10000');
const first = Number(process.argv[3] ?? '0');
const limit = Number(process.argv[4] ?? '60') * 1000;
const folder = mkdtempSync(join(tmpdir(), 'suivi-fuzz-'));
const outcomes: Outcome[] = [];
try {
  const samples = samplePaths(folder, 400_000);
  for (let from = first; from < first + cases; from += 500) {
    outcomes.push(...(await runCases(from, Math.min(first + cases, from + 500), samples, limit)));
    console.error(
      `${String(outcomes.length)} cases, ${String(wrong(outcomes).length)} without a good answer, slowest ${String(Math.max(...outcomes.map((one) => one.ms)))} ms, peak ${String(Math.max(...outcomes.map((one) => one.peak)))} MB`,
    );
  }
  console.log(`${String(cases)} cases from ${String(samples.length)} samples, Node ${process.version}.\n`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

const rows = [...new Set(outcomes.map((one) => one.kind))].map((kind) => {
  const of = outcomes.filter((one) => one.kind === kind);
  const read = of.filter((one) => one.found === 'read').length;
  const codes = [...new Set(of.map((one) => one.found).filter((code) => code !== 'read'))].toSorted();
  return [kind, of.length, read, of.length - read, codes.join(', '), Math.max(...of.map((one) => one.ms))].map(String);
});
console.log(table(['damage', 'cases', 'read', 'refused', 'codes', 'slowest, ms'], rows));
console.log(
  `\nSlowest case ${String(Math.max(...outcomes.map((one) => one.ms)))} ms; peak memory of a case ${String(Math.max(...outcomes.map((one) => one.reading)))} MB reading, ${String(Math.max(...outcomes.map((one) => one.peak)))} MB with outline, writing and reading again.`,
);
const bad = wrong(outcomes);
console.log(bad.length === 0 ? 'No case without a good answer.' : bad.join('\n'));
process.exitCode = bad.length === 0 ? 0 : 1;
