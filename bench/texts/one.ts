/**
 * One measured run, started by outline.ts and word.ts in a process of its own:
 * `node one.ts outline|read|mammoth FILE [rounds]`. Prints JSON: the first run and the median of the later ones, ms; the
 * processor's time of the first, of all threads, which other work on the machine lengthens less.
 */
import { readFileSync } from 'node:fs';
import { median } from './measure.ts';

const [what = '', path = '', rounds = '0'] = process.argv.slice(2);
const bytes = new Uint8Array(readFileSync(path));
const work = await prepare();
const times: number[] = [];
let size = 0;
let processor = 0;
for (let round = 0; round <= Number(rounds); round += 1) {
  const [started, before] = [performance.now(), process.cpuUsage()];
  size = await work();
  times.push(performance.now() - started);
  const { user, system } = process.cpuUsage(before);
  if (round === 0) processor = (user + system) / 1000;
}
const [first = 0, ...later] = times;
console.log(
  JSON.stringify({
    first,
    processor,
    later: later.length === 0 ? null : median(later),
    size,
    peak: process.resourceUsage().maxRSS / 1024,
  }),
);

/** Loads the program and gives the work to be timed; its result is the size of what it made, so that nothing is skipped. */
async function prepare(): Promise<() => number | Promise<number>> {
  if (what === 'outline') {
    const { outline } = await import('../../packages/texts/src/outline/index.ts');
    return () => outline(bytes, { name: path }).trace.length;
  }
  if (what === 'read') {
    const { readDocx } = await import('../../packages/texts/src/read/docx/index.ts');
    return () => JSON.stringify(readDocx(bytes)).length;
  }
  const name: string = 'mammoth';
  const loaded: { default: { convertToHtml: (input: { buffer: Buffer }) => Promise<{ value: string }> } } =
    await import(name);
  return async () => (await loaded.default.convertToHtml({ buffer: Buffer.from(bytes) })).value.length;
}
