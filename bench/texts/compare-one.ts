/**
 * One measured comparison, started by compare.ts in a process of its own: `node compare-one.ts PROGRAM OLD NEW ROUNDS`.
 * Prints JSON: the first run and the median of the later ones (processor time of its thread, ms, so that other work on the
 * machine does not count), the first by the clock, words and pieces changed, peak memory (MB). One that takes more than five
 * seconds is not run again.
 */
import { readFileSync } from 'node:fs';
import { compare, compareSources, redline } from '../../packages/texts/src/compare/index.ts';
import { outline } from '../../packages/texts/src/outline/index.ts';
import { readTxt } from '../../packages/texts/src/read/txt/index.ts';
import { countOf, stretchesOf, type Stretch } from '../../packages/texts/test/compare/stretches.ts';
import { ownStretches, PEERS } from './compare-pieces.ts';
import { median } from './measure.ts';

const [program = '', oldPath = '', nextPath = '', rounds = '0'] = process.argv.slice(2);
const { work, result } = await prepare();
const times: number[] = [];
let wall: number | undefined;
for (let round = 0; round <= Number(rounds); round += 1) {
  if ((times[0] ?? 0) > 5_000) break;
  const began = performance.now();
  const started = process.threadCpuUsage();
  work();
  const { user, system } = process.threadCpuUsage(started);
  times.push((user + system) / 1000);
  wall ??= performance.now() - began;
}
const [first = 0, ...later] = times;
const peak = process.resourceUsage().maxRSS / 1024;
console.log(
  JSON.stringify({ first, wall, later: later.length === 0 ? null : median(later), peak, ...countOf(result()) }),
);

async function prepare(): Promise<{ work: () => void; result: () => Stretch[] }> {
  if (program === 'this project' || program === 'with reading') {
    const read = (path: string) => {
      const [text] = outline(new Uint8Array(readFileSync(path)), { name: path }).texts;
      if (text === undefined) throw new Error(`${path}: no text`);
      return text;
    };
    const [old, next] = [read(oldPath), read(nextPath)];
    const task =
      program === 'this project'
        ? () => void redline(compare(old, next), { author: 'A' })
        : () => void redline(compare(read(oldPath), read(nextPath)), { author: 'A' });
    return { work: task, result: () => ownStretches(old, next) };
  }
  if (program === 'by paragraphs') {
    const [old, next] = [readTxt(readFileSync(oldPath, 'utf8')), readTxt(readFileSync(nextPath, 'utf8'))];
    const task = () => redline(compareSources(old, next), { author: 'A' });
    return { work: () => void task(), result: () => stretchesOf(task()) };
  }
  const peer = await PEERS[program]?.();
  if (peer === undefined) throw new Error(`there is no program ${program}`);
  const [old, next] = [readFileSync(oldPath, 'utf8'), readFileSync(nextPath, 'utf8')];
  let last: Stretch[] = [];
  return {
    work: () => {
      last = peer(old, next);
    },
    result: () => last,
  };
}
