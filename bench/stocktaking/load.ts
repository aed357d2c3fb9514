// The load generator, in a process of its own: readers of the registry by the fixed mix (bench/search/mix.ts), in languages by their
// share. Prints a line of JSON.
import { randomOf } from '../search/entries.ts';
import { mix } from '../search/mix.ts';
import { read, type Reading } from '../pages/readers.ts';
import { pathsOf } from './paths.ts';

const [origin = '', peer = '', readers = '50', seconds = '20', seed = '1'] = process.argv.slice(2);
const random = randomOf(Number(seed));
const questions = Array.from({ length: Number(readers) }, (_, reader) => mix(Number(seed) * 1_000 + reader));
const path = pathsOf(peer, random);
const reading: Reading = {
  origin,
  way: 'paced',
  readers: Number(readers),
  seconds: Number(seconds),
  ...(peer === 'directus' ? { headers: { authorization: 'Bearer bench-token' } } : {}),
  next(reader) {
    const question = questions[reader]?.() ?? { way: '', text: '', labels: [] };
    return { path: path(question), way: question.way };
  },
};
process.stdout.write(`${JSON.stringify(await read(reading))}\n`);
