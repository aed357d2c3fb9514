// The load generator, in a process of its own: so many readers, each asking for one page of a list after another without a pause.
// Prints a line of JSON.
import { read } from './readers.ts';

const [origin = '', readers = '16', seconds = '5', ...paths] = process.argv.slice(2);
let turn = 0;
const load = await read({
  origin,
  way: 'full',
  readers: Number(readers),
  seconds: Number(seconds),
  next: () => ({ path: paths[turn++ % paths.length] ?? '/' }),
});
process.stdout.write(`${JSON.stringify(load)}\n`);
