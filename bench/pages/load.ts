// The load generator, in a process of its own: `readers` connections kept alive, each asking for one page after another
// from a list, for `seconds`. Prints one line of JSON.
import { Agent, request } from 'node:http';

const [origin = '', readers = '16', seconds = '5', encoding = 'br', ...paths] = process.argv.slice(2);
const agent = new Agent({ keepAlive: true, maxSockets: Number(readers) });
const until = performance.now() + Number(seconds) * 1000;
const times: number[] = [];
let bytes = 0;
let failed = 0;

const ask = (path: string): Promise<void> =>
  new Promise((done) => {
    const started = performance.now();
    const sent = request(`${origin}${path}`, { agent, headers: { 'accept-encoding': encoding } }, (response) => {
      if (response.statusCode !== 200) failed++;
      response.on('data', (piece: Buffer) => (bytes += piece.length));
      response.on('end', () => {
        times.push(performance.now() - started);
        done();
      });
    });
    sent.on('error', () => {
      failed++;
      done();
    });
    sent.end();
  });

let turn = 0;
await Promise.all(
  Array.from({ length: Number(readers) }, async () => {
    while (performance.now() < until) await ask(paths[turn++ % paths.length] ?? '/');
  }),
);
agent.destroy();
times.sort((a, b) => a - b);
const at = (share: number): number => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
process.stdout.write(
  `${JSON.stringify({ pages: times.length, perSecond: times.length / Number(seconds), p50: at(0.5), p95: at(0.95), failed, bytesEach: bytes / times.length })}\n`,
);
