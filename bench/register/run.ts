// `node bench/register/run.ts [obligations] [seconds]`: pages of the register under the fixed mix, at so many obligations.
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Load } from '../pages/readers.ts';
import { bench, memoryOf, root } from '../pages/server.ts';
import { fill } from './rows.ts';

const run = promisify(execFile);
const [count = '100000', seconds = '30'] = process.argv.slice(2);
const one = bench();

const load = async (way: 'paced' | 'full', readers: number, time: string, seed: number): Promise<Load> => {
  const args = ['bench/register/load.ts', one.origin, way, String(readers), time, String(seed)];
  return JSON.parse((await run(process.execPath, args, { cwd: root })).stdout) as Load;
};
const hits = async (): Promise<{ hits: number; misses: number }> => {
  const { headers } = await fetch(`${one.origin}/en/register`, { headers: { 'x-suivi-cache': 'tell' } });
  const [kept, made] = (headers.get('x-suivi-cache') ?? '0 0').split(' ').map(Number);
  return { hits: kept ?? 0, misses: made ?? 0 };
};
const say = (line: string): void => void process.stdout.write(`${line}\n`);
const told = (name: string, { perSecond, p50, p95, p99, failed }: Load, rate: number): string =>
  `${name}: ${perSecond.toFixed(1)} pages/s, p50 ${p50.toFixed(0)}, p95 ${p95.toFixed(0)}, p99 ${p99.toFixed(0)} ms, ${failed} failed, ${(rate * 100).toFixed(0)} % kept`;

try {
  const pid = await one.serve('/en/register');
  const { url } = JSON.parse(readFileSync(join(one.data, 'holder.json'), 'utf8')) as { url: string };
  say(`${count} obligations filled in ${(await fill(url, Number(count))).toFixed(0)} s`);
  let seed = 1;
  const measured = async (name: string, way: 'paced' | 'full', readers: number, time: string): Promise<Load> => {
    const before = await hits();
    const result = await load(way, readers, time, seed++);
    const after = await hits();
    const kept = after.hits - before.hits;
    say(told(name, result, kept / Math.max(1, kept + after.misses - before.misses)));
    return result;
  };
  await measured('cold, 50 readers, a page a second each', 'paced', 50, seconds);
  // The same addresses again: what the first run kept, but for the minute that has passed.
  seed = 1;
  await measured('warm, 50 readers, a page a second each', 'paced', 50, seconds);
  let most = 0;
  for (const readers of [8, 16, 32, 64, 128]) {
    const result = await measured(`as fast as it goes, ${readers} readers`, 'full', readers, '10');
    if (result.p95 > 1000) break;
    most = Math.max(most, result.perSecond);
  }
  say(`most pages/s before p95 passes 1 s: ${most.toFixed(0)}; memory of the server ${memoryOf(pid).toFixed(0)} MB`);
} finally {
  await one.stop();
}
