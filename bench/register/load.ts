// The load generator, in a process of its own. `readers` people read a page, wait a second, read the next ("paced"), or as
// fast as answers come ("full"). Addresses are drawn by Zipf over 500, a fifth were never seen before. Prints a line of JSON.
import { Agent, request } from 'node:http';
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

const agent = new Agent({ keepAlive: true, maxSockets: Number(readers) });
const times: number[] = [];
let failed = 0;
const ask = (path: string): Promise<void> =>
  new Promise((done) => {
    const started = performance.now();
    const sent = request(
      `${origin}${path}`,
      { agent, headers: { 'accept-encoding': 'br', ...(peer ? { authorization: 'Bearer bench-token' } : {}) } },
      (response) => {
        if (response.statusCode !== 200) failed++;
        response.resume();
        response.on('end', () => {
          times.push(performance.now() - started);
          done();
        });
      },
    );
    sent.on('error', () => {
      failed++;
      done();
    });
    sent.end();
  });
const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));
const until = performance.now() + Number(seconds) * 1000;
await Promise.all(
  Array.from({ length: Number(readers) }, async (_, i) => {
    if (way === 'paced') await pause((i / Number(readers)) * 1000);
    while (performance.now() < until) {
      const started = performance.now();
      await ask(next());
      if (way === 'paced') await pause(Math.max(0, 1000 - (performance.now() - started)));
    }
  }),
);
agent.destroy();
times.sort((a, b) => a - b);
const at = (share: number): number => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
process.stdout.write(
  `${JSON.stringify({ pages: times.length, perSecond: times.length / Number(seconds), p50: at(0.5), p95: at(0.95), p99: at(0.99), failed })}\n`,
);
