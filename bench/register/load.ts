// The load generator, in a process of its own. `readers` people read a page, wait a second, read the next ("paced"), or as
// fast as answers come ("full"). Addresses are drawn by Zipf over 500, a fifth were never seen before. Prints a line of JSON.
import { read } from '../pages/readers.ts';
import { WORDS } from './rows.ts';

const [origin = '', way = 'paced', readers = '50', seconds = '20', seed = '1', peer = ''] = process.argv.slice(2);

let state = Number(seed) * 2_654_435_761;
const random = (): number => {
  state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
  return state / 4_294_967_296;
};
const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
const zipf = (n: number): number => Math.floor(n ** random()) - 1;

const FACETS = [
  () => `addressee=office-${1 + zipf(400)}`,
  () => `body=body-${1 + zipf(40)}`,
  () => `deliverable=${pick(['report', 'roadmap', 'contribution', 'meeting'])}`,
  () => `year=${2023 + zipf(7)}`,
  () => `line=C${1 + zipf(11)}`,
  () => 'state=late',
];
/** A page of the mix: 25 % no filter, 25 % one facet, 30 % the common word, 20 % a rare pair; further pages by key. */
function address(): string {
  const share = random();
  const after = `after=${Math.floor(random() * 5_000)}`;
  if (share < 0.25) return `?${after}`;
  if (share < 0.5) return `?${pick(FACETS)()}&${after}`;
  if (share < 0.8) return `?q=${WORDS.common}&${after}`;
  return `?q=${pick(WORDS.rare)}+${pick(WORDS.rare)}`;
}
const known = Array.from({ length: 500 }, address);
const next = (): string => {
  const wanted = random() < 0.2 ? address() : (known[zipf(500)] ?? '');
  return peer === 'directus' ? asDirectus(new URLSearchParams(wanted)) : `/en/register${wanted}`;
};

/** The same page of Directus (bench/directus): thirty rows and how many there are; it counts no facets. */
function asDirectus(wanted: URLSearchParams): string {
  const filters: object[] = [];
  for (const [key, value] of wanted)
    if (key === 'after') filters.push({ number: { _gt: Number(value) } });
    else if (key === 'state') filters.push({ next_due: { _lte: '$NOW' } });
    else if (key === 'q') for (const word of value.split(' ')) filters.push({ action: { _icontains: word } });
    else filters.push({ [key]: { _eq: value } });
  const filter = encodeURIComponent(JSON.stringify({ _and: filters }));
  return `/items/register_row?limit=30&sort=number&meta=filter_count&filter=${filter}`;
}

process.stdout.write(
  `${JSON.stringify(
    await read({
      origin,
      way: way === 'full' ? 'full' : 'paced',
      readers: Number(readers),
      seconds: Number(seconds),
      headers: peer ? { authorization: 'Bearer bench-token' } : {},
      next: () => ({ path: next() }),
    }),
  )}\n`,
);
